package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link InterleaveLoop}: what it makes of code, which computes the same, and what it refuses. */
class InterleaveLoopTest {
  @Test
  void interleaves() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                t : f32 @DRAM
                t = x[i]
                y[i] += t * t
            """)
        .steps(
            """
            - interleave_loop: { loop: i, factor: 2 }
            - simplify
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, n / 2):
                t : f32[2] @DRAM
                t[0] = x[2 * io]
                t[1] = x[1 + 2 * io]
                y[2 * io] += t[0] * t[0]
                y[1 + 2 * io] += t[1] * t[1]
              for ii in seq(0, n % 2):
                t : f32 @DRAM
                t = x[ii + n / 2 * 2]
                y[ii + n / 2 * 2] += t * t
            """);
  }

  @Test
  void interleavesAll() {
    ScheduleTest.of(
            """
            @proc
            def f(x : f32[2] @DRAM, y : f32[2] @DRAM):
              for i in seq(0, 2):
                x[i] = 1.0
                y[i] += x[i]
            """)
        .steps(
            """
            - interleave_loop: i
            """)
        .gives(
            """
            @proc
            def f(x : f32[2] @DRAM, y : f32[2] @DRAM):
              x[0] = 1.0
              x[1] = 1.0
              y[0] += x[0]
              y[1] += x[1]
            """);
  }

  @Test
  void refusesWhatIsCarried() {
    ScheduleTest.of(
            """
            @proc
            def f(x : f32[3] @DRAM, y : f32[3] @DRAM):
              for i in seq(0, 2):
                x[i + 1] = y[i]
                y[i + 1] = x[i]
            """)
        .steps(
            """
            - interleave_loop: i
            """)
        .refused("EXO-SCH-002")
        .says("'x[i + 1] = y[i]' reads y, which 'y[i + 1] = x[i]' writes")
        .forExample("i = 0");
  }

  @Test
  void interleavesWhatIsLeftInSmallerBlocks() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = 1.0
                y[i] += x[i]
            """)
        .steps(
            """
            - interleave_loop: { loop: i, factor: 4, tail: recursive }
            - simplify
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, n / 4):
                x[4 * io] = 1.0
                x[1 + 4 * io] = 1.0
                x[2 + 4 * io] = 1.0
                x[3 + 4 * io] = 1.0
                y[4 * io] += x[4 * io]
                y[1 + 4 * io] += x[1 + 4 * io]
                y[2 + 4 * io] += x[2 + 4 * io]
                y[3 + 4 * io] += x[3 + 4 * io]
              for io in seq(0, n % 4 / 2):
                x[2 * io + n / 4 * 4] = 1.0
                x[1 + 2 * io + n / 4 * 4] = 1.0
                y[2 * io + n / 4 * 4] += x[2 * io + n / 4 * 4]
                y[1 + 2 * io + n / 4 * 4] += x[1 + 2 * io + n / 4 * 4]
              for ii in seq(0, n % 4 % 2):
                x[ii + n % 4 / 2 * 2 + n / 4 * 4] = 1.0
                y[ii + n % 4 / 2 * 2 + n / 4 * 4] += x[ii + n % 4 / 2 * 2 + n / 4 * 4]
            """);
  }

  @Test
  void hasCodeForEveryRest() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = 1.0
                y[i] += x[i]
            """)
        .steps(
            """
            - interleave_loop: { loop: i, factor: 3, tail: specialize }
            - simplify
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, n / 3):
                x[3 * io] = 1.0
                x[1 + 3 * io] = 1.0
                x[2 + 3 * io] = 1.0
                y[3 * io] += x[3 * io]
                y[1 + 3 * io] += x[1 + 3 * io]
                y[2 + 3 * io] += x[2 + 3 * io]
              if n % 3 < 1:
                pass
              else:
                if n % 3 < 2:
                  x[n / 3 * 3] = 1.0
                  y[n / 3 * 3] += x[n / 3 * 3]
                else:
                  x[n / 3 * 3] = 1.0
                  x[1 + n / 3 * 3] = 1.0
                  y[n / 3 * 3] += x[n / 3 * 3]
                  y[1 + n / 3 * 3] += x[1 + n / 3 * 3]
            """);
  }

  @Test
  void hasNoCodeForARestThatNeverIs() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = 1.0
            """)
        .steps(
            """
            - interleave_loop: { loop: i, factor: 1, tail: specialize }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for io in seq(0, n):
                x[io] = 1.0
            """);
  }
}
