package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link DivideLoopRecursive}: what it makes of code, which computes the same, and what it refuses.
 */
class DivideLoopRecursiveTest {
  private static final String PROGRAM =
      """
      @proc
      def f(n : size, x : f32[n] @DRAM):
        for i in seq(0, n):
          x[i] = 1.0
      """;

  @Test
  void divides() {
    ScheduleTest.of(PROGRAM)
        .steps(
            """
            - divide_loop_recursive: { loop: i, factor: 4 }
            - simplify
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for io in seq(0, n / 4):
                for ii in seq(0, 4):
                  x[ii + 4 * io] = 1.0
              for io in seq(0, n % 4 / 2):
                for ii in seq(0, 2):
                  x[ii + 2 * io + n / 4 * 4] = 1.0
              for ii in seq(0, n % 4 % 2):
                x[ii + n % 4 / 2 * 2 + n / 4 * 4] = 1.0
            """);
  }

  @Test
  void refusesOne() {
    ScheduleTest.of(PROGRAM)
        .steps(
            """
            - divide_loop_recursive: { loop: i, factor: 1 }
            """)
        .refused("EXO-SCH-001")
        .says("factor must be at least 2, it is 1");
  }
}
