package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link FissionIntoSingles}: what it makes of code, which computes the same, and what it refuses.
 */
class FissionIntoSinglesTest {
  @Test
  void splits() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[8] @DRAM, y : f32[8] @DRAM):
              for i in seq(0, 8):
                t : f32 @DRAM
                t = x[i]
                if i < n:
                  u : f32 @DRAM
                  u = t * 2.0
                  y[i] += u
            """)
        .steps(
            """
            - fission_into_singles: i
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[8] @DRAM, y : f32[8] @DRAM):
              t : f32[8] @DRAM
              u : f32[8] @DRAM
              for i in seq(0, 8):
                t[i] = x[i]
              for i in seq(0, 8):
                if i < n:
                  u[i] = t[i] * 2.0
              for i in seq(0, 8):
                if i < n:
                  y[i] += u[i]
            """);
  }

  @Test
  void refusesWhatIsCarriedFromOneIterationToTheNext() {
    ScheduleTest.of(
            """
            @proc
            def f(x : f32[9] @DRAM, y : f32[8] @DRAM):
              for i in seq(0, 8):
                y[i] = x[i]
                x[i + 1] = y[i] + 1.0
            """)
        .steps(
            """
            - fission_into_singles: i
            """)
        .refused("EXO-SCH-002")
        .says("'y[i] = x[i]' reads x, which 'x[i + 1] = y[i] + 1.0' writes")
        .forExample("i = 0");
  }

  @Test
  void splitsBetweenCallsThroughWindows() {
    ScheduleTest.of(
            """
            @proc
            def g(n : size, x : [f32][n] @DRAM):
              for i in seq(0, n):
                x[i] = 1.0
            @proc
            def f(n : size, x : f32[n, 8] @DRAM):
              for i in seq(0, n):
                t : f32[8] @DRAM
                w = t[0:4]
                g(4, w)
                g(4, t[4:8])
                for j in seq(0, 8):
                  x[i, j] = t[j]
            """)
        .steps(
            """
            - fission_into_singles: i
            - cleanup
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM):
              t : f32[n, 8] @DRAM
              for i in seq(0, n):
                g(4, t[i, 0:4])
              for i in seq(0, n):
                g(4, t[i, 4:8])
              for i in seq(0, n):
                for j in seq(0, 8):
                  x[i, j] = t[i, j]
            """);
  }
}
