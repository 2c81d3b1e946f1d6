package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link HoistFromLoop}: what it makes of code, which computes the same, and what it refuses. */
class HoistFromLoopTest {
  @Test
  void hoistsWhatItCan() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, a : f32 @DRAM, b : f32 @DRAM, x : f32[n] @DRAM):
              for i in seq(0, n):
                s : f32 @DRAM
                s = a + b
                x[i] = 1.0
                t : f32 @DRAM
                t = a * s
                x[i] += t
            """)
        .steps(
            """
            - hoist_from_loop: i
            """)
        .gives(
            """
            @proc
            def f(n : size, a : f32 @DRAM, b : f32 @DRAM, x : f32[n] @DRAM):
              s : f32 @DRAM
              s = a + b
              t : f32 @DRAM
              t = a * s
              for i in seq(0, n):
                x[i] = 1.0
                x[i] += t
            """);
  }

  @Test
  void leavesALoopWithNothingToHoist() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = 1.0
            """)
        .steps(
            """
            - hoist_from_loop: i
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
