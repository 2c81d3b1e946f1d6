package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link UnrollLoops}: what it makes of code, which computes the same, and what it refuses. */
class UnrollLoopsTest {
  @Test
  void unrollsShortLoops() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n, 20, 2] @DRAM):
              for i in seq(0, n):
                for j in seq(0, 20):
                  for k in seq(0, 2):
                    x[i, j, k] = 1.0
            """)
        .steps(
            """
            - unroll_loops: { threshold: 2 }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n, 20, 2] @DRAM):
              for i in seq(0, n):
                for j in seq(0, 20):
                  x[i, j, 0] = 1.0
                  x[i, j, 1] = 1.0
            """);
  }
}
