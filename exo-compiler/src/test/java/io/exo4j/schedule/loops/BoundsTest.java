package io.exo4j.schedule.loops;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** The directives that change the bounds or the number of loops. */
class BoundsTest {
  private static final String NOT_APPLICABLE = "EXO-SCH-001";
  private static final String UNSAFE = "EXO-SCH-002";
  private static final String NOT_PROVED = "EXO-SCH-003";

  private static ScheduleTest proc(String args, String body) {
    return ScheduleTest.of("@proc\ndef f(" + args + "):\n" + body.indent(2));
  }

  private static String text(String args, String body) {
    return "@proc\ndef f(" + args + "):\n" + body.indent(2);
  }

  private static final String X = "n : size, x : f32[n + 4] @DRAM";

  private static final String FILL = "for i in seq(0, n):\n  x[i] += x[i + 1]\n";

  @Test
  void partitions() {
    proc(X, FILL)
        .steps("- partition_loop: [i, 1]")
        .gives(
            text(
                X,
                """
                for i in seq(0, 1):
                  x[i] += x[i + 1]
                for i in seq(1, n):
                  x[i] += x[i + 1]
                """));
    proc(X, FILL).steps("- cut_loop: [i, n / 2]").accepted();
    proc(X, FILL).steps("- cut_loop: [i, n]").accepted();
  }

  @Test
  void partitioningRefuses() {
    proc(X, FILL).steps("- partition_loop: [i, 2]").refused(UNSAFE).forExample("n = 1");
    proc(X, FILL).steps("- partition_loop: [i, n - 2]").refused(UNSAFE).forExample("n = 1");
    ScheduleTest.of(
            """
            @config
            class Cfg:
              k : index

            @proc
            def f(x : f32 @DRAM):
              if Cfg.k >= 0 and Cfg.k < 8:
                for i in seq(0, 8):
                  x += 1.0
                  Cfg.k = 0
            """)
        .steps("- partition_loop: [i, Cfg.k]")
        .refused(UNSAFE)
        .says("Cfg.k");
  }

  private static final String TWO =
      """
      for i in seq(0, n):
        x[i] += x[i + 1]
      for j in seq(n, n + 2):
        x[j] += x[j + 1]
      """;

  @Test
  void joins() {
    proc(X, TWO)
        .steps("- join_loops: [i, j]")
        .gives(text(X, "for i in seq(0, n + 2):\n  x[i] += x[i + 1]\n"));
  }

  @Test
  void joiningRefuses() {
    proc(X, TWO.replace("seq(n, n + 2)", "seq(n - 1, n + 2)"))
        .steps("- join_loops: [i, j]")
        .refused(UNSAFE)
        .forExample("n = 1");
    proc(X, TWO.replace("x[j] +=", "x[j] ="))
        .steps("- join_loops: [i, j]")
        .refused(NOT_APPLICABLE)
        .says("bodies of the loops differ");
    proc(X, "x[0] = 1.0\n" + TWO)
        .steps("- join_loops: [j, i]")
        .refused(NOT_APPLICABLE)
        .says("right after the first");
    proc(X, "for i in par(0, n):\n  x[i] = 1.0\nfor j in seq(n, n + 1):\n  x[j] = 1.0\n")
        .steps("- join_loops: [i, j]")
        .refused(NOT_APPLICABLE)
        .says("parallel");
  }

  @Test
  void joiningParallelLoopsProvesThatTheyMayOverlap() {
    String x = "x : f32[8] @DRAM";
    proc(x, "for i in par(0, 4):\n  x[i] = 1.0\nfor j in par(4, 8):\n  x[j] = 1.0\n")
        .steps("- join_loops: [i, j]")
        .gives(text(x, "for i in par(0, 8):\n  x[i] = 1.0\n"));
    proc(x, "for i in par(0, 4):\n  x[i] = x[7 - i]\nfor j in par(4, 8):\n  x[j] = x[7 - j]\n")
        .steps("- join_loops: [i, j]")
        .refused(UNSAFE)
        .forExample("i = ");
  }

  @Test
  void shifts() {
    proc(X, FILL)
        .steps("- shift_loop: [i, 3]")
        .gives(text(X, "for i in seq(3, 3 + (n - 0)):\n  x[i + (0 - 3)] += x[i + (0 - 3) + 1]\n"));
    proc(X, FILL).steps("- shift_loop: [i, n]").accepted();
  }

  @Test
  void shiftingRefuses() {
    proc(X, FILL).steps("- shift_loop: [i, n - 2]").refused(UNSAFE).forExample("n = 1");
  }

  @Test
  void extendsALoop() {
    proc(X, "for i in seq(1, n):\n  x[i] += x[i + 1]\n")
        .steps("- extend_loop: { loop: i, lo: \"0\", hi: n + 3 }")
        .gives(
            text(
                X,
                """
                for i in seq(0, n + 3):
                  if 1 <= i and i < n:
                    x[i] += x[i + 1]
                """));
    proc(X, FILL)
        .steps("- extend_loop: { loop: i, hi: n + 9 }\n- bound_loop_by_if: i")
        .gives(text(X, FILL));
    proc(X, FILL).steps("- extend_loop: { loop: i }").gives(text(X, FILL));
  }

  @Test
  void extendingALoopRefuses() {
    proc(X, FILL)
        .steps("- extend_loop: { loop: i, hi: n - 1 }")
        .refused(UNSAFE)
        .forExample("n = 1");
    proc(X, "for i in seq(1, n):\n  x[i] += x[i + 1]\n")
        .steps("- extend_loop: { loop: i, lo: \"2\" }")
        .refused(UNSAFE)
        .forExample("n = 1");
    proc(X, FILL)
        .steps("- extend_loop: { loop: i, lo: 0 - n }")
        .refused(UNSAFE)
        .forExample("n = 1");
  }

  @Test
  void unrolls() {
    proc("x : f32[8] @DRAM", "for i in seq(1, 4):\n  t : f32 @DRAM\n  t = x[i]\n  x[i + 1] = t\n")
        .steps("- unroll: i")
        .gives(
            text(
                "x : f32[8] @DRAM",
                """
                t : f32 @DRAM
                t = x[1]
                x[1 + 1] = t
                t : f32 @DRAM
                t = x[2]
                x[2 + 1] = t
                t : f32 @DRAM
                t = x[3]
                x[3 + 1] = t
                """));
    proc("x : f32 @DRAM", "for i in seq(2, 2):\n  x = 1.0\n")
        .steps("- unroll_loop: i")
        .gives(text("x : f32 @DRAM", "pass\n"));
  }

  @Test
  void unrollingRefuses() {
    proc(X, FILL).steps("- unroll: i").refused(NOT_APPLICABLE).says("bounds must be literals");
    proc("x : f32 @DRAM", "for i in seq(0, 1000000):\n  x += 1.0\n")
        .steps("- unroll: i")
        .refused(NOT_APPLICABLE)
        .says("more than 10000 iterations");
  }

  @Test
  void addsALoop() {
    proc(X, "x[0] = x[1]\nx[2] = 1.0\n")
        .steps("- add_loop: {block: \"x[0] = _\", iter: k, hi: n}")
        .gives(text(X, "for k in seq(0, n):\n  x[0] = x[1]\nx[2] = 1.0\n"));
    proc(X, "x[0] += x[1]\n")
        .steps("- add_loop: {block: \"x[0] += _\", iter: k, hi: n, guard: true}")
        .gives(text(X, "for k in seq(0, n):\n  if k == 0:\n    x[0] += x[1]\n"));
  }

  @Test
  void addingALoopRefuses() {
    proc(X, "x[0] += x[1]\n")
        .steps("- add_loop: {block: \"x[0] += _\", iter: k, hi: n}")
        .refused(UNSAFE);
    proc(X, "x[0] = x[1]\n")
        .steps("- add_loop: {block: \"x[0] = _\", iter: k, hi: n - 1}")
        .refused(UNSAFE)
        .forExample("n = 1");
    proc(X, "t : f32 @DRAM\nt = 1.0\nx[0] = t\n")
        .steps("- add_loop: {block: \"t : _\", iter: k, hi: n}")
        .refused(NOT_APPLICABLE)
        .says("'t' is declared here and used after");
  }

  @Test
  void removesALoop() {
    proc(X, "for i in seq(0, n):\n  x[0] = x[1]\n")
        .steps("- remove_loop: i")
        .gives(text(X, "x[0] = x[1]\n"));
    proc(X, "for i in seq(0, n - 1):\n  t : f32 @DRAM\n  t = x[1]\n  x[0] = t\n")
        .steps("- remove_loop: i")
        .gives(text(X, "if n - 1 > 0:\n  t : f32 @DRAM\n  t = x[1]\n  x[0] = t\n"));
  }

  @Test
  void removingALoopRefuses() {
    proc(X, FILL).steps("- remove_loop: i").refused(NOT_APPLICABLE).says("'i' is used in the loop");
    proc(X, "for i in seq(0, n):\n  x[0] += 1.0\n").steps("- remove_loop: i").refused(UNSAFE);
    proc(X, "for i in seq(0, n):\n  x[0] = x[1]\n  x[1] = 2.0\n")
        .steps("- remove_loop: i")
        .refused(UNSAFE);
    // through an alias
    proc(X, "w = x[0:2]\nfor i in seq(0, n):\n  x[0] = w[1]\n  w[1] = 2.0\n")
        .steps("- remove_loop: i")
        .refused(UNSAFE);
  }
}
