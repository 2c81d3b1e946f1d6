package io.exo4j.schedule.loops;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** The directives that move, copy and remove branches. */
class BranchTest {
  private static final String NOT_APPLICABLE = "EXO-SCH-001";
  private static final String WRONG_KIND = "EXO-CUR-003";
  private static final String UNSAFE = "EXO-SCH-002";
  private static final String NOT_PROVED = "EXO-SCH-003";

  private static final String X =
      "n : size, m : size, b : bool, x : f32[n + 4] @DRAM, y : f32[n + m] @DRAM";

  private static final String CONFIG = "@config\nclass Cfg:\n  b : bool\n\n";

  private static ScheduleTest proc(String body) {
    return ScheduleTest.of(text(body));
  }

  private static String text(String body) {
    return "@proc\ndef f(" + X + "):\n" + body.indent(2);
  }

  @Test
  void liftsAnIfOutOfALoop() {
    proc("for i in seq(0, n):\n  if b:\n    x[i] = 1.0\n  else:\n    x[i] = 2.0\n")
        .steps("- lift_scope: \"if _: _\"")
        .gives(
            text(
                """
                if b:
                  for i in seq(0, n):
                    x[i] = 1.0
                else:
                  for i in seq(0, n):
                    x[i] = 2.0
                """));
  }

  @Test
  void liftsAnIfOutOfAnIf() {
    proc("if b:\n  if n > 3:\n    x[0] = 1.0\n  else:\n    x[0] = 2.0\nelse:\n  x[0] = 3.0\n")
        .steps("- lift_scope: \"if n > 3: _\"")
        .gives(
            text(
                """
                if n > 3:
                  if b:
                    x[0] = 1.0
                  else:
                    x[0] = 3.0
                else:
                  if b:
                    x[0] = 2.0
                  else:
                    x[0] = 3.0
                """));
    proc("if b:\n  x[0] = 1.0\nelse:\n  if n > 3:\n    x[0] = 2.0\n")
        .steps("- lift_scope: \"if n > 3: _\"")
        .accepted();
    proc("if b:\n  if n > 3:\n    x[0] = 1.0\n")
        .steps("- lift_scope: \"if n > 3: _\"")
        .gives(text("if n > 3:\n  if b:\n    x[0] = 1.0\n"));
  }

  @Test
  void liftsALoopOutOfAnIfOrALoop() {
    proc("if b:\n  for i in seq(0, n):\n    x[i] = 1.0\n")
        .steps("- lift_scope: i")
        .gives(text("for i in seq(0, n):\n  if b:\n    x[i] = 1.0\n"));
    proc("for i in seq(0, n):\n  for j in seq(0, m):\n    y[i + j] += x[i]\n")
        .steps("- lift_scope: j")
        .gives(text("for j in seq(0, m):\n  for i in seq(0, n):\n    y[i + j] += x[i]\n"));
  }

  @Test
  void liftingAScopeRefuses() {
    proc("for i in seq(0, n):\n  if i < 3:\n    x[i] = 1.0\n")
        .steps("- lift_scope: \"if _: _\"")
        .refused(NOT_APPLICABLE)
        .says("depends on the loop's variable 'i'");
    proc("for i in seq(0, n):\n  x[i] = 0.0\n  if b:\n    x[i] = 1.0\n")
        .steps("- lift_scope: \"if _: _\"")
        .refused(NOT_APPLICABLE)
        .says("the only statement of its block");
    proc("if b:\n  x[0] = 1.0\n")
        .steps("- lift_scope: \"if _: _\"")
        .refused(NOT_APPLICABLE)
        .says("no scope around this");
    proc("if b:\n  x[0] = 1.0\n")
        .steps("- lift_scope: \"x[_] = _\"")
        .refused(NOT_APPLICABLE)
        .says("only a loop or an if can be lifted");
    proc("if b:\n  for i in seq(0, n):\n    x[i] = 1.0\nelse:\n  x[0] = 2.0\n")
        .steps("- lift_scope: i")
        .refused(NOT_APPLICABLE)
        .says("has an else");
    proc("for i in seq(0, n):\n  for j in seq(0, n):\n    x[i + 1] = x[j] + x[i]\n")
        .steps("- lift_scope: j")
        .refused(UNSAFE)
        .forExample("i = ", "j = ");
    ScheduleTest.of(
            CONFIG
                + "@proc\ndef f(x : f32 @DRAM):\n  for i in seq(0, 4):\n    if Cfg.b:\n      x += 1.0\n      Cfg.b = False\n")
        .steps("- lift_scope: \"if _: _\"")
        .refused(UNSAFE)
        .says("Cfg.b");
  }

  @Test
  void aLoopThatIsLiftedDoesNotEndBeforeItStarts() {
    // outside of the if, split would round the number of iterations to -8 and do the rest
    proc("if n > 7:\n  for i in seq(0, n - 7):\n    x[i] = 1.0\n")
        .steps("- lift_scope: i")
        .refused(UNSAFE)
        .says("cannot prove 0 <= n - 7 here")
        .forExample("n = 1");
    proc("if 1 > 2:\n  for i in seq(0, -3):\n    x[i] = 1.0\nx[0] = 2.0\n")
        .steps("- lift_scope: i")
        .refused(UNSAFE)
        .says("cannot prove 0 <= -3 here");
    proc("if n > 7:\n  for i in seq(0, n - 1):\n    x[i] = 1.0\n")
        .steps("- lift_scope: i")
        .accepted();
  }

  @Test
  void liftsAnIfOutOfSeveralScopes() {
    String deep = "for i in seq(0, n):\n  for j in seq(0, m):\n    if b:\n      y[i + j] += x[i]\n";
    proc(deep)
        .steps("- lift_if: [\"if _: _\", 2]")
        .gives(
            text(
                "if b:\n  for i in seq(0, n):\n    for j in seq(0, m):\n      y[i + j] += x[i]\n"));
    proc(deep)
        .steps("- lift_if: \"if _: _\"")
        .gives(
            text(
                "for i in seq(0, n):\n  if b:\n    for j in seq(0, m):\n      y[i + j] += x[i]\n"));
    proc(deep)
        .steps("- lift_if: [\"if _: _\", 3]")
        .refused(NOT_APPLICABLE)
        .says("out of 2 of 3 scopes only", "no scope around this");
    proc(deep.replace("if b", "if i < 2"))
        .steps("- lift_if: [\"if _: _\", 2]")
        .refused(NOT_APPLICABLE)
        .says("out of 1 of 2 scopes only", "depends on the loop's variable 'i'");
    proc(deep).steps("- lift_if: \"for i in _: _\"").refused(WRONG_KIND).says("expected an if");
  }

  @Test
  void specializes() {
    proc("for i in seq(0, n):\n  x[i] += 1.0\n")
        .steps("- specialize: [\"for i in _: _\", [\"n == 4\", \"n > 8\"]]")
        .gives(
            text(
                """
                if n == 4:
                  for i in seq(0, n):
                    x[i] += 1.0
                else:
                  if n > 8:
                    for i in seq(0, n):
                      x[i] += 1.0
                  else:
                    for i in seq(0, n):
                      x[i] += 1.0
                """));
  }

  @Test
  void specializingRefuses() {
    proc("t : f32 @DRAM\nt = 1.0\nx[0] = t\n")
        .steps("- specialize: [\"t : _\", \"n == 4\"]")
        .refused(NOT_APPLICABLE)
        .says("'t' is declared here and used after");
    proc("x[0] = 1.0\n")
        .steps("- specialize: [\"x[_] = _\", []]")
        .refused(NOT_APPLICABLE)
        .says("at least one condition");
  }

  @Test
  void eliminatesDeadCode() {
    proc("""
            for i in seq(0, n):
              if i < n + 1:
                x[i] = 1.0
              else:
                x[i] = 2.0
              if i >= n:
                x[i] = 3.0
              if n > i:
                if i < 0:
                  x[i] = 4.0
                else:
                  x[i] += 5.0
            for j in seq(n, n):
              x[j] = 6.0
            """)
        .steps(
            """
            - eliminate_dead_code: "if i < n + 1: _"
            - eliminate_dead_code: "if i >= n: _"
            - eliminate_dead_code: "if i < 0: _"
            - eliminate_dead_code: "for j in _: _"
            """)
        .gives(text("for i in seq(0, n):\n  x[i] = 1.0\n  if n > i:\n    x[i] += 5.0\n"));
  }

  @Test
  void eliminatingRefuses() {
    proc("if n > 3:\n  x[0] = 1.0\n")
        .steps("- eliminate_dead_code: \"if _: _\"")
        .refused(UNSAFE)
        .says("neither always true nor always false")
        .forExample("n = ");
    proc("for i in seq(0, n - 1):\n  x[0] = 1.0\n")
        .steps("- eliminate_dead_code: i")
        .refused(UNSAFE)
        .says("may run at least once")
        .forExample("n = ");
    proc("x[0] = 1.0\n")
        .steps("- eliminate_dead_code: \"x[_] = _\"")
        .refused(NOT_APPLICABLE)
        .says("only a loop or an if");
  }

  @Test
  void assertedAndAddedGuardsAreNotProved() {
    proc("if n > 3:\n  x[0] = 1.0\nelse:\n  x[0] = 2.0\n")
        .steps("- assert_if: [\"if _: _\", false]")
        .givesUnproved(text("x[0] = 2.0\n"));
    proc("if n > 3:\n  x[0] = 1.0\n")
        .steps("- assert_if: [\"if _: _\", false]")
        .givesUnproved(text("pass\n"));
    proc("x[0] = 1.0\n")
        .steps("- assert_if: [\"x[_] = _\", true]")
        .refused(WRONG_KIND)
        .says("expected an if");
    proc("x[0] = 1.0\n")
        .steps("- add_unsafe_guard: [\"x[_] = _\", n > 3]")
        .givesUnproved(text("if n > 3:\n  x[0] = 1.0\n"));
    proc("t : f32 @DRAM\nt = 1.0\n")
        .steps("- add_unsafe_guard: [\"t : _\", n > 3]")
        .refused(NOT_APPLICABLE)
        .says("'t' is declared here and used after");
  }
}
