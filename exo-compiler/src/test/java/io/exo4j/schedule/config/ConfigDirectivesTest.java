package io.exo4j.schedule.config;

import static io.exo4j.schedule.Scheduling.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.schedule.Procedure;
import io.exo4j.testing.ScheduleTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigDirectivesTest {
  private static final String CFG =
      """
      @config
      class Cfg:
        a : index
        n : size
        b : bool
        s : f32
        st : stride

      @proc
      def get(y : f32 @DRAM):
        if Cfg.a == 3:
          y = 0.5

      @proc
      def needs(y : f32 @DRAM):
        assert Cfg.a == 3
        y = 0.25

      @proc
      def set3():
        Cfg.a = 3

      @proc
      def add(u : f32 @DRAM, y : f32 @DRAM):
        y += u

      @proc
      def put(u : f32 @DRAM):
        u = 7.0

      """;

  private static ScheduleTest in(String proc, String steps) {
    return ScheduleTest.of(CFG + proc).steps(steps);
  }

  /** The fields in which the result may differ at the end. */
  private static Set<ConfigKey> changed(String proc, String steps) {
    Procedure after = scheduled(CFG + proc, steps);
    return after.version().changed();
  }

  /** What goes through a field of another precision does not come back as it was. */
  @Test
  void aConvertedValueIsAnotherValue() {
    String fields = "@config\nclass Mixed:\n  small : i8\n  wide : f64\n  wide2 : f64\n\n";
    String proc = "@proc\ndef f(z : f64, s : i8, y : f64[1]):\n  %s\n  y[0] = Mixed.wide\n  %s\n";
    String steps = "- reorder_stmts: 'y[0] = _; Mixed.wide = _'";
    for (String[] code :
        new String[][] {
          {"Mixed.small = Mixed.wide", "Mixed.wide = Mixed.small"},
          {"Mixed.wide = z\n  Mixed.small = z", "Mixed.wide = Mixed.small"},
          {"Mixed.wide = 0.1\n  Mixed.small = 0.1", "Mixed.wide = Mixed.small"},
          {"Mixed.wide = 0.1\n  s = 0.1", "Mixed.wide = s"}
        }) {
      ScheduleTest.of(fields + String.format(proc, code[0], code[1]))
          .steps(steps)
          .refused("EXO-SCH-003")
          .says("'y[0] = Mixed.wide' reads Mixed.wide");
    }
    String same = String.format(proc, "Mixed.wide2 = Mixed.wide", "Mixed.wide = Mixed.wide2");
    assertThat(scheduled(fields + same, steps).print()).endsWith("y[0] = Mixed.wide\n");
    String literal = String.format(proc, "Mixed.wide = 0.1", "Mixed.wide = 0.10");
    assertThat(scheduled(fields + literal, steps).print()).endsWith("y[0] = Mixed.wide\n");
  }

  // ---- write_config and its relatives

  @Test
  void writesWhereNothingReads() {
    String f =
        """
        @proc
        def f(n : size, m : size, x : f32[n, m] @DRAM):
          for i in seq(0, n):
            x[i, 0] = 0.0
        """;
    in(f, "- write_config: [\"proc.body[0].before\", Cfg, st, \"stride(x, 0)\"]")
        .givesUnproved(
            """
            @proc
            def f(n : size, m : size, x : f32[n, m] @DRAM):
              Cfg.st = stride(x, 0)
              for i in seq(0, n):
                x[i, 0] = 0.0
            """);
    assertThat(changed(f, "- configwrite_root: [Cfg, b, \"True\"]"))
        .containsExactly(new ConfigKey("Cfg", "b"));
  }

  @Test
  void aWriteThatIsOverwrittenLeavesNoTrace() {
    String f =
        """
        @proc
        def f(y : f32 @DRAM):
          y = 0.5
          Cfg.a = 1
          get(y)
        """;
    in(f, "- configwrite_after: [\"y = _\", Cfg, a, 3]").accepted();
    assertThat(changed(f, "- configwrite_after: [\"y = _\", Cfg, a, 3]")).isEmpty();
  }

  @Test
  void theNextIterationMayReadIt() {
    in(
            """
            @proc
            def f(n : size, y : f32[n] @DRAM):
              for i in seq(0, n):
                y[i] = 0.5
                y[i] += Cfg.s
                y[i] += 1.0
            """,
            "- configwrite_after: [\"y[_] += 1.0\", Cfg, s, \"2.0\"]")
        .refused("EXO-SCH-002")
        .says("the new value of Cfg.s may be read")
        .forExample("n = 2, i = 0, i' = 1, Cfg.s = 0.0; it reads 2.0 with the write and 0.0");
  }

  @Test
  void anExampleInWhichItIsNotOverwritten() {
    in(
            """
            @proc
            def f(n : size, y : f32 @DRAM):
              y = 0.5
              if n < 5:
                Cfg.a = 1
              get(y)
            """,
            "- configwrite_root: [Cfg, a, 3]")
        .refused("EXO-SCH-002")
        .forExample("n = 5, Cfg.a = 2; it reads 3 with the write and 2 without it");
  }

  @Test
  void theOldValueMustNotBeNeeded() {
    in(
            """
            @proc
            def f(y : f32 @DRAM):
              y = 0.5
              get(y)
            """,
            "- configwrite_root: [Cfg, a, 3]")
        .refused("EXO-SCH-002")
        .says("the new value of Cfg.a may be read")
        .forExample("Cfg.a = 0; it reads 3 with the write and 0 without it");
    // in the next iteration
    in(
            """
            @proc
            def f(n : size, y : f32 @DRAM):
              for i in seq(0, n):
                get(y)
                y += 0.5
            """,
            "- configwrite_after: [\"y += _\", Cfg, a, 3]")
        .refused("EXO-SCH-002")
        .forExample("n = 2, Cfg.a = 1, i = 0, i' = 1; it reads 3 with the write and 1 without it");
  }

  @Test
  void theReaderMayBeALoopOfACallee() {
    in(
            """
            @proc
            def scale(n : size, x : [f32][n] @DRAM):
              for i in seq(0, n):
                x[i] = Cfg.s

            @proc
            def f(x : f32[4] @DRAM):
              pass
              scale(4, x)
            """,
            "- configwrite_after: [pass, Cfg, s, 2.0]")
        .refused("EXO-SCH-002")
        .says("the new value of Cfg.s may be read")
        .forExample("Cfg.s = 0.0; it reads 2.0 with the write and 0.0 without it");
  }

  @Test
  void valuesMustFitTheField() {
    String f =
        """
        @proc
        def f(k : index, x : f32[4] @DRAM):
          for i in seq(0, 4):
            x[i] = 0.0
        """;
    in(f, "- configwrite_root: [Cfg, b, 3]").refused("EXO-CHK-016");
    in(f, "- write_config: [\"proc.body[0].before\", Cfg, s, \"x[0] * 2.0\"]")
        .refused("EXO-SCH-001")
        .says("not computed");
    in(f, "- write_config: [\"proc.body[0].body[0].before\", Cfg, a, i]")
        .refused("EXO-SCH-001")
        .says("the loop variable 'i'");
    in(f, "- configwrite_root: [Cfg, n, k]").refused("EXO-SCH-002").says("not positive");
  }

  @Test
  void parallelIterationsMustNotWriteConfiguration() {
    in(
            """
            @proc
            def f(x : f32[4] @DRAM):
              for i in par(0, 4):
                x[i] = 0.0
            """,
            "- configwrite_after: [\"x[_] = _\", Cfg, a, 3]")
        .refused("EXO-SCH-003")
        .says("every iteration writes the configuration field Cfg.a");
  }

  // ---- delete_config

  @Test
  void deletesWhatIsThereAlready() {
    in(
            """
            @proc
            def f(n : size, y : f32 @DRAM):
              Cfg.a = 3
              for i in seq(0, n):
                set3()
                get(y)
            """,
            "- delete_config: set3(_)")
        .gives(
            """
            @proc
            def f(n : size, y : f32 @DRAM):
              Cfg.a = 3
              for i in seq(0, n):
                get(y)
            """);
  }

  @Test
  void deletesWhatNobodyReads() {
    String f =
        """
        @proc
        def f(y : f32 @DRAM):
          Cfg.a = 3
          y = 1.0
        """;
    in(f, "- delete_config: Cfg.a = _")
        .givesUnproved(
            """
            @proc
            def f(y : f32 @DRAM):
              y = 1.0
            """);
    assertThat(changed(f, "- delete_config: Cfg.a = _")).containsExactly(new ConfigKey("Cfg", "a"));
  }

  @Test
  void keepsWhatACalleeReadsOrAsserts() {
    for (String callee : new String[] {"get", "needs"}) {
      in(
              """
              @proc
              def f(y : f32 @DRAM):
                Cfg.a = 3
                %s(y)
              """
                  .formatted(callee),
              "- delete_config: Cfg.a = _")
          .refused("EXO-SCH-002")
          .says("Cfg.a may be read")
          .forExample("it reads 3 with the write and");
    }
  }

  @Test
  void scalarsChange() {
    in(
            """
            @proc
            def f(s : f32 @DRAM, y : f32 @DRAM):
              Cfg.s = s
              add(Cfg.s, y)
              put(s)
              Cfg.s = s
              add(Cfg.s, y)
            """,
            "- delete_config: \"Cfg.s = _ #1\"")
        .refused("EXO-SCH-003")
        .says("Cfg.s may be read");
  }

  @Test
  void deletesNothingElse() {
    String f =
        """
        @proc
        def f(x : f32 @DRAM, y : f32 @DRAM):
          t : f32 @DRAM
          t = x
          put(y)
        """;
    in(f, "- delete_config: \"t : _\"").refused("EXO-SCH-001").says("does not write configuration");
    in(f, "- delete_config: put(_)").refused("EXO-SCH-003").says("also modifies 'y'");
  }

  // ---- bind_config

  @Test
  void bindsScalarsAndBools() {
    in(
            """
            @proc
            def f(on : bool, s : f32 @DRAM, y : f32[4] @DRAM):
              for i in seq(0, 4):
                if on:
                  y[i] = y[i] * s
            """,
            """
            - bind_config: ["proc.body[0].body[0].body[0].rhs.rhs", Cfg, s]
            - bind_config: ["proc.body[0].body[0].cond", Cfg, b]
            """)
        .givesUnproved(
            """
            @proc
            def f(on : bool, s : f32 @DRAM, y : f32[4] @DRAM):
              for i in seq(0, 4):
                Cfg.b = on
                if Cfg.b:
                  Cfg.s = s
                  y[i] = y[i] * Cfg.s
            """);
  }

  @Test
  void bindsWhatACalleeOnlyReads() {
    String f =
        """
        @proc
        def f(s : f32 @DRAM, y : f32 @DRAM):
          add(s, y)
          Cfg.s = 0.0
        """;
    in(f, "- bind_config: [\"proc.body[0].args[0]\", Cfg, s]").accepted();
    in(
            """
            @proc
            def f(s : f32 @DRAM, y : f32 @DRAM):
              put(s)
              y = s
            """,
            "- bind_config: [\"proc.body[0].args[0]\", Cfg, s]")
        .refused("EXO-SCH-001")
        .says("the callee writes 'u'");
  }

  @Test
  void bindsNothingElse() {
    String f =
        """
        @proc
        def f(n : size, s : f64 @DRAM, x : f32[n] @DRAM, y : f64 @DRAM):
          for i in seq(0, n):
            x[i] = x[i]
          y = s
        """;
    in(f, "- bind_config: [\"proc.body[0].body[0].rhs\", Cfg, s]")
        .refused("EXO-SCH-001")
        .says("only a scalar or a bool");
    in(f, "- bind_config: [\"proc.body[0].hi\", Cfg, n]").refused("EXO-SCH-001");
    in(f, "- bind_config: [\"proc.body[1].rhs\", Cfg, s]")
        .refused("EXO-SCH-001")
        .says("not of the type of the field Cfg.s");
  }

  @Test
  void aFieldInUseCannotBeBoundTo() {
    in(
            """
            @proc
            def f(u : f32 @DRAM, v : f32 @DRAM, y : f32 @DRAM):
              Cfg.s = u
              y = v
              add(Cfg.s, y)
            """,
            "- bind_config: [\"proc.body[1].rhs\", Cfg, s]")
        .refused("EXO-SCH-002")
        .says("Cfg.s may be read")
        .forExample("u = 0.0, v = 1.0; it reads 1.0 with the write and 0.0 without it");
  }

  @Test
  void aResultMustBeSomethingThatTheFrontEndReads() {
    in(
            """
            @proc
            def f(n : size):
              for i in seq(0, n):
                Cfg.a = 3
            """,
            "- split: [i, 4, [io, ii]]")
        .refused("EXO-SCH-001")
        .says("the value of Cfg.a would depend on the loop variable 'i");
  }
}
