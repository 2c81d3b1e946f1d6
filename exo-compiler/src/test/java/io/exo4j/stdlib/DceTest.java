package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link Dce}: what it makes of code, which computes the same, and what it refuses. */
class DceTest {
  @Test
  void removesDeadCode() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                if i < n:
                  x[i] = 1.0
                if i >= n:
                  x[0] = 2.0
                else:
                  x[i] += 3.0
              for j in seq(n, n):
                x[j] = 2.0
            """)
        .steps(
            """
            - dce
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = 1.0
                x[i] += 3.0
            """);
  }

  @Test
  void leavesWhatMayHappen() {
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
            - dce
            """)
        .gives(
            """
            @proc
            def f(n : size, m : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                if i < m:
                  x[i] = 1.0
            """);
  }
}
