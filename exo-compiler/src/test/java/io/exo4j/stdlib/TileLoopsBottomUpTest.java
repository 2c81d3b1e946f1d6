package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link TileLoopsBottomUp}: what it makes of code, which computes the same, and what it refuses.
 */
class TileLoopsBottomUpTest {
  @Test
  void tiles() {
    ScheduleTest.of(
            """
            @proc
            def f(x : f32[8, 12] @DRAM):
              for i in seq(0, 8):
                for j in seq(0, 12):
                  x[i, j] = 1.0
            """)
        .steps(
            """
            - tile_loops_bottom_up: { loop: i, sizes: [4, 2], perfect: true }
            """)
        .gives(
            """
            @proc
            def f(x : f32[8, 12] @DRAM):
              for io in seq(0, 2):
                for jo in seq(0, 6):
                  for ii in seq(0, 4):
                    for ji in seq(0, 2):
                      x[4 * io + ii, 2 * jo + ji] = 1.0
            """);
  }

  @Test
  void cutsTheTails() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, m : size, x : f32[n, m] @DRAM):
              for i in seq(0, n):
                for j in seq(0, m):
                  x[i, j] = 1.0
            """)
        .steps(
            """
            - tile_loops_bottom_up: { loop: i, sizes: [4, 2] }
            """)
        .gives(
            """
            @proc
            def f(n : size, m : size, x : f32[n, m] @DRAM):
              for io in seq(0, n / 4):
                for jo in seq(0, m / 2):
                  for ii in seq(0, 4):
                    for ji in seq(0, 2):
                      x[4 * io + ii, 2 * jo + ji] = 1.0
                for ii in seq(0, 4):
                  if m % 2 > 0:
                    for ji in seq(0, m % 2):
                      x[4 * io + ii, ji + m / 2 * 2] = 1.0
              if n % 4 > 0:
                for ii in seq(0, n % 4):
                  for jo in seq(0, m / 2):
                    for ji in seq(0, 2):
                      x[ii + n / 4 * 4, 2 * jo + ji] = 1.0
                  if m % 2 > 0:
                    for ji in seq(0, m % 2):
                      x[ii + n / 4 * 4, ji + m / 2 * 2] = 1.0
            """);
  }

  @Test
  void refusesWhatIsNoNest() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, m : size, x : f32[n, m] @DRAM):
              for i in seq(0, n):
                x[i, 0] = 2.0
                for j in seq(0, m):
                  x[i, j] = 1.0
            """)
        .steps(
            """
            - tile_loops_bottom_up: { loop: i, sizes: [4, 2] }
            """)
        .refused("EXO-SCH-001")
        .says("the body of the loop over 'i' must be one loop");
  }
}
