package io.exo4j.schedule.loops;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** The directives that change the order of iterations. */
class OrderTest {
  private static final String NOT_APPLICABLE = "EXO-SCH-001";
  private static final String UNSAFE = "EXO-SCH-002";
  private static final String NOT_PROVED = "EXO-SCH-003";

  private static final String X = "n : size, x : f32[n + 4, n + 4] @DRAM, y : f32[n + 4] @DRAM";

  private static final String CONFIG = "@config\nclass Cfg:\n  b : bool\n\n";

  private static ScheduleTest proc(String body) {
    return ScheduleTest.of(text(body));
  }

  private static String text(String body) {
    return "@proc\ndef f(" + X + "):\n" + body.indent(2);
  }

  private static String nest(String stmt) {
    return "for i in seq(0, n):\n  for j in seq(1, n + 1):\n    " + stmt + "\n";
  }

  @Test
  void reorders() {
    proc(nest("x[i, j] = x[i, j + 1] + y[i]"))
        .steps("- reorder: [i, j]")
        .gives(
            text(
                """
                for j in seq(1, n + 1):
                  for i in seq(0, n):
                    x[i, j] = x[i, j + 1] + y[i]
                """));
    // sums may be done in any order
    proc(nest("y[0] += x[i, j]")).steps("- reorder_loops: i").accepted();
  }

  @Test
  void aLoopThatComesOutsideDoesNotEndBeforeItStarts() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, m : index, x : f32[n] @DRAM):
              assert m >= 0
              assert m == 0 or n >= 7
              for i in seq(0, m):
                for j in seq(0, n - 7):
                  x[j] = 1.0
            """)
        .steps("- reorder: i j")
        .refused(UNSAFE)
        .says("cannot prove 0 <= n - 7 here")
        .forExample("m = 0");
  }

  @Test
  void twoNamesMeanANest() {
    String two = nest("x[i, j] = 1.0") + nest("x[i, j] = 2.0");
    String second =
        nest("x[i, j] = 1.0")
            + "for j in seq(1, n + 1):\n  for i in seq(0, n):\n    x[i, j] = 2.0\n";
    proc(two).steps("- reorder: \"i j #1\"").gives(text(second));
    proc(nest("x[i, j] = 1.0"))
        .steps("- reorder: i j")
        .gives(text("for j in seq(1, n + 1):\n  for i in seq(0, n):\n    x[i, j] = 1.0\n"));
    proc(two)
        .steps("- reorder: \"i j #2\"")
        .refused(NOT_APPLICABLE)
        .says("there are 2 loops on 'i' with just a loop on 'j' inside");
    proc(two).steps("- reorder: \"j i\"").refused(NOT_APPLICABLE).says("there are 0 loops");
  }

  @Test
  void reorderingRefuses() {
    proc(nest("x[i + 1, j - 1] = x[i, j]"))
        .steps("- reorder: [i, j]")
        .refused(UNSAFE)
        .forExample("i = ", "j = ");
    proc(nest("y[j] = x[i, 0] * y[j - 1]")).steps("- reorder: i").refused(UNSAFE);
    proc("for i in seq(0, n):\n  for j in seq(0, i):\n    x[i, j] = 1.0\n")
        .steps("- reorder: i")
        .refused(NOT_APPLICABLE)
        .says("depend on 'i'");
    proc("for i in seq(0, n):\n  y[i] = 0.0\n  for j in seq(0, n):\n    x[i, j] = 1.0\n")
        .steps("- reorder: i")
        .refused(NOT_APPLICABLE)
        .says("must be just one loop");
    proc(nest("x[i, j] = 1.0"))
        .steps("- reorder: [i, k]")
        .refused(NOT_APPLICABLE)
        .says("is on 'j', not 'k'");
  }

  @Test
  void aParallelLoopThatComesOutsideIsProvedAgain() {
    String par = "for i in seq(0, n):\n  for j in par(0, n):\n    x[i, j] = y[i]\n";
    proc(par)
        .steps("- reorder: i")
        .gives(text("for j in par(0, n):\n  for i in seq(0, n):\n    x[i, j] = y[i]\n"));
    // (0, 0) and (1, 1) write to the same element: one after the other before, at once afterwards
    proc("for i in seq(0, 3):\n  for j in par(0, 3):\n    x[0, j - i + 2] = y[i]\n")
        .steps("- reorder: i")
        .refused(UNSAFE)
        .forExample("i = ", "j = ");
  }

  private static final String PAIR = "for i in seq(0, n):\n  y[i] = 1.0\n  x[i, 0] = y[i]\n";

  @Test
  void fissions() {
    proc(PAIR)
        .steps("- fission: \"y[_] = _\"")
        .gives(text("for i in seq(0, n):\n  y[i] = 1.0\nfor i in seq(0, n):\n  x[i, 0] = y[i]\n"));
    proc("for i in seq(0, n):\n  for j in seq(0, n):\n    x[i, j] = 1.0\n    x[i, j] += y[i]\n")
        .steps("- fission: [\"x[_] = _\", 2]")
        .gives(
            text(
                """
                for i in seq(0, n):
                  for j in seq(0, n):
                    x[i, j] = 1.0
                for i in seq(0, n):
                  for j in seq(0, n):
                    x[i, j] += y[i]
                """));
    proc("if n > 3:\n  y[0] = 1.0\n  y[1] = 2.0\nelse:\n  y[2] = 3.0\n")
        .steps("- fission: \"y[0] = _\"")
        .gives(text("if n > 3:\n  y[0] = 1.0\nif n > 3:\n  y[1] = 2.0\nelse:\n  y[2] = 3.0\n"));
    proc("if n > 3:\n  y[0] = 1.0\nelse:\n  y[1] = 2.0\n  y[2] = 3.0\n")
        .steps("- fission: \"y[1] = _\"")
        .gives(
            text(
                """
                if n > 3:
                  y[0] = 1.0
                else:
                  y[1] = 2.0
                if n > 3:
                  pass
                else:
                  y[2] = 3.0
                """));
  }

  @Test
  void fissionRefuses() {
    proc("for i in seq(0, n):\n  y[i] = 1.0\n  x[i, 0] = y[i + 1]\n")
        .steps("- fission: \"y[_] = _\"")
        .refused(UNSAFE)
        .forExample("i = ");
    proc("for i in seq(0, n):\n  y[i] = 1.0\n  y[i + 1] = 2.0\n")
        .steps("- fission: \"y[_] = _\"")
        .refused(UNSAFE)
        .forExample("i = ");
    proc("for i in seq(0, n):\n  t : f32 @DRAM\n  t = y[i]\n  x[i, 0] = t\n")
        .steps("- fission: \"t = _\"")
        .refused(NOT_PROVED)
        .says("t");
    proc("if n > 3:\n  t : f32 @DRAM\n  t = 1.0\n  y[1] = t\n")
        .steps("- fission: \"t = _\"")
        .refused(NOT_APPLICABLE)
        .says("'t' is declared before the gap and used behind it");
    proc(PAIR)
        .steps("- fission: \"x[_] = _\"")
        .refused(NOT_APPLICABLE)
        .says("not at the end of a block");
    proc(PAIR)
        .steps("- fission: proc.body[0].body[0].before")
        .refused(NOT_APPLICABLE)
        .says("not at an edge");
    proc("y[0] = 1.0\ny[1] = 1.0\n")
        .steps("- fission: \"y[0] = _\"")
        .refused(NOT_APPLICABLE)
        .says("no loop or if around this");
    ScheduleTest.of(
            CONFIG + "@proc\ndef f(x : f32 @DRAM):\n  if Cfg.b:\n    Cfg.b = False\n    x = 1.0\n")
        .steps("- fission: \"Cfg.b = _\"")
        .refused(UNSAFE)
        .says("Cfg.b");
  }

  @Test
  void noScopeAtAllIsRefused() {
    String two = "for i in seq(0, n):\n  x[i, 0] = 1.0\n  y[i] = 2.0\n";
    for (String name : new String[] {"fission", "fission_after", "lift_if"}) {
      String place = name.equals("lift_if") ? "if _: _" : "x[_] = _";
      String body = name.equals("lift_if") ? "if n > 3:\n  y[0] = 2.0\n" : two;
      proc(body)
          .steps("- " + name + ": [\"" + place + "\", 0]")
          .refused(NOT_APPLICABLE)
          .says("n_lifts must be at least 1, it is 0");
    }
  }

  @Test
  void fissionsThroughAWindowAreRefused() {
    proc("w = y[0:n]\nfor i in seq(0, n):\n  w[i] = 1.0\n  x[i, 0] = y[i + 1]\n")
        .steps("- fission: \"w[_] = _\"")
        .refused(UNSAFE)
        .forExample("i = ");
  }

  @Test
  void fissionAfterDropsNeedlessLoops() {
    proc("for i in seq(0, n):\n  y[0] = 1.0\n  x[i, 0] = 2.0\n")
        .steps("- fission_after: \"y[_] = _\"")
        .gives(text("y[0] = 1.0\nfor i in seq(0, n):\n  x[i, 0] = 2.0\n"));
    proc("for i in seq(0, n):\n  for j in seq(0, n):\n    x[i, j] = 1.0\n    y[i] = 2.0\n")
        .steps("- autofission: [\"x[_] = _\", 2]")
        .gives(
            text(
                """
                for i in seq(0, n):
                  for j in seq(0, n):
                    x[i, j] = 1.0
                for i in seq(0, n):
                  y[i] = 2.0
                """));
    // a scope with nothing behind the gap is passed over
    proc("for i in seq(0, n):\n  for j in seq(0, n):\n    x[i, j] = 1.0\n  y[i] = 2.0\n")
        .steps("- fission_after: \"x[_] = _\"")
        .gives(
            text(
                """
                for i in seq(0, n):
                  for j in seq(0, n):
                    x[i, j] = 1.0
                for i in seq(0, n):
                  y[i] = 2.0
                """));
  }

  @Test
  void fissionAfterRefuses() {
    proc("for i in seq(0, n):\n  y[0] += 1.0\n  x[i, 0] = y[0]\n")
        .steps("- fission_after: \"y[_] += _\"")
        .refused(UNSAFE)
        .forExample("i = ");
  }

  private static String loops(String first, String second) {
    return "for i in seq(0, n):\n  " + first + "\nfor j in seq(0, n):\n  " + second + "\n";
  }

  @Test
  void fuses() {
    proc(loops("y[i] = 1.0", "x[j, 0] = y[j]"))
        .steps("- fuse_loop: [i, j]")
        .gives(text("for i in seq(0, n):\n  y[i] = 1.0\n  x[i, 0] = y[i]\n"));
    proc("for i in seq(0, n + n):\n  y[0] += 1.0\nfor j in seq(0, 2 * n):\n  y[1] += 1.0\n")
        .steps("- fuse: [i, j]")
        .accepted();
    proc("if n > 3:\n  y[0] = 1.0\nelse:\n  y[1] = 1.0\nif 3 < n:\n  y[2] = 1.0\n")
        .steps("- fuse: [\"if _: _ #0\", \"if _: _ #1\"]")
        .gives(text("if n > 3:\n  y[0] = 1.0\n  y[2] = 1.0\nelse:\n  y[1] = 1.0\n"));
  }

  @Test
  void fusingRefuses() {
    proc(loops("y[i] = 1.0", "x[j, 0] = y[j + 1]"))
        .steps("- fuse_loop: [i, j]")
        .refused(UNSAFE)
        .forExample("i = ");
    proc("for i in seq(0, n):\n  y[i] = 1.0\nfor j in seq(0, n - 1):\n  x[j, 0] = 1.0\n")
        .steps("- fuse_loop: [i, j]")
        .refused(UNSAFE);
    proc("for i in seq(0, n):\n  y[i] = 1.0\ny[0] = 2.0\nfor j in seq(0, n):\n  x[j, 0] = 1.0\n")
        .steps("- fuse_loop: [i, j]")
        .refused(NOT_APPLICABLE)
        .says("right after the first");
    proc(loops("y[i] = 1.0", "x[j, 0] = 1.0").replace("j in seq", "j in par"))
        .steps("- fuse_loop: [i, j]")
        .refused(NOT_APPLICABLE)
        .says("parallel");
    proc("for i in par(0, n):\n  y[i] = 1.0\nfor j in par(0, n):\n  x[0, j] = y[0]\n")
        .steps("- fuse_loop: [i, j]")
        .refused(UNSAFE);
    proc("if n > 3:\n  y[0] = 1.0\nif n > 4:\n  y[2] = 1.0\n")
        .steps("- fuse: [\"if _: _ #0\", \"if _: _ #1\"]")
        .refused(UNSAFE)
        .forExample("n = 4");
    proc("if n > 3:\n  y[0] = 1.0\nfor i in seq(0, n):\n  y[2] = 1.0\n")
        .steps("- fuse: [\"if _: _\", \"for i in _: _\"]")
        .refused(NOT_APPLICABLE)
        .says("only two loops or two ifs");
    ScheduleTest.of(
            CONFIG
                + "@proc\ndef f(x : f32 @DRAM):\n  if Cfg.b:\n    Cfg.b = False\n  if Cfg.b:\n    x = 1.0\n")
        .steps("- fuse: [\"if _: _ #0\", \"if _: _ #1\"]")
        .refused(UNSAFE);
  }

  @Test
  void parallelizes() {
    proc("for i in seq(0, n):\n  x[i, 0] = y[i]\n")
        .steps("- parallelize_loop: i")
        .gives(text("for i in par(0, n):\n  x[i, 0] = y[i]\n"));
  }

  @Test
  void parallelizingRefuses() {
    proc("for i in seq(0, n):\n  y[i] = y[i + 1]\n")
        .steps("- parallelize_loop: i")
        .refused(UNSAFE)
        .forExample("i = ");
    proc("for i in seq(0, n):\n  y[0] += x[i, 0]\n")
        .steps("- parallelize_loop: i")
        .refused(UNSAFE)
        .forExample("i = ");
    proc("w = y[1:n + 1]\nfor i in seq(0, n):\n  w[i] = y[i]\n")
        .steps("- parallelize_loop: i")
        .refused(UNSAFE);
  }
}
