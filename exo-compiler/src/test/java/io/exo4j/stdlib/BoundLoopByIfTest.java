package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link BoundLoopByIf}: what it makes of code, which computes the same, and what it refuses. */
class BoundLoopByIfTest {
  @Test
  void endsTheLoop() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, 4 * ((n + 3) / 4)):
                if i < n:
                  x[i] = 1.0
            """)
        .steps(
            """
            - bound_loop_by_if: i
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = 1.0
            """);
  }

  @Test
  void refusesABoundOutside() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, m : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                if i < m:
                  x[i] = 1.0
            """)
        .steps(
            """
            - bound_loop_by_if: i
            """)
        .refused("EXO-SCH-002")
        .says("cannot prove m <= n here")
        .forExample("n = 1, m = 2");
  }
}
