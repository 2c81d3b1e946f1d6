package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link Cleanup}: what it makes of code, which computes the same, and what it refuses. */
class CleanupTest {
  @Test
  void tidiesUp() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              pass
              for i in seq(0, n):
                for j in seq(0, 1):
                  if i + j - 1 < n:
                    x[i + 0 + j] = 1.0
                for j in seq(0, 1):
                  pass
            """)
        .steps(
            """
            - cleanup
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = 1.0
            """);
  }
}
