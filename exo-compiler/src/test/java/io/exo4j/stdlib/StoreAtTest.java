package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link StoreAt}: what it makes of code, which computes the same, and what it refuses. */
class StoreAtTest {
  @Test
  void sinks() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM, y : f32[n, 8] @DRAM):
              t : f32[n, 8] @DRAM
              y[0, 0] = 0.0
              for k in seq(0, n):
                for l in seq(0, 8):
                  t[k, l] = x[k, l]
                for l in seq(0, 8):
                  y[k, l] = t[k, l]
            """)
        .steps(
            """
            - store_at: { alloc: t, target: k }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM, y : f32[n, 8] @DRAM):
              y[0, 0] = 0.0
              for k in seq(0, n):
                t : f32[1, 8] @DRAM
                for l in seq(0, 8):
                  t[0, l] = x[k, l]
                for l in seq(0, 8):
                  y[k, l] = t[0, l]
            """);
  }

  @Test
  void refusesWhatIsCarried() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, y : f32[n] @DRAM):
              t : f32 @DRAM
              for k in seq(0, n):
                y[k] = t
                t = 1.0
            """)
        .steps(
            """
            - store_at: { alloc: t, target: k }
            """)
        .refused("EXO-SCH-002")
        .says("'t = 1.0' writes t, which 'y[k] = t' reads")
        .forExample("n = 2");
  }
}
