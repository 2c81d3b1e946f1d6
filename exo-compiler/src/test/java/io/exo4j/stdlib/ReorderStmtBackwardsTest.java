package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link ReorderStmtBackwards}: what it makes of code, which computes the same, and what it
 * refuses.
 */
class ReorderStmtBackwardsTest {
  private static final String SEQ =
      """
      @proc
      def f(x : f32 @DRAM, y : f32 @DRAM, z : f32 @DRAM):
        x = 1.0
        y = 2.0
        z = 3.0
        z += x
      """;

  @Test
  void moves() {
    ScheduleTest.of(SEQ)
        .steps(
            """
            - reorder_stmt_backwards: { stmt: "z = _", count: 2 }
            """)
        .gives(
            """
            @proc
            def f(x : f32 @DRAM, y : f32 @DRAM, z : f32 @DRAM):
              z = 3.0
              x = 1.0
              y = 2.0
              z += x
            """);
  }

  @Test
  void refusesBeyondTheBlock() {
    ScheduleTest.of(SEQ)
        .steps(
            """
            - reorder_stmt_backwards: { stmt: "y = _", count: 2 }
            """)
        .refused("EXO-SCH-001")
        .says("there are fewer than 2 statements to pass");
  }
}
