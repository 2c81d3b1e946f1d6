package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link InlineCopies}: what it makes of code, which computes the same, and what it refuses. */
class InlineCopiesTest {
  @Test
  void removes() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                t : f32 @DRAM
                t = x[i]
                u : f32 @DRAM
                u = y[i]
                y[i] = t * t
                y[i] += u
            """)
        .steps(
            """
            - inline_copies
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                u : f32 @DRAM
                u = y[i]
                y[i] = x[i] * x[i]
                y[i] += u
            """);
  }
}
