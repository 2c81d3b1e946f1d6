package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link Dealias}: what it makes of code, which computes the same, and what it refuses. */
class DealiasTest {
  @Test
  void readsEachBufferOnce() {
    ScheduleTest.of(
            """
            @proc
            def f(x : f32[8] @DRAM, y : f32[8] @DRAM):
              for i in seq(0, 4):
                x[i] = x[i + 1] * y[i] + y[i] * y[i + 1]
            """)
        .steps(
            """
            - dealias: "x[_] = _"
            """)
        .gives(
            """
            @proc
            def f(x : f32[8] @DRAM, y : f32[8] @DRAM):
              for i in seq(0, 4):
                x_v : f32 @DRAM
                x_v = x[i + 1]
                y_v : f32 @DRAM
                y_v = y[i]
                y_v_1 : f32 @DRAM
                y_v_1 = y[i + 1]
                x[i] = x_v * y[i] + y_v * y_v_1
            """);
  }

  @Test
  void refusesALoop() {
    ScheduleTest.of(
            """
            @proc
            def f(x : f32[8] @DRAM, y : f32[8] @DRAM):
              for i in seq(0, 4):
                x[i] = y[i]
            """)
        .steps(
            """
            - dealias: i
            """)
        .refused("EXO-SCH-001")
        .says("this must be an assignment or a reduction");
  }
}
