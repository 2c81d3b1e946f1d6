package io.exo4j.schedule.exprs;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.cursor.ProcIndex;
import io.exo4j.ir.Proc;
import io.exo4j.schedule.Procedure;
import io.exo4j.testing.GeneratedProgram;
import io.exo4j.testing.GeneratorOptions;
import io.exo4j.testing.ProgramGenerator;
import io.exo4j.testing.SameResults;
import io.exo4j.testing.ScheduleTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimplifyTest {
  private static final String CONFIG =
      """
      @config
      class Cfg:
        a : index
        b : index

      """;

  private static ScheduleTest simplify(String source) {
    return ScheduleTest.of(source).steps("- simplify");
  }

  private static String index(String e) {
    return """
    @proc
    def f(n : size, m : size, x : f32[400 * n + 400 * m] @DRAM):
      for i in seq(0, 4):
        for j in seq(2, 5):
          for k in seq(0, n):
            x[%s] = 1.0
    """
        .formatted(e);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k + i | i + k",
        "k + 3 * i | k + 3 * i",
        "i * 3 + k * 2 + j | j + 2 * k + 3 * i",
        "9 + k - i | 9 - i + k",
        "k - i + 3 + i | 3 + k",
        "20 + n - 2 * i - j | 20 - 2 * i - j + n",
        "-i + k + 5 | 5 - i + k",
        "2 * (i + 2 * (j + 1)) - 2 * i | 4 + 4 * j",
        "(4 * k + i) / 4 | k",
        "4 * ((k + 3) / 8) / 4 | (3 + k) / 8",
        "(k + 3) / 8 * 8 / 4 | 2 * ((3 + k) / 8)",
        "(k + 3) / 8 * 8 % 4 | 0",
        "(4 * k + i) % 4 | i",
        "(4 * k + i + 9) / 4 | (9 + i + 4 * k) / 4",
        "(4 * k + j) / 4 | (j + 4 * k) / 4",
        "(4 * k + j - 2) / 4 | k",
        "(4 * k + j - 3 + 3 * i) / 4 + 1 | (-3 + j + 3 * i + 4 * k) / 4 + 1",
        "(8 * k + j) / 4 | (j + 8 * k) / 4",
        "(12 * k + i) / 12 | k",
        "(12 * k + i) / 24 | k / 2",
        "(12 * k + i) / 8 | 3 * k / 2",
        "(i + 4 * j) % 8 | (i + 4 * j) % 8",
        "(i + 8 * k + 16) % 8 | i",
        "(k + 3) % 1 | 0",
        "(k + 3) / 1 | 3 + k",
        "k / 4 / 3 | k / 12",
        "4 * (k / 4) + k % 4 | k",
        "k % 4 + k / 4 * 4 | k",
        "k - k / 4 * 4 | k - k / 4 * 4",
        "k + 1 + (i + 1) + k % 2 | 2 + i + k + k % 2",
        "7 / 2 + 1 | 4",
        "2 - 3 + 7 % 4 | 2",
        "(j - 2) % 4 | -2 + j",
        "(j - 3 + 4) % 4 | (1 + j) % 4",
        "(15 + n) / 16 * 16 / 16 | (15 + n) / 16",
        "(i + n / 4 * 4) / 4 | n / 4",
        "(i + 4 * (n / 4) + 8) / 4 | 2 + n / 4",
        "(i + n / 4 * 4) % 4 | i",
        "(j + n / 4 * 4) / 4 | (j + n / 4 * 4) / 4",
        "(k % 4 + 4 * j) / 4 | j",
      })
  void bringsIndicesToTheNormalForm(String before, String after) {
    simplify(index(before)).gives(index(after));
  }

  @Test
  void aRemainderNeedsToBePositiveToo() {
    // (i - 1) % 8 is 7 for i = 0, and i - 1 is not
    simplify(index("(i - 1) % 8")).gives(index("(-1 + i) % 8"));
    simplify(index("(i - 4) % 8")).gives(index("(-4 + i) % 8"));
    simplify(index("(i - 1) / 4 + 1")).gives(index("(-1 + i) / 4 + 1"));
    simplify(index("(16 * k + i - 1) / 16 + 1")).gives(index("(-1 + i + 16 * k) / 16 + 1"));
  }

  @Test
  void extentsBoundsConditionsWindowsAndCalls() {
    simplify(
            """
            @proc
            def g(m : size, x : [f32][m] @DRAM):
              for i in seq(0, m):
                x[i] += 1.0

            @proc
            def f(n : size, x : f32[n + 4] @DRAM):
              assert n + 1 > 1 + 1
              assert 4 > 3
              for io in seq(0, n):
                t : f32[io + 4 - io] @DRAM
                for i in seq(io * 1, 4 + io):
                  t[i - io] = x[io + 0]
                w = t[0 + 1:2 * 2]
                if io + 1 < n and 1 < 2:
                  g(1 + 2, w[0:3])
                  x[io] += t[1]
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n + 4] @DRAM):
              assert 1 + n > 2
              assert True
              for io in seq(0, n):
                t : f32[4] @DRAM
                for i in seq(io, 4 + io):
                  t[-io + i] = x[io]
                w = t[1:4]
                if 1 + io < n:
                  g(3, w[0:3])
                  x[io] += t[1]
            """);
  }

  @Test
  void branchesAndLoopsThatAreDecidedGo() {
    simplify(
            """
            @proc
            def f(n : size, b : bool, x : f32[n] @DRAM):
              if 3 > 2 or b:
                x[0] = 1.0
              else:
                x[0] = 2.0
              if b and 2 > 3:
                x[0] = 3.0
              else:
                x[0] += 1.0
                x[0] += 2.0
              for i in seq(0, n):
                if 5 / 2 == 3:
                  x[i] = 4.0
              for i in seq(4, 8 / 2):
                x[0] = 5.0
              if b:
                for i in seq(0, n):
                  for j in seq(1, 1):
                    x[i] = 6.0
            """)
        .gives(
            """
            @proc
            def f(n : size, b : bool, x : f32[n] @DRAM):
              x[0] = 1.0
              x[0] += 1.0
              x[0] += 2.0
              for i in seq(0, n):
                pass
              if b:
                for i in seq(0, n):
                  pass
            """);
    simplify("@proc\ndef f(x : f32 @DRAM):\n  if 1 == 2:\n    x = 1.0\n")
        .gives("@proc\ndef f(x : f32 @DRAM):\n  pass\n");
  }

  @Test
  void anEqualityHoldsInItsBranchOnly() {
    simplify(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                if i == 3:
                  x[i] = 1.0
                  x[n - 4 + i - i] += x[2 * i - 4]
                else:
                  x[i] = 2.0
                if i % 4 == 1:
                  if i % 4 == 1:
                    x[i] += 1.0
                  if i % 4 == 2:
                    x[i] += 2.0
                if i / 4 == 0:
                  if i % 4 == 2:
                    x[i % 4] += 3.0
                  if i / 4 < 1:
                    x[i] += 1.0
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                if i == 3:
                  x[3] = 1.0
                  x[-4 + n] += x[2]
                else:
                  x[i] = 2.0
                if i % 4 == 1:
                  x[i] += 1.0
                if i / 4 == 0:
                  if i == 2:
                    x[2] += 3.0
                  x[i] += 1.0
            """);
  }

  @Test
  void aConditionBoundsALinearForm() {
    simplify(
            """
            @proc
            def f(n : size, x : f32[n + 64] @DRAM):
              for i in seq(0, 4):
                for j in seq(0, 16):
                  if j + 16 * i < n % 48:
                    x[(16 * i + j + n / 48 * 48) / 48] += 1.0
                    x[(16 * i + j + 1 + n / 48 * 48) % 48] += 1.0
                    x[(16 * i + j + 2 + n / 48 * 48) % 48] += 1.0
                  else:
                    x[(16 * i + j) / 48] += 1.0
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n + 64] @DRAM):
              for i in seq(0, 4):
                for j in seq(0, 16):
                  if j + 16 * i < n % 48:
                    x[n / 48] += 1.0
                    x[1 + j + 16 * i] += 1.0
                    x[(2 + j + 16 * i + n / 48 * 48) % 48] += 1.0
                  else:
                    x[i / 3] += 1.0
            """);
  }

  @Test
  void aFactIsAboutAVariableNotAboutItsName() {
    simplify(
            """
            @proc
            def f(n : size, x : f32[8 + n] @DRAM):
              for i in seq(0, n):
                if i == 3:
                  for i in seq(0, 8):
                    x[i] = 1.0
            """)
        .givesTheSame();
  }

  @Test
  void aFactAboutAFieldEndsWhereItMayBeWritten() {
    simplify(
            CONFIG
                + """
                @proc
                def set():
                  Cfg.a = 1

                @proc
                def f(x : f32[4] @DRAM):
                  if Cfg.a == 3:
                    if Cfg.a == 3:
                      x[0] = 1.0
                    Cfg.b = 2
                    if Cfg.a == 3:
                      x[1] = 1.0
                    set()
                    if Cfg.a == 3:
                      x[2] = 1.0
                """)
        .gives(
            """
            @proc
            def f(x : f32[4] @DRAM):
              if Cfg.a == 3:
                x[0] = 1.0
                Cfg.b = 2
                x[1] = 1.0
                set()
                if Cfg.a == 3:
                  x[2] = 1.0
            """);
    simplify(
            CONFIG
                + """
                @proc
                def f(x : f32[4] @DRAM, c : bool):
                  if Cfg.a == 3:
                    for i in seq(0, 4):
                      if Cfg.a == 3:
                        x[i] = 1.0
                      Cfg.a = 1
                    if Cfg.a == 3:
                      x[1] = 2.0
                  if Cfg.b == 2:
                    if c:
                      Cfg.b = 1
                    else:
                      if Cfg.b == 2:
                        x[2] = 1.0
                    if Cfg.b == 2:
                      x[3] = 1.0
                """)
        .gives(
            """
            @proc
            def f(x : f32[4] @DRAM, c : bool):
              if Cfg.a == 3:
                for i in seq(0, 4):
                  if Cfg.a == 3:
                    x[i] = 1.0
                  Cfg.a = 1
                if Cfg.a == 3:
                  x[1] = 2.0
              if Cfg.b == 2:
                if c:
                  Cfg.b = 1
                else:
                  x[2] = 1.0
                if Cfg.b == 2:
                  x[3] = 1.0
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.0 * y[0] | y[0]",
        "y[0] * 1.0 | y[0]",
        "y[0] / 1.0 | y[0]",
        "y[0] - 0.0 | y[0]",
        "y[1 - 1] * (2.0 + 3.0) | y[0] * 5.0",
        "2.0 * 3.0 - 1.0 | 5.0",
        "6.0 / 2.0 | 3.0",
      })
  void foldsDataOnlyExactly(String before, String after) {
    simplify("@proc\ndef f(y : f32[2] @DRAM):\n  y[1] = " + before + "\n")
        .gives("@proc\ndef f(y : f32[2] @DRAM):\n  y[1] = " + after + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0 / 2.0", "7.0 / 2.0 + y[1]", "0.0 * y[0]", "y[0] * 0.0", "y[0] + 0.0", "0.0 + y[0]",
    "0.0 - y[0]", "0.1 + 0.2", "100.0 + 100.0", "1.0 - 2.0", "1.0 / 0.0", "y[0] / 2.0"
  })
  void leavesDataThatMightDiffer(String e) {
    simplify("@proc\ndef f(y : f32[2] @DRAM):\n  y[1] = " + e + "\n").givesTheSame();
  }

  @Test
  void statementsKeepTheirIdentity() {
    Library library = Exo.create().parse("test.exo", index("i * 3 + k * 2 + j + 0"));
    Procedure p = library.procedure("f");
    Procedure q = p.apply(Simplify.of());
    ProcIndex before = p.index();
    ProcIndex after = q.index();
    var store = p.stmt("x[_] = _");
    assertThat(after.contains(store.id())).isTrue();
    assertThat(before.parent(store.id()).orElseThrow().id())
        .isEqualTo(after.parent(store.id()).orElseThrow().id());
    assertThat(q.apply(Simplify.of()).proc().body()).isEqualTo(q.proc().body());
  }

  @Test
  void numbersThatLeaveSixtyFourBitsAreLeftAlone() {
    simplify(
            """
            @proc
            def f(n : size, x : f32[4] @DRAM):
              if n * 4611686018427387904 * 4 < n:
                x[0] = 1.0
              if 9223372036854775807 + 1 < n:
                x[0] = 2.0
              for i in seq(0, n):
                if (3 * (i % 7) - 9223372036854775807 - 1 + i % 2) / 3 > 0:
                  x[0] = 3.0
            """)
        .givesTheSame();
  }

  @Test
  void aLargeKernelTakesNoTime() {
    StringBuilder s = new StringBuilder("@proc\ndef f(n : size, x : f32[1000 * n] @DRAM):\n");
    s.append("  for i in seq(0, n):\n    for j in seq(0, 4):\n");
    for (int k = 0; k < 600; k++) {
      s.append("      x[(4 * i + j) / 4 + (16 * i + j + ").append(k % 7).append(") % 4] = 1.0\n");
    }
    Library library = Exo.create().parse("test.exo", s.toString());
    Procedure p = library.procedure("f");
    long start = System.nanoTime();
    p.apply(Simplify.of());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aLargeDivisorTakesNoTime() {
    String index = index("(i + k) / 4611686018427387904");
    Procedure p = Exo.create().parse("test.exo", index).procedure("f");
    long start = System.nanoTime();
    p.apply(Simplify.of());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void generatedProgramsComputeTheSame() {
    for (long seed = 0; seed < 30; seed++) {
      GeneratedProgram g = ProgramGenerator.generate(seed, GeneratorOptions.REWRITES);
      Library library = Exo.create().parse("test.exo", g.source());
      Procedure p = library.procedure(g.main());
      Proc after = p.apply(Simplify.of()).proc();
      SameResults.assertSame(p.proc(), after);
    }
  }
}
