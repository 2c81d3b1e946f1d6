package io.exo4j.schedule.exprs;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@code commute_expr}, {@code left_reassociate_expr}, {@code rewrite_expr}, {@code bind_expr}. */
class ExpressionsTest {
  private static final String NOT_APPLICABLE = "EXO-SCH-001";
  private static final String UNSAFE = "EXO-SCH-002";
  private static final String NOT_PROVED = "EXO-SCH-003";

  private static final String X = "n : size, x : f32[n + 4] @DRAM, y : f32[n + 4] @DRAM";

  private static ScheduleTest proc(String body) {
    return ScheduleTest.of(text(body));
  }

  private static String text(String body) {
    return "@proc\ndef f(" + X + "):\n" + body.indent(2);
  }

  @Test
  void commutes() {
    proc("for i in seq(0, n):\n  x[i + 1] = y[i] * x[i] + 2.0\n")
        .steps("- commute_expr: \"y[_] * x[_]\"")
        .gives(text("for i in seq(0, n):\n  x[i + 1] = x[i] * y[i] + 2.0\n"));
    proc("for i in seq(0, n):\n  x[i + 1] = y[i] * x[i] + 2.0\n")
        .steps("- commute_expr: [[\"_ * _\", \"_ + 2.0\"]]")
        .gives(text("for i in seq(0, n):\n  x[i + 1] = 2.0 + x[i] * y[i]\n"));
    proc("x[0] = y[0] - y[1]\n")
        .steps("- commute_expr: \"_ - _\"")
        .refused(NOT_APPLICABLE)
        .says("only the operands of + and *");
  }

  @Test
  void reassociates() {
    proc("x[0] = y[0] + (y[1] + y[2])\n")
        .steps("- left_reassociate_expr: \"y[0] + _\"")
        .gives(text("x[0] = y[0] + y[1] + y[2]\n"));
    proc("x[0] = 2.0 * (y[1] * y[2])\n")
        .steps("- left_reassociate_expr: \"2.0 * _\"")
        .gives(text("x[0] = 2.0 * y[1] * y[2]\n"));
  }

  @Test
  void reassociatingRefuses() {
    proc("x[0] = y[0] + y[1] * y[2]\n")
        .steps("- left_reassociate_expr: \"y[0] + _\"")
        .refused(NOT_APPLICABLE)
        .says("the right operand must be a + too");
    proc("x[0] = y[0] - (y[1] - y[2])\n")
        .steps("- left_reassociate_expr: \"y[0] - _\"")
        .refused(NOT_APPLICABLE)
        .says("only + and *");
    proc("x[n + (1 + 1)] = 1.0\n")
        .steps("- left_reassociate_expr: \"n + _\"")
        .refused(NOT_APPLICABLE)
        .says("not indices");
  }

  @Test
  void rewrites() {
    proc("for i in seq(0, n):\n  x[i + 0] = y[2 * i - i + 1]\n")
        .steps(
            """
            - rewrite_expr: ["y[_]", "y[1 + i]"]
            - rewrite_expr: ["i + 0", "i"]
            """)
        .gives(text("for i in seq(0, n):\n  x[i] = y[1 + i]\n"));
    proc("for i in seq(0, n):\n  if i % 4 < 4 and n > 2:\n    x[i] = 1.0\n")
        .steps("- rewrite_expr: [\"_ and _\", \"n >= 3\"]")
        .gives(text("for i in seq(0, n):\n  if n >= 3:\n    x[i] = 1.0\n"));
    proc("for i in seq(0, n):\n  x[i] = 1.0\n")
        .steps("- rewrite_expr: [\"proc.body[0].hi\", \"2 * n - n\"]")
        .accepted();
  }

  @Test
  void rewritingRefuses() {
    proc("for i in seq(0, n):\n  x[i] = 1.0\n")
        .steps("- rewrite_expr: [\"proc.body[0].hi\", \"n - 1\"]")
        .refused(UNSAFE)
        .forExample("n = ");
    proc("for i in seq(0, n):\n  x[i + 1] = 1.0\n")
        .steps("- rewrite_expr: [\"i + 1\", \"i / 2 + 1\"]")
        .refused(UNSAFE)
        .forExample("i = ");
    proc("x[0] = y[0] + y[1]\n")
        .steps("- rewrite_expr: [\"_ + _\", \"y[1] + y[0]\"]")
        .refused(NOT_PROVED)
        .says("y[0] + y[1] and y[1] + y[0] may differ");
    proc("for i in seq(0, n):\n  x[i] = y[i]\n")
        .steps("- rewrite_expr: [\"y[_]\", \"y[0]\"]")
        .refused(NOT_PROVED)
        .says("y[i] and y[0] may differ");
  }

  /** In a loop that never runs all values are equal. */
  @Test
  void rewritingKeepsTheLanguagesRules() {
    proc("for i in seq(1, 1):\n  x[i / 2] = y[(i + 2) % 4] + x[2 * i]\n")
        .steps("- rewrite_expr: [\"proc.body[0].body[0].idx[0].rhs\", \"n\"]")
        .refused(NOT_APPLICABLE)
        .says("i / n: the divisor must be a positive literal");
    proc("for i in seq(1, 1):\n  x[i / 3] = y[(i + 5) % 4] + x[2 * i]\n")
        .steps("- rewrite_expr: [\"4\", \"0\"]")
        .refused(NOT_APPLICABLE)
        .says("(i + 5) % 0: the divisor must be a positive literal");
    proc("for i in seq(1, 1):\n  x[i / 3] = y[(i + 5) % 4] + x[2 * i]\n")
        .steps("- rewrite_expr: [\"2\", \"n\"]")
        .refused(NOT_APPLICABLE)
        .says("n * i: one factor must be made of literals");
  }

  @Test
  void binds() {
    proc("for i in seq(0, n):\n  x[i] = y[i] * y[i] + 1.0\n")
        .steps("- bind_expr: [t, \"y[i]\"]")
        .gives(
            text(
                """
                for i in seq(0, n):
                  t : f32 @DRAM
                  t = y[i]
                  x[i] = t * t + 1.0
                """));
    proc("x[0] = y[0] + y[1]\nx[1] = y[0] + y[1]\nx[2] = y[0]\n")
        .steps("- bind_expr: [t, \"_ + _\"]")
        .gives(
            text(
                """
                t : f32 @DRAM
                t = y[0] + y[1]
                x[0] = t
                x[1] = t
                x[2] = y[0]
                """));
  }

  @Test
  void bindingRefuses() {
    proc("x[0] = y[0]\ny[0] = 1.0\nx[1] = y[0]\n")
        .steps("- bind_expr: [t, \"y[0]\"]")
        .refused(UNSAFE)
        .says("y");
    proc("for i in seq(0, n):\n  x[i] = y[2]\n  y[i] = 1.0\n  x[i + 1] = y[2]\n")
        .steps("- bind_expr: [t, \"y[2]\"]")
        .refused(UNSAFE)
        .forExample("i = 2");
    proc("for i in seq(0, n):\n  x[i + 1] = 1.0\n")
        .steps("- bind_expr: [t, \"i + 1\"]")
        .refused(NOT_APPLICABLE)
        .says("only data can be bound");
    proc("for i in seq(0, n):\n  x[i] = y[i]\n")
        .steps("- bind_expr: [for, \"y[i]\"]")
        .refused("EXO-SCH-010");
    ScheduleTest.of(
            """
            @proc
            def g(a : f32 @DRAM):
              a = 1.0

            @proc
            def f(x : f32 @DRAM):
              g(x)
            """)
        .steps("- bind_expr: [t, \"proc.body[0].args[0]\"]")
        .refused(NOT_APPLICABLE)
        .says("'g' writes to this argument");
  }
}
