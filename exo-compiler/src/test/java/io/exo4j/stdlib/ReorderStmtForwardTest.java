package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link ReorderStmtForward}: what it makes of code, which computes the same, and what it refuses.
 */
class ReorderStmtForwardTest {
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
            - reorder_stmt_forward: { stmt: "x = _", count: 2 }
            """)
        .gives(
            """
            @proc
            def f(x : f32 @DRAM, y : f32 @DRAM, z : f32 @DRAM):
              y = 2.0
              z = 3.0
              x = 1.0
              z += x
            """);
  }

  @Test
  void refusesWhatIsRead() {
    ScheduleTest.of(SEQ)
        .steps(
            """
            - reorder_stmt_forward: { stmt: "x = _", count: 3 }
            """)
        .refused("EXO-SCH-003")
        .says("'x = 1.0' writes x, which 'z += x' reads");
  }
}
