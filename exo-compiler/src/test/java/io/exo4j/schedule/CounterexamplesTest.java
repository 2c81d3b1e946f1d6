package io.exo4j.schedule;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * Refusals show values for which the step would be wrong: here those of directives whose own tests
 * do not show any.
 */
class CounterexamplesTest {
  @Test
  void removeLoop() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[0] += 1.0
            """)
        .steps(
            """
            - remove_loop: i
            """)
        .refused("EXO-SCH-002")
        .forExample("n = 1");
  }

  @Test
  void divideDim() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              t : f32[n] @DRAM
              for i in seq(0, n):
                t[i] = x[i]
            """)
        .steps(
            """
            - divide_dim: [t, 0, 4]
            """)
        .refused("EXO-SCH-002")
        .forExample("n = 1");
  }

  @Test
  void tileLoops() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM):
              for i in seq(0, n):
                for j in seq(0, 8):
                  x[i, j] = 1.0
            """)
        .steps(
            """
            - tile_loops: { loops: [i, j], sizes: [4, 2], perfect: true }
            """)
        .refused("EXO-SCH-002")
        .forExample("n = 1");
  }

  @Test
  void tileLoopsBottomUp() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM):
              for i in seq(0, n):
                for j in seq(0, 8):
                  x[i, j] = 1.0
            """)
        .steps(
            """
            - tile_loops_bottom_up: { loop: i, sizes: [4, 2], perfect: true }
            """)
        .refused("EXO-SCH-002")
        .forExample("n = 1");
  }

  @Test
  void parallelizeReduction() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, s : f32 @DRAM):
              for i in seq(0, n):
                s += x[i]
            """)
        .steps(
            """
            - parallelize_reduction: { reduce: "s += _", factor: 4, perfect: true }
            """)
        .refused("EXO-SCH-002")
        .forExample("n = 1");
  }

  @Test
  void liftAlloc() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in par(0, n):
                t : f32 @DRAM
                t = x[i]
                x[i] = t + 1.0
            """)
        .steps(
            """
            - lift_alloc: t
            """)
        .refused("EXO-SCH-002")
        .forExample("i = 0, i' = 1");
  }

  @Test
  void liftAllocSimple() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in par(0, n):
                t : f32 @DRAM
                t = x[i]
                x[i] = t + 1.0
            """)
        .steps(
            """
            - lift_alloc_simple: t
            """)
        .refused("EXO-SCH-002")
        .forExample("i = 0, i' = 1");
  }

  @Test
  void bindAndSetExpr() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                y[i] = x[0] * 2.0
                x[i] = x[0] * 2.0
                y[i] += x[0] * 2.0
            """)
        .steps(
            """
            - bind_and_set_expr: { exprs: "x[0] * 2.0", precision: f32, memory: DRAM, new_name: t }
            """)
        .refused("EXO-SCH-002")
        .forExample("i = 0");
  }

  @Test
  void reorderStmtForward() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, m : size, x : f32[8] @DRAM):
              assert n < 8 and m < 8
              x[n] = 1.0
              x[m] = 2.0
            """)
        .steps(
            """
            - reorder_stmt_forward: "x[n] = _"
            """)
        .refused("EXO-SCH-002")
        .forExample("n = 1, m = 1");
  }

  @Test
  void reorderStmtBackwards() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, m : size, x : f32[8] @DRAM):
              assert n < 8 and m < 8
              x[n] = 1.0
              x[m] = 2.0
            """)
        .steps(
            """
            - reorder_stmt_backwards: "x[m] = _"
            """)
        .refused("EXO-SCH-002")
        .forExample("n = 1, m = 1");
  }
}
