package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link CutLoopAndUnroll}: what it makes of code, which computes the same, and what it refuses.
 */
class CutLoopAndUnrollTest {
  private static final String PROGRAM =
      """
      @proc
      def f(n : size, x : f32[n] @DRAM):
        for i in seq(0, n):
          x[i] = 1.0
      """;

  @Test
  void front() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n + 2] @DRAM):
              for i in seq(0, n + 2):
                x[i] = 1.0
            """)
        .steps(
            """
            - cut_loop_and_unroll: { loop: i, count: 2 }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n + 2] @DRAM):
              x[0] = 1.0
              x[1] = 1.0
              for i in seq(2, 2 + n):
                x[i] = 1.0
            """);
  }

  @Test
  void back() {
    ScheduleTest.of(PROGRAM)
        .steps(
            """
            - cut_loop_and_unroll: { loop: i, front: false }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, -1 + n):
                x[i] = 1.0
              x[-1 + 0 + n] = 1.0
            """);
  }

  @Test
  void refusesTooMany() {
    ScheduleTest.of(PROGRAM)
        .steps(
            """
            - cut_loop_and_unroll: { loop: i, count: 2 }
            """)
        .refused("EXO-SCH-002")
        .says("cannot prove 2 <= n here")
        .forExample("n = 1");
  }
}
