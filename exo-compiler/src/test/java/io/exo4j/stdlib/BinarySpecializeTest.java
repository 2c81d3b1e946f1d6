package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link BinarySpecialize}: what it makes of code, which computes the same, and what it refuses.
 */
class BinarySpecializeTest {
  private static final String PROGRAM =
      """
      @proc
      def f(n : size, x : f32[n] @DRAM):
        for i in seq(0, n % 3):
          x[i] += 1.0
      """;

  @Test
  void specializes() {
    ScheduleTest.of(PROGRAM)
        .steps(
            """
            - binary_specialize: { block: i, expr: "n % 3", values: [0, 1, 2] }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              if n % 3 < 1:
                pass
              else:
                if n % 3 < 2:
                  for i in seq(0, 1):
                    x[i] += 1.0
                else:
                  for i in seq(0, 2):
                    x[i] += 1.0
            """);
  }

  @Test
  void refusesMissingValues() {
    ScheduleTest.of(PROGRAM)
        .steps(
            """
            - binary_specialize: { block: i, expr: "n % 3", values: [0, 1] }
            """)
        .refused("EXO-SCH-002")
        .says("the condition is neither always true nor always false")
        .forExample("n = 2");
  }

  @Test
  void refusesAValueThatIsNotPossible() {
    ScheduleTest.of(PROGRAM)
        .steps(
            """
            - binary_specialize: { block: i, expr: "2", values: [1] }
            """)
        .refused("EXO-SCH-001")
        .says("'2' is never 1 here");
  }

  @Test
  void specializesWhereOneValueIsAlreadyKnown() {
    ScheduleTest.of(
            """
            @proc
            def f(x : f32[4] @DRAM):
              for i in seq(0, 4):
                x[i] += 1.0
            """)
        .steps(
            """
            - binary_specialize: { block: "x[_] += _", expr: "0", values: [0, 2] }
            """)
        .gives(
            """
            @proc
            def f(x : f32[4] @DRAM):
              for i in seq(0, 4):
                x[i] += 1.0
            """);
  }
}
