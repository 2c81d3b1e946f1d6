package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link ReorderStmtForward} and {@link ReorderStmtBackwards}: what they make of code, which
 * computes the same, and what they refuse.
 */
class ReorderStmtTest {
  private static final ScheduleTest SEQ =
      ScheduleTest.of(
          """
          @proc
          def f(x : f32 @DRAM, y : f32 @DRAM, z : f32 @DRAM):
            x = 1.0
            y = 2.0
            z = 3.0
            z += x
          """);

  @Test
  void movesForward() {
    SEQ.steps(
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
  void refusesToPassWhatIsRead() {
    SEQ.steps(
            """
            - reorder_stmt_forward: { stmt: "x = _", count: 3 }
            """)
        .refused("EXO-SCH-003")
        .says("'x = 1.0' writes x, which 'z += x' reads");
  }

  @Test
  void movesBackwards() {
    SEQ.steps(
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
    SEQ.steps(
            """
            - reorder_stmt_backwards: { stmt: "y = _", count: 2 }
            """)
        .refused("EXO-SCH-001")
        .says("there are fewer than 2 statements to pass");
  }
}
