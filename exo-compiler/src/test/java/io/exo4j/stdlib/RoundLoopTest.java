package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link RoundLoop}: what it makes of code, which computes the same, and what it refuses. */
class RoundLoopTest {
  private static final String PROGRAM =
      """
      @proc
      def f(n : size, x : f32[n] @DRAM):
        for i in seq(0, n):
          x[i] = 1.0
      """;

  @Test
  void roundsUp() {
    ScheduleTest.of(PROGRAM)
        .steps(
            """
            - round_loop: { loop: i, factor: 4 }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, (3 + n) / 4 * 4):
                if i < n:
                  x[i] = 1.0
            """);
  }

  @Test
  void roundsDown() {
    ScheduleTest.of(PROGRAM)
        .steps(
            """
            - round_loop: { loop: i, factor: 4, up: false }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n / 4 * 4):
                x[i] = 1.0
              for ii in seq(0, n % 4):
                x[ii + n / 4 * 4] = 1.0
            """);
  }

  @Test
  void refusesALoopThatStartsElsewhere() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n + 1] @DRAM):
              for i in seq(1, n + 1):
                x[i] = 1.0
            """)
        .steps(
            """
            - round_loop: { loop: i, factor: 4 }
            """)
        .refused("EXO-SCH-001")
        .says("the loop must start at 0; use shift_loop first");
  }
}
