package io.exo4j.schedule.procs;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

class ReplaceTest {
  private static final String SCALE =
      """
      @proc
      def scale(n : size, d : [f32][n] @DRAM, s : [f32][n] @DRAM, by : f32 @DRAM):
        for t in seq(0, n):
          d[t] = s[t] * by

      """;

  private static final String MATVEC =
      """
      @proc
      def matvec(m : size, n : size, a : [f32][m, n] @DRAM, v : [f32][n] @DRAM, o : [f32][m] @DRAM):
        for r in seq(0, m):
          for c in seq(0, n):
            o[r] += a[r, c] * v[c]

      """;

  private static ScheduleTest replace(String subproc, String caller) {
    return ScheduleTest.of(subproc + caller)
        .steps("- replace: [" + name(subproc) + ", \"proc.body[0]\"]");
  }

  /** The last procedure of a module. */
  private static String name(String module) {
    String last = module.substring(module.lastIndexOf("def ") + 4);
    return last.substring(0, last.indexOf('('));
  }

  private static ScheduleTest.Refused refused(String subproc, String caller) {
    return replace(subproc, caller).refused("EXO-SCH-003");
  }

  @Test
  void aNumberIsNoArgumentButAVariableIs() {
    String caller =
        """
        @proc
        def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
          for i in seq(0, n):
            y[i] = x[i] * 2.0
        """;
    refused(SCALE, caller)
        .says("the argument 'by' must be a variable, and the block has '2.0'")
        .says("bind_expr")
        .says("hoist_stmt");
    ScheduleTest.of(SCALE + caller)
        .steps(
            """
            - bind_expr: [by, "2.0"]
            - hoist_stmt: "by = _"
            - set_precision: [by, f32]
            - replace: [scale, i]
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              by : f32 @DRAM
              by = 2.0
              scale(n + 0, y[0:n + 0], x[0:n + 0], by)
            """);
  }

  // ---- what is found

  @Test
  void findsSizesWindowsAndScalars() {
    replace(
            SCALE,
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM, y : f32[3, n] @DRAM, k : f32 @DRAM):
              for i in seq(0, n):
                y[2, i] = x[i, 5] * k
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM, y : f32[3, n] @DRAM, k : f32 @DRAM):
              scale(n + 0, y[2, 0:n + 0], x[0:n + 0, 5], k)
            """);
  }

  @Test
  void findsOffsetsInTermsOfEnclosingLoops() {
    ScheduleTest.of(
            MATVEC
                + """
                @proc
                def f(n : size, X : f32[6, 4 * n, 12] @DRAM, v : f32[12] @DRAM, Y : f32[4 * n] @DRAM):
                  for k in seq(0, 6):
                    for t in seq(0, n):
                      for i in seq(0, 4):
                        for j in seq(0, 10):
                          Y[4 * t + i] += X[k, i + 4 * t, j + 2] * v[2 + j]
                """)
        .steps("- replace: [matvec, \"for i in _: _\"]")
        .gives(
            """
            @proc
            def f(n : size, X : f32[6, 4 * n, 12] @DRAM, v : f32[12] @DRAM, Y : f32[4 * n] @DRAM):
              for k in seq(0, 6):
                for t in seq(0, n):
                  matvec(4, 10, X[k + 0, 4 * t + 0:4 * t + 4, 2:12], v[2:12], Y[4 * t + 0:4 * t + 4])
            """);
  }

  @Test
  void findsTheBoundOfAGuard() {
    replace(
            """
            @proc
            def masked(d : [f32][8] @DRAM, bound : index):
              for l in seq(0, 8):
                if l < bound:
                  d[l] = 0.0

            """,
            """
            @proc
            def f(n : size, m : size, x : f32[8] @DRAM):
              for i in seq(0, 8):
                if m + i <= n:
                  x[i] = 0.0
            """)
        .gives(
            """
            @proc
            def f(n : size, m : size, x : f32[8] @DRAM):
              masked(x[0:8], -1 * m + n + 1)
            """);
  }

  @Test
  void quotientsAreValuesLikeOthers() {
    replace(
            """
            @proc
            def zero(n : size, d : [f32][n] @DRAM):
              for t in seq(0, n):
                d[t] = 0.0

            """,
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              assert n >= 8
              for i in seq(0, n / 8 * 8):
                x[i] = 0.0
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              assert n >= 8
              zero(8 * (n / 8) + 0, x[0:8 * (n / 8) + 0])
            """);
  }

  @Test
  void bindsConditionsAndStrides() {
    ScheduleTest.of(
            """
            @config
            class Cfg:
              st : stride

            @proc
            def load(b : bool, s : stride, d : f32 @DRAM):
              Cfg.st = s
              if b:
                d = 1.0

            @proc
            def f(n : size, m : size, x : f32[n, m] @DRAM, d : f32 @DRAM):
              Cfg.st = stride(x, 0)
              if n < m:
                d = 1.0
            """)
        .steps("- replace: [load, \"proc.body[0:2]\"]")
        .gives(
            """
            @proc
            def f(n : size, m : size, x : f32[n, m] @DRAM, d : f32 @DRAM):
              load(n < m, stride(x, 0), d)
            """);
  }

  @Test
  void passesWindowsOn() {
    ScheduleTest.of(
            SCALE
                + """
                @proc
                def twice(n : size, d : [f32][n] @DRAM, s : [f32][n] @DRAM, by : f32 @DRAM):
                  scale(n, d, s, by)
                  scale(n, d[0:n], s[0:n], by)

                @proc
                def f(x : f32[4, 8] @DRAM, y : f32[8] @DRAM, k : f32 @DRAM):
                  for i in seq(0, 4):
                    scale(5, x[i, 3:8], y[1:6], k)
                    scale(5, x[i, 3:8], y[1:6], k)
                """)
        .steps("- replace: [twice, \"proc.body[0].body[0:2]\"]")
        .gives(
            """
            @proc
            def f(x : f32[4, 8] @DRAM, y : f32[8] @DRAM, k : f32 @DRAM):
              for i in seq(0, 4):
                twice(5, x[i + 0, 3:8], y[1:6], k)
            """);
  }

  @Test
  void pairsLocalBuffersAndLocalWindows() {
    ScheduleTest.of(
            """
            @proc
            def swap(n : size, a : [f32][n] @DRAM, b : [f32][n] @DRAM):
              t : f32[n] @DRAM
              w = b[0:n]
              for i in seq(0, n):
                t[i] = a[i]
                a[i] = w[i]
                w[i] = t[i]

            @proc
            def f(x : f32[2, 6] @DRAM):
              u : f32[6] @DRAM
              v = x[1, 0:6]
              for j in seq(0, 6):
                u[j] = x[0, j]
                x[0, j] = v[j]
                v[j] = u[j]
            """)
        .steps("- replace: [swap, \"proc.body[0:3]\"]")
        .gives(
            """
            @proc
            def f(x : f32[2, 6] @DRAM):
              swap(6, x[0, 0:6], x[1, 0:6])
            """);
  }

  @Test
  void provesBoundsThatAreWrittenDifferently() {
    replace(
            """
            @proc
            def four(d : [f32][4] @DRAM):
              for t in seq(0, 4):
                d[t] = 0.5

            """,
            """
            @proc
            def f(n : size, x : f32[8] @DRAM):
              assert n > 3
              assert n <= 4
              for i in seq(0, n):
                x[i + 3] = 0.5
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[8] @DRAM):
              assert n > 3
              assert n <= 4
              four(x[3:7])
            """);
  }

  @Test
  void whatIsOpenIsTheWholeDimension() {
    replace(
            """
            @proc
            def set(n : size, k : index, d : [f32][n] @DRAM):
              assert k >= 0
              assert k < n
              d[k] = 2.0

            """,
            """
            @proc
            def f(x : f32[10] @DRAM):
              x[3] = 2.0
            """)
        .gives(
            """
            @proc
            def f(x : f32[10] @DRAM):
              set(10, 3, x[0:10])
            """);
  }

  @Test
  void triesTheDimensionsUntilTheAssertionsHold() {
    replace(
            """
            @proc
            def one(d : [f32][1] @DRAM, s : [f32][1] @DRAM):
              assert stride(d, 0) == 6
              d[0] = s[0]

            """,
            """
            @proc
            def f(x : f32[4, 6] @DRAM, y : f32[3] @DRAM):
              x[2, 5] = y[1]
            """)
        .gives(
            """
            @proc
            def f(x : f32[4, 6] @DRAM, y : f32[3] @DRAM):
              one(x[2:3, 5], y[1:2])
            """);
  }

  // ---- what is refused

  @Test
  void oneArgumentIsOneBuffer() {
    replace(
            """
            @proc
            def inc(d : [f32][4] @DRAM):
              for t in seq(0, 4):
                d[t] = d[t] + 1.0

            """,
            """
            @proc
            def f(x : f32[4] @DRAM, y : f32[4] @DRAM):
              for i in seq(0, 4):
                x[i] = y[i] + 1.0
            """)
        .refused("EXO-SCH-003")
        .says("'d' stands for 'x' and for 'y'");
  }

  @Test
  void oneStrideIsOneStride() {
    ScheduleTest.of(
            """
            @config
            class Cfg:
              a : stride
              b : stride

            @proc
            def both(s : stride):
              Cfg.a = s
              Cfg.b = s

            @proc
            def f(n : size, m : size, x : f32[4, n] @DRAM, y : f32[4, m] @DRAM):
              Cfg.a = stride(x, 0)
              Cfg.b = stride(y, 0)
            """)
        .steps("- replace: [both, \"proc.body[0:2]\"]")
        .refused("EXO-SCH-002")
        .says("stride(x, 0)", "stride(y, 0)", "may differ");
  }

  @Test
  void assertionsOfTheCalleeMustHold() {
    replace(
            """
            @proc
            def few(n : size, d : [f32][n] @DRAM):
              assert n <= 8
              for t in seq(0, n):
                d[t] = 0.0

            """,
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = 0.0
            """)
        .refused("EXO-SCH-002")
        .says("'few' asserts n <= 8")
        .forExample("n = ");
  }

  @Test
  void aColumnHasNoUnitStride() {
    replace(
            """
            @proc
            def row(d : [f32][4] @DRAM):
              assert stride(d, 0) == 1
              for t in seq(0, 4):
                d[t] = 0.0

            """,
            """
            @proc
            def f(x : f32[4, 5] @DRAM):
              for i in seq(0, 4):
                x[i, 2] = 0.0
            """)
        .refused("EXO-SCH-003")
        .says("stride(d, 0) == 1");
  }

  @Test
  void sizesMustBePositive() {
    replace(
            """
            @proc
            def zero(n : size, d : [f32][n] @DRAM):
              for t in seq(0, n):
                d[t] = 0.0

            """,
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n - 1):
                x[i] = 0.0
            """)
        .refused("EXO-SCH-002")
        .says("is not positive")
        .forExample("n = 1");
  }

  @Test
  void windowsMustNotOverlapIfOneIsWritten() {
    replace(
            """
            @proc
            def copy(d : [f32][4] @DRAM, s : [f32][4] @DRAM):
              for t in seq(0, 4):
                d[t] = s[t]

            """,
            """
            @proc
            def f(x : f32[8] @DRAM):
              for i in seq(0, 4):
                x[i] = x[i + 2]
            """)
        .refused("EXO-SCH-003")
        .says("may overlap in 'x'");
  }

  @Test
  void everyStatementOfTheBlockCounts() {
    ScheduleTest.of(
            """
            @proc
            def half(d : f32 @DRAM):
              d = 0.5

            @proc
            def f(x : f32 @DRAM, y : f32 @DRAM):
              x = 0.5
              y = 0.25
            """)
        .steps("- replace: [half, \"proc.body[0:2]\"]")
        .refused("EXO-SCH-003")
        .says("1 statement(s) where the block has 2");
  }

  @Test
  void whatTheBlockDeclaresMustEndWithIt() {
    ScheduleTest.of(
            """
            @proc
            def fill(s : f32 @DRAM):
              t : f32 @DRAM
              t = s

            @proc
            def f(x : f32 @DRAM, y : f32 @DRAM):
              u : f32 @DRAM
              u = x
              y = u
            """)
        .steps("- replace: [fill, \"proc.body[0:2]\"]")
        .refused("EXO-SCH-003")
        .says("'u' is used after this block");
  }

  @Test
  void loopsKeepTheirMode() {
    refused(
            """
            @proc
            def zero(d : [f32][4] @DRAM):
              for t in par(0, 4):
                d[t] = 0.0

            """,
            """
            @proc
            def f(x : f32[4] @DRAM):
              for i in seq(0, 4):
                x[i] = 0.0
            """)
        .says("is par", "is seq");
  }

  @Test
  void precisionsMustAgree() {
    String sub =
        """
        @proc
        def zero(d : [f64][4] @DRAM):
          for t in seq(0, 4):
            d[t] = 0.0

        """;
    refused(
            sub,
            """
            @proc
            def f(x : f32[4] @DRAM):
              for i in seq(0, 4):
                x[i] = 0.0
            """)
        .says("it is f32, not f64");
  }

  @Test
  void argumentsAreReadBeforeTheBlockWritesConfiguration() {
    ScheduleTest.of(
            """
            @config
            class Cfg:
              a : index

            @proc
            def pick(k : index, y : f32 @DRAM):
              Cfg.a = 5
              if k < 2:
                y = 1.0

            @proc
            def f(y : f32 @DRAM):
              Cfg.a = 5
              if Cfg.a < 2:
                y = 1.0
            """)
        .steps("- replace: [pick, \"proc.body[0:2]\"]")
        .refused("EXO-SCH-002")
        .says("Cfg.a is changed here");
  }

  @Test
  void arithmeticMustBeTheSame() {
    refused(
            SCALE,
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM, k : f32 @DRAM):
              for i in seq(0, n):
                y[i] = x[i] + k
            """)
        .says("'s[t] * by'", "'x[i] + k'");
    refused(
            SCALE,
            """
            @proc
            def f(n : size, x : f32[2 * n] @DRAM, y : f32[n] @DRAM, k : f32 @DRAM):
              for i in seq(0, n):
                y[i] = x[2 * i] * k
            """)
        .says("no window of 'x' fits the argument 's'");
    refused(
            SCALE,
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM, k : f32 @DRAM):
              assert n > 3
              for i in seq(2, n):
                y[i] = x[i] * k
            """)
        .says("'0' in the procedure does not match '2' in the block");
  }

  @Test
  void anArgumentThatNothingDeterminesIsRefused() {
    refused(
            """
            @proc
            def set(n : size, k : index, d : f32 @DRAM):
              assert k >= 0
              assert k < n
              d = 2.0

            """,
            """
            @proc
            def f(x : f32 @DRAM):
              x = 2.0
            """)
        .says("the block does not determine 'n'");
  }

  @Test
  void denseArgumentsNeedDenseBuffers() {
    refused(
            """
            @proc
            def zero(d : f32[4] @DRAM):
              for t in seq(0, 4):
                d[t] = 0.0

            """,
            """
            @proc
            def f(x : [f32][4] @DRAM):
              for i in seq(0, 4):
                x[i] = 0.0
            """)
        .says("it is [f32][4], not f32[4]");
  }

  // ---- writes of configuration that the block lacks

  private static final String CLEAR =
      """
      @config
      class Cfg:
        s : stride
        k : index

      @proc
      def clear(n : size, x : [f32][n, 4] @DRAM):
        Cfg.s = stride(x, 0)
        for i in seq(0, n):
          x[i, 0] = 0.0

      @proc
      def clear_column(n : size, k : index, x : [f32][n, 4] @DRAM):
        assert 0 <= k
        assert k < 4
        Cfg.k = k
        for i in seq(0, n):
          x[i, k] = 0.0

      """;

  @Test
  void writesConfigurationThatNobodyReads() {
    ScheduleTest.of(
            CLEAR
                + """
                @proc
                def f(x : f32[8, 4] @DRAM):
                  for o in seq(0, 2):
                    for i in seq(0, 4):
                      x[4 * o + i, 0] = 0.0
                """)
        .steps("- replace_all: clear")
        .gives(
            """
            @proc
            def f(x : f32[8, 4] @DRAM):
              for o in seq(0, 2):
                clear(4, x[4 * o + 0:4 * o + 4, 0:4])
            """);
  }

  @Test
  void refusesToChangeConfigurationThatIsRead() {
    ScheduleTest.of(
            CLEAR
                + """
                @proc
                def f(x : f32[8, 4] @DRAM):
                  Cfg.s = 1
                  for i in seq(0, 8):
                    x[i, 0] = 0.0
                  if Cfg.s == 1:
                    x[0, 0] = 1.0
                """)
        .steps("- replace: [clear, \"for i in _: _\"]")
        .refused("EXO-SCH-003")
        .says("may be read by this statement");
  }

  @Test
  void configurationDoesNotVaryInALoop() {
    ScheduleTest.of(
            CLEAR
                + """
                @proc
                def f(x : f32[8, 4] @DRAM):
                  for o in seq(0, 4):
                    for i in seq(0, 8):
                      x[i, o] = 0.0
                """)
        .steps("- replace: [clear_column, \"for i in _: _\"]")
        .refused("EXO-SCH-003")
        .says("must not vary in a loop");
  }
}
