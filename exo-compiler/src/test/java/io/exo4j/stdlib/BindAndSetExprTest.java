package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link BindAndSetExpr}: what it makes of code, which computes the same, and what it refuses. */
class BindAndSetExprTest {
  @Test
  void binds() {
    ScheduleTest.of(
            """
            @memory
            class REGS:
              readable = False
            @proc
            def f(n : size, a : f32 @DRAM, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = a * x[i] + x[i]
            """)
        .steps(
            """
            - bind_and_set_expr: { exprs: "x[_]", precision: f64, memory: REGS, new_name: t }
            """)
        .gives(
            """
            @proc
            def f(n : size, a : f32 @DRAM, x : f32[n] @DRAM):
              for i in seq(0, n):
                t : f64 @REGS
                t = x[i]
                x[i] = a * t + t
            """);
  }

  @Test
  void refusesWhatIsNoData() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = x[i]
            """)
        .steps(
            """
            - bind_and_set_expr: { exprs: "i", precision: f64, memory: DRAM, new_name: t }
            """)
        .refused("EXO-SCH-001")
        .says("only data can be bound, not indices or conditions");
  }
}
