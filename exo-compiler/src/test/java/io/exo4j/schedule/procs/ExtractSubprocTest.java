package io.exo4j.schedule.procs;

import static io.exo4j.schedule.Scheduling.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.schedule.Procedure;
import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

class ExtractSubprocTest {
  private static String extracted(String source, String steps) {
    Procedure p = scheduled(source, steps);
    ScheduleTest.of(source).steps(steps).accepted();
    return p.scope().procedure("part").orElseThrow().print();
  }

  @Test
  void namesBecomeArgumentsAndKnowledgeAssertions() {
    String source =
        """
        @proc
        def f(n : size, m : size, k : size, x : f32[n, m] @DRAM):
          assert m > 3
          assert k < 10
          t : f32[m] @DRAM
          for i in seq(0, n):
            if i > 2:
              for j in seq(0, m):
                t[j] = x[i, j]
            else:
              for j in seq(0, m):
                x[i, j] = 0.0
        """;
    assertThat(extracted(source, "- extract_subproc: [\"for j in _: _\", part]"))
        .isEqualTo(
            """
            @proc
            def part(n : size, m : size, x : f32[n, m] @DRAM, t : f32[m] @DRAM, i : index):
              assert m > 3
              assert 0 <= i
              assert i < n
              assert i > 2
              for j in seq(0, m):
                t[j] = x[i, j]
            """);
    assertThat(extracted(source, "- extract_subproc: [\"for j in _: _ #1\", part]"))
        .contains("assert i <= 2\n");
  }

  @Test
  void whatIsBesideDoesNotCount() {
    assertThat(
            extracted(
                """
                @proc
                def f(n : size, x : f32[n] @DRAM):
                  if n > 3:
                    x[0] = 1.0
                  for i in seq(0, n):
                    x[i] += 1.0
                """,
                "- extract_subproc: [\"for i in _: _\", part]"))
        .doesNotContain("assert");
  }

  @Test
  void windowsAreArgumentsToo() {
    String part =
        extracted(
            """
            @proc
            def f(x : f32[4, 8] @DRAM, y : f32[4] @DRAM):
              w = x[0:4, 3]
              for i in seq(0, 4):
                y[i] = w[i]
            """,
            "- extract_subproc: [\"for i in _: _\", part]");
    assertThat(part).contains("w : [f32][4] @DRAM").contains("assert stride(w, 0) == 8");
  }

  @Test
  void argumentsOfOneNameAreToldApart() {
    String part =
        extracted(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                y : f32[n] @DRAM
                y[i] = x[i]
                w = y[0:n]
                for n in seq(0, 1):
                  x[i] = w[i + n] + y[i]
            """,
            "- extract_subproc: [\"x[_] = _\", part]");
    assertThat(part).contains("n : size").contains("n_1 : index");
  }

  @Test
  void assertionsThatAreNeededStay() {
    String source =
        """
        @proc
        def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
          for i in seq(0, n):
            x[i] = 1.0
        """;
    assertThat(extracted(source, "- extract_subproc: [\"x[_] = _\", part, false]"))
        .contains("assert i < n");
    assertThat(extracted(source, "- extract_subproc: [\"for i in _: _\", part, false]"))
        .doesNotContain("assert");
  }

  @Test
  void configurationMayHaveChanged() {
    String part =
        extracted(
            """
            @config
            class Cfg:
              a : index

            @proc
            def f(x : f32[8] @DRAM, y : f32 @DRAM):
              if Cfg.a == 2:
                Cfg.a = 3
                y = 1.0
                x[0] = y
            """,
            "- extract_subproc: [\"y = _; x[_] = _\", part]");
    assertThat(part).doesNotContain("Cfg");
  }

  @Test
  void whatIsUsedLaterCannotMoveAway() {
    ScheduleTest.of(
            """
            @proc
            def f(x : f32 @DRAM):
              t : f32 @DRAM
              t = 1.0
              x = t
            """)
        .steps("- extract_subproc: [\"t : _; t = _\", part]")
        .refused("EXO-SCH-001")
        .says("'t' is used after these statements");
  }

  @Test
  void aBufferAndItsWindowCannotBothBeArguments() {
    ScheduleTest.of(
            """
            @proc
            def f(x : f32[8] @DRAM):
              w = x[0:4]
              for i in seq(0, 4):
                x[i + 1] = w[i]
            """)
        .steps("- extract_subproc: [\"for i in _: _\", part]")
        .refused("EXO-SCH-003")
        .says("may overlap in 'x'");
  }
}
