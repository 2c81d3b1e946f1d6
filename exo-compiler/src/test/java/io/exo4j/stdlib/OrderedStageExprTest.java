package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link OrderedStageExpr}: what it makes of code, which computes the same, and what it refuses.
 */
class OrderedStageExprTest {
  @Test
  void stagesInFront() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, m : size, a : f32[n] @DRAM, x : f32[n, m] @DRAM):
              for i in seq(0, n):
                for j in seq(0, m):
                  x[i, j] = a[i] * 2.0 + 1.0
            """)
        .steps(
            """
            - ordered_stage_expr: { exprs: "a[_] * 2.0", new_name: t, precision: f32, n_lifts: 2 }
            """)
        .gives(
            """
            @proc
            def f(n : size, m : size, a : f32[n] @DRAM, x : f32[n, m] @DRAM):
              t : f32[n] @DRAM
              for i in seq(0, n):
                t[i] = a[i] * 2.0
              for i in seq(0, n):
                for j in seq(0, m):
                  x[i, j] = t[i] + 1.0
            """);
  }

  @Test
  void refusesWhatChanges() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, a : f32[n] @DRAM, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = a[0] * 2.0
                a[0] = x[i]
            """)
        .steps(
            """
            - ordered_stage_expr: { exprs: "a[_] * 2.0", new_name: t, precision: f32 }
            """)
        .refused("EXO-SCH-002")
        .says("reads a, which 'a[0] = x[i]' writes")
        .forExample("n = 2");
  }

  @Test
  void refusesTooManyLevels() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, a : f32[n] @DRAM, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = a[0] * 2.0
            """)
        .steps(
            """
            - ordered_stage_expr: { exprs: "a[_] * 2.0", new_name: t, precision: f32, n_lifts: 2 }
            """)
        .refused("EXO-SCH-001")
        .says("the expression is inside of 1 loops and conditions, not 2");
  }
}
