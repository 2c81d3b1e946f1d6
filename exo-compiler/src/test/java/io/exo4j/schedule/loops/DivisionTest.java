package io.exo4j.schedule.loops;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@code split}, {@code divide_with_recompute}, {@code mult_loops}. */
class DivisionTest {
  private static final String NOT_APPLICABLE = "EXO-SCH-001";
  private static final String UNSAFE = "EXO-SCH-002";

  private static final String ADD =
      """
      @proc
      def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
        for i in seq(0, n):
          y[i] += x[i]
      """;

  private static ScheduleTest add(String steps) {
    return ScheduleTest.of(ADD).steps(steps);
  }

  @Test
  void splitGuardsTheTail() {
    add("- split: [i, 4, [io, ii]]")
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, (n + 3) / 4):
                for ii in seq(0, 4):
                  if 4 * io + ii < n:
                    y[4 * io + ii] += x[4 * io + ii]
            """);
  }

  @Test
  void splitCutsTheTailOff() {
    add("- split: {loop: i, split_const: 4, iter_vars: [io, ii], tail: cut}")
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, n / 4):
                for ii in seq(0, 4):
                  y[4 * io + ii] += x[4 * io + ii]
              for ii in seq(0, n % 4):
                y[ii + n / 4 * 4] += x[ii + n / 4 * 4]
            """);
    add("- split: {loop: i, split_const: 4, iter_vars: [io, ii], tail: cut_and_guard}")
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, n / 4):
                for ii in seq(0, 4):
                  y[4 * io + ii] += x[4 * io + ii]
              if n % 4 > 0:
                for ii in seq(0, n % 4):
                  y[ii + n / 4 * 4] += x[ii + n / 4 * 4]
            """);
  }

  @Test
  void aPerfectSplitHasNoTail() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              assert n % 8 == 0
              for i in par(0, n):
                x[i] += 1.0
              for j in seq(0, 24):
                x[0] += 1.0
            """)
        .steps(
            """
            - split: {loop: i, split_const: 4, iter_vars: [io, ii], perfect: true}
            - split: {loop: j, split_const: 8, iter_vars: [jo, ji], perfect: true}
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              assert n % 8 == 0
              for io in par(0, n / 4):
                for ii in par(0, 4):
                  x[4 * io + ii] += 1.0
              for jo in seq(0, 3):
                for ji in seq(0, 8):
                  x[0] += 1.0
            """);
  }

  @Test
  void splitRefuses() {
    add("- split: {loop: i, split_const: 4, iter_vars: [io, ii], perfect: true}")
        .refused(UNSAFE)
        .forExample("n = ");
    add("- split: [i, 0, [io, ii]]")
        .refused(NOT_APPLICABLE)
        .says("split_const must be at least 1, it is 0");
    ScheduleTest.of(
            "@proc\ndef f(n : size, x : f32[n] @DRAM):\n  for i in seq(1, n):\n    x[i] = 1.0\n")
        .steps("- split: [i, 4, [io, ii]]")
        .refused(NOT_APPLICABLE)
        .says("must start at 0");
  }

  @Test
  void splitRefusesABoundThatTheBodyChanges() {
    ScheduleTest.of(
            """
            @config
            class Cfg:
              n : size

            @proc
            def f(x : f32 @DRAM):
              if Cfg.n > 0:
                for i in seq(0, Cfg.n):
                  x += 1.0
                  Cfg.n = 1
            """)
        .steps("- split: [i, 4, [io, ii]]")
        .refused("EXO-SCH-002")
        .says("Cfg.n");
  }

  private static final String BLUR =
      """
      @proc
      def f(n : size, x : f32[n + 2] @DRAM, y : f32[n + 2] @DRAM):
        for i in seq(0, n + 2):
          y[i] = x[i] * 2.0
      """;

  @Test
  void recomputesOverlaps() {
    ScheduleTest.of(BLUR)
        .steps("- divide_with_recompute: [i, n, 1, [io, ii]]")
        .gives(
            """
            @proc
            def f(n : size, x : f32[n + 2] @DRAM, y : f32[n + 2] @DRAM):
              for io in seq(0, n):
                for ii in seq(0, 1 + (n + 2 - n * 1)):
                  y[io * 1 + ii] = x[io * 1 + ii] * 2.0
            """);
    ScheduleTest.of(BLUR).steps("- divide_with_recompute: [i, n / 4 + 1, 1, [io, ii]]").accepted();
  }

  @Test
  void recomputingRefuses() {
    ScheduleTest.of(BLUR)
        .steps("- divide_with_recompute: [i, n, 4, [io, ii]]")
        .refused(UNSAFE)
        .says("outer_hi * outer_stride may exceed the loop's end")
        .forExample("n = ");
    ScheduleTest.of(BLUR)
        .steps("- divide_with_recompute: [i, n / 4, 4, [io, ii]]")
        .refused(UNSAFE)
        .says("no block at all")
        .forExample("n = 1");
    // no iteration, and -1 blocks
    ScheduleTest.of(
            "@proc\ndef f(n : size, x : f32[n] @DRAM):\n  for i in seq(0, n - 1):\n    x[i] = 1.0\n")
        .steps("- divide_with_recompute: [i, n - 2, 1, [io, ii]]")
        .refused(UNSAFE)
        .says("no block at all")
        .forExample("n = 1");
    ScheduleTest.of(BLUR)
        .steps("- divide_with_recompute: [i, n, 0, [io, ii]]")
        .refused(NOT_APPLICABLE)
        .says("at least 1");
    add("- divide_with_recompute: [i, n, 1, [io, ii]]").refused(UNSAFE).forExample("i = ");
    ScheduleTest.of(
            "@proc\ndef f(n : size, x : f32[n] @DRAM):\n  for i in seq(0, n - 1):\n    x[i] = x[i + 1]\n")
        .steps("- divide_with_recompute: [i, 1, 1, [io, ii]]")
        .refused(UNSAFE);
    ScheduleTest.of(
            "@proc\ndef f(n : size, x : f32[n] @DRAM):\n  for i in par(0, n):\n    x[i] = 1.0\n")
        .steps("- divide_with_recompute: [i, n, 1, [io, ii]]")
        .refused(NOT_APPLICABLE)
        .says("cannot run in parallel");
    ScheduleTest.of(
            "@proc\ndef f(n : size, x : f32[n] @DRAM):\n  for i in seq(1, n):\n    x[i] = 1.0\n")
        .steps("- divide_with_recompute: [i, 1, 1, [io, ii]]")
        .refused(NOT_APPLICABLE)
        .says("must start at 0");
  }

  private static String nest(String lo, String hi, String mode) {
    return """
        @proc
        def f(n : size, m : size, x : f32[n, m + 4] @DRAM):
          for i in seq(0, n):
            for j in %s(%s, %s):
              x[i, j] = x[i, j] * 2.0
        """
        .formatted(mode, lo, hi);
  }

  @Test
  void multipliesLoops() {
    ScheduleTest.of(nest("0", "4", "seq"))
        .steps("- mult_loops: [i, ij]")
        .gives(
            """
            @proc
            def f(n : size, m : size, x : f32[n, m + 4] @DRAM):
              for ij in seq(0, n * 4):
                x[ij / 4, ij % 4] = x[ij / 4, ij % 4] * 2.0
            """);
  }

  @Test
  void theProductIsOfTheOuterMode() {
    ScheduleTest.of(nest("0", "4", "par"))
        .steps("- mult_loops: [i j, ij]")
        .gives(
            """
            @proc
            def f(n : size, m : size, x : f32[n, m + 4] @DRAM):
              for ij in seq(0, n * 4):
                x[ij / 4, ij % 4] = x[ij / 4, ij % 4] * 2.0
            """);
    String par =
        """
        @proc
        def f(n : size, x : f32[n, 4] @DRAM, y : f32[n] @DRAM):
          for i in par(0, n):
            for j in seq(0, 4):
              %s
        """;
    ScheduleTest.of(par.formatted("x[i, j] = 2.0 * y[i]"))
        .steps("- mult_loops: [i, ij]")
        .gives(
            """
            @proc
            def f(n : size, x : f32[n, 4] @DRAM, y : f32[n] @DRAM):
              for ij in par(0, n * 4):
                x[ij / 4, ij % 4] = 2.0 * y[ij / 4]
            """);
    ScheduleTest.of(par.formatted("y[i] += x[i, j]"))
        .steps("- mult_loops: [i, ij]")
        .refused("EXO-SCH-002")
        .says("y[ij / 4]");
  }

  @Test
  void multiplyingRefuses() {
    ScheduleTest.of(nest("0", "m", "seq"))
        .steps("- mult_loops: [i, ij]")
        .refused(NOT_APPLICABLE)
        .says("must be a literal of at least 1");
    ScheduleTest.of(nest("1", "4", "seq"))
        .steps("- mult_loops: [i, ij]")
        .refused(NOT_APPLICABLE)
        .says("both loops must start at 0");
    add("- mult_loops: [i, ij]").refused(NOT_APPLICABLE).says("must be just one loop");
    ScheduleTest.of(nest("0", "4", "seq")).steps("- mult_loops: [i, for]").refused("EXO-SCH-010");
  }
}
