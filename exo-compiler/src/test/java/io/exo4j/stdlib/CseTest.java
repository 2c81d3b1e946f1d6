package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link Cse}: what it makes of code, which computes the same, and what it refuses. */
class CseTest {
  @Test
  void binds() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                y[i] = (x[i] + 1.0) * (x[i] + 1.0) + x[i]
                y[i] += x[i] * 2.0
            """)
        .steps(
            """
            - cse: { block: "proc.body[0].body", precision: f32 }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                t : f32 @DRAM
                t = x[i] + 1.0
                t_1 : f32 @DRAM
                t_1 = x[i]
                y[i] = t * t + t_1
                y[i] += t_1 * 2.0
            """);
  }

  @Test
  void leavesWhatChanges() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] += x[i] * 2.0
                x[i] += 1.0 + x[i]
            """)
        .steps(
            """
            - cse: { block: "proc.body[0].body", precision: f32 }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] += x[i] * 2.0
                x[i] += 1.0 + x[i]
            """);
  }
}
