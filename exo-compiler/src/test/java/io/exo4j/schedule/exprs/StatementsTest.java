package io.exo4j.schedule.exprs;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** The directives that exchange, merge, split, insert and delete statements. */
class StatementsTest {
  private static final String NOT_APPLICABLE = "EXO-SCH-001";
  private static final String UNSAFE = "EXO-SCH-002";
  private static final String NOT_PROVED = "EXO-SCH-003";
  private static final String WRONG_KIND = "EXO-CUR-003";

  private static final String X =
      "n : size, x : f32[n + 4] @DRAM, y : f32[n + 4] @DRAM, d : f64[4] @DRAM";

  private static ScheduleTest proc(String body) {
    return ScheduleTest.of(text(body));
  }

  private static String text(String body) {
    return "@proc\ndef f(" + X + "):\n" + body.indent(2);
  }

  @Test
  void reordersStatements() {
    proc("x[0] = 1.0\nx[1] = y[0]\n")
        .steps("- reorder_stmts: [\"x[0] = _\", \"x[1] = _\"]")
        .gives(text("x[1] = y[0]\nx[0] = 1.0\n"));
    proc("x[0] += 1.0\nx[0] += y[0]\n")
        .steps("- reorder_stmts: \"x[0] += 1.0; x[0] += y[0]\"")
        .gives(text("x[0] += y[0]\nx[0] += 1.0\n"));
    proc("for i in seq(0, n):\n  x[i] = 1.0\n  y[i] = 2.0\n")
        .steps("- reorder_before: \"y[_] = _\"")
        .gives(text("for i in seq(0, n):\n  y[i] = 2.0\n  x[i] = 1.0\n"));
  }

  @Test
  void reorderingStatementsRefuses() {
    proc("for i in seq(0, n):\n  x[i] = 1.0\n  x[3] = 2.0\n")
        .steps("- reorder_before: \"x[3] = _\"")
        .refused(UNSAFE)
        .says("x")
        .forExample("i = 3");
    proc("t : f32 @DRAM\nt = 1.0\nx[0] = t\n")
        .steps("- reorder_before: \"t = _\"")
        .refused(NOT_PROVED)
        .says("t");
    proc("w = x[1:4]\nw[0] = 1.0\nx[1] = 2.0\n")
        .steps("- reorder_before: \"x[1] = _\"")
        .refused(UNSAFE);
    proc("x[0] = 1.0\ny[0] = 1.0\nx[1] = 2.0\n")
        .steps("- reorder_stmts: [\"x[0] = _\", \"x[1] = _\"]")
        .refused(NOT_APPLICABLE)
        .says("right after the first");
    proc("x[0] = 1.0\n")
        .steps("- reorder_stmts: \"x[0] = _\"")
        .refused(NOT_APPLICABLE)
        .says("reorder_stmts needs a block of two statements, this one has 1");
    proc("x[0] = 1.0\n")
        .steps("- reorder_before: \"x[0] = _\"")
        .refused(NOT_APPLICABLE)
        .says("no statement before this one");
    ScheduleTest.of(
            """
            @config
            class Cfg:
              k : index

            @proc
            def g():
              Cfg.k = 3

            @proc
            def f(x : f32 @DRAM):
              g()
              if Cfg.k == 3:
                x = 1.0
            """)
        .steps("- reorder_before: \"if _: _\"")
        .refused(NOT_PROVED)
        .says("Cfg.k");
  }

  @Test
  void mergesWrites() {
    proc("x[0] = 1.0\nx[0] = y[0]\n")
        .steps("- merge_writes: \"x[0] = 1.0; x[0] = y[0]\"")
        .gives(text("x[0] = y[0]\n"));
    proc("x[n] = y[1]\nx[n + 1 - 1] += y[0]\n")
        .steps("- merge_writes: \"x[_] = _; x[_] += _\"")
        .gives(text("x[n + 1 - 1] = y[1] + y[0]\n"));
    proc("x[0] += y[1]\nx[0] += y[0]\n")
        .steps("- merge_writes: \"x[_] += _; x[_] += _\"")
        .gives(text("x[0] += y[1] + y[0]\n"));
    proc("x[0] += y[1]\nx[0] = y[0]\n")
        .steps("- merge_writes: \"x[_] += _; x[_] = _\"")
        .gives(text("x[0] = y[0]\n"));
  }

  @Test
  void mergingWritesRefuses() {
    proc("for i in seq(0, n):\n  x[i] = 1.0\n  x[i] = x[3]\n")
        .steps("- merge_writes: \"x[_] = 1.0; x[_] = x[_]\"")
        .refused(UNSAFE)
        .forExample("i = 3");
    proc("for i in seq(0, n):\n  x[i] = 1.0\n  x[3] = y[0]\n")
        .steps("- merge_writes: \"x[_] = 1.0; x[_] = y[_]\"")
        .refused(UNSAFE)
        .forExample("i = ");
    proc("x[0] = 1.0\ny[0] = 2.0\n")
        .steps("- merge_writes: \"x[_] = _; y[_] = _\"")
        .refused(NOT_APPLICABLE)
        .says("the same element of the same buffer");
    proc("x[0] = 1.0\npass\n")
        .steps("- merge_writes: \"x[_] = _; pass\"")
        .refused(NOT_APPLICABLE)
        .says("an assignment or a reduction");
    proc("x[0] = d[0]\nx[0] += d[1]\n")
        .steps("- merge_writes: \"x[_] = _; x[_] += _\"")
        .refused(NOT_APPLICABLE)
        .says("a conversion from f64 to f32");
    // the value is read through a window
    proc("w = x[0:2]\nx[1] = 1.0\nx[1] += w[1]\n")
        .steps("- merge_writes: \"x[_] = _; x[_] += _\"")
        .refused(UNSAFE);
  }

  @Test
  void splitsWrites() {
    proc("x[0] = y[0] + y[1]\n")
        .steps("- split_write: \"x[_] = _\"")
        .gives(text("x[0] = y[0]\nx[0] += y[1]\n"));
    proc("x[0] += x[0] + y[1]\n")
        .steps("- split_write: \"x[_] += _\"")
        .gives(text("x[0] += x[0]\nx[0] += y[1]\n"));
  }

  @Test
  void splittingWritesRefuses() {
    proc("for i in seq(0, n):\n  x[i] = y[0] + x[2]\n")
        .steps("- split_write: \"x[_] = _\"")
        .refused(UNSAFE)
        .forExample("i = 2");
    proc("x[0] = y[0] * y[1]\n")
        .steps("- split_write: \"x[_] = _\"")
        .refused(NOT_APPLICABLE)
        .says("must be a sum");
    proc("x[0] = d[0] + d[1]\n")
        .steps("- split_write: \"x[_] = _\"")
        .refused(NOT_APPLICABLE)
        .says("a conversion from f64 to f32");
    proc("pass\n")
        .steps("- split_write: pass")
        .refused(NOT_APPLICABLE)
        .says("an assignment or a reduction");
  }

  @Test
  void foldsIntoAReduction() {
    proc("for i in seq(0, n):\n  x[i + 1] = x[1 + i] + y[i]\n")
        .steps("- fold_into_reduce: \"x[_] = _\"")
        .gives(text("for i in seq(0, n):\n  x[i + 1] += y[i]\n"));
  }

  @Test
  void foldingIntoAReductionRefuses() {
    proc("x[0] = y[0] + x[0]\n")
        .steps("- fold_into_reduce: \"x[_] = _\"")
        .refused(NOT_APPLICABLE)
        .says("the left operand of the sum must be the element");
    proc("for i in seq(0, n):\n  x[i] = x[0] + y[i]\n")
        .steps("- fold_into_reduce: \"x[_] = _\"")
        .refused("EXO-SCH-002")
        .says("i and 0 may differ")
        .forExample("i = 1");
    proc("x[0] = x[0] * y[0]\n")
        .steps("- fold_into_reduce: \"x[_] = _\"")
        .refused(NOT_APPLICABLE)
        .says("must be a sum");
    proc("x[0] += x[0]\n")
        .steps("- fold_into_reduce: \"x[_] += _\"")
        .refused(WRONG_KIND)
        .says("expected an assignment");
  }

  @Test
  void inlinesAnAssignment() {
    proc("t : f32[2] @DRAM\nt[0] = y[0] * 2.0\nx[0] = t[0]\nx[1] += t[0] + 1.0\n")
        .steps("- inline_assign: \"t[_] = _\"")
        .gives(text("t : f32[2] @DRAM\nx[0] = y[0] * 2.0\nx[1] += y[0] * 2.0 + 1.0\n"));
    proc("t : f32 @DRAM\nt = 3.0\nd[1] = t\n")
        .steps("- inline_assign: \"t = _\"")
        .gives(text("t : f32 @DRAM\nd[1] = 3.0\n"));
  }

  @Test
  void inliningRefuses() {
    proc("t : f32 @DRAM\nt = y[0]\ny[0] = 1.0\nx[0] = t\n")
        .steps("- inline_assign: \"t = _\"")
        .refused(UNSAFE)
        .says("y");
    proc("t : f32 @DRAM\nt = y[n]\nfor i in seq(0, n):\n  y[i + 1] = t\n")
        .steps("- inline_assign: \"t = _\"")
        .refused(UNSAFE)
        .forExample("i = ");
    proc("x[0] = 1.0\ny[0] = x[0]\n")
        .steps("- inline_assign: \"x[_] = _\"")
        .refused(NOT_APPLICABLE)
        .says("'x' is an argument");
    proc("t : f32[n] @DRAM\nfor i in seq(0, n):\n  t[i] = y[i]\nx[0] = t[0]\n")
        .steps("- inline_assign: \"t[_] = _\"")
        .refused(UNSAFE);
    proc("t : f32 @DRAM\nt = d[0]\nd[1] = t\n")
        .steps("- inline_assign: \"t = _\"")
        .refused(NOT_APPLICABLE)
        .says("a conversion from f64 to f32");
    proc("t : f32 @DRAM\nt = 0.1\nd[1] = t\n")
        .steps("- inline_assign: \"t = _\"")
        .refused(NOT_APPLICABLE)
        .says("would be used as f64 instead of f32");
    proc("t : f32 @DRAM\nt = 3.0\nd[1] = t / 7.0\n")
        .steps("- inline_assign: \"t = _\"")
        .refused(NOT_APPLICABLE)
        .says("would be used as f64 instead of f32");
  }

  @Test
  void liftsAConstantFactor() {
    proc("x[0] = 0.0\nfor i in seq(0, n):\n  x[0] += y[0] * y[i]\n")
        .steps("- lift_reduce_constant: \"x[0] = _; for i in _: _\"")
        .givesExceptForTheSignOfZero(
            text("x[0] = 0.0\nfor i in seq(0, n):\n  x[0] += y[i]\nx[0] = y[0] * x[0]\n"));
  }

  @Test
  void liftingAFactorRefuses() {
    String step = "- lift_reduce_constant: \"x[0] = _; for i in _: _\"";
    proc("x[0] = 0.0\nfor i in seq(0, n):\n  x[0] += y[0] * y[i]\n  y[i] = 1.0\n")
        .steps(step)
        .refused(UNSAFE)
        .forExample("i = 0");
    proc("x[0] = 1.0\nfor i in seq(0, n):\n  x[0] += y[0] * y[i]\n")
        .steps(step)
        .refused(NOT_APPLICABLE)
        .says("must start at zero");
    proc("x[0] = 0.0\nfor i in seq(0, n):\n  x[0] += y[i]\n")
        .steps(step)
        .refused(NOT_APPLICABLE)
        .says("a product with the constant on the left");
    proc("x[0] = 0.0\nfor i in seq(0, n):\n  y[i] = 1.0\n")
        .steps(step)
        .refused(NOT_APPLICABLE)
        .says("no reduction into 'x'");
    proc("x[0] = 0.0\nfor i in seq(0, n):\n  x[0] += 2.0 * y[i]\n  x[0] += 3.0 * y[i]\n")
        .steps(step)
        .refused(NOT_APPLICABLE)
        .says("different constant factors");
    proc("x[0] = 0.0\nfor i in seq(0, n):\n  x[0] += 2.0 * y[i]\n  y[i] = x[0]\n")
        .steps(step)
        .refused(NOT_APPLICABLE)
        .says("something else than the sum");
    proc("x[0] = 0.0\nfor i in seq(0, n):\n  x[0] += y[i] * y[i]\n")
        .steps(step)
        .refused(NOT_APPLICABLE)
        .says("a name that is declared in the loop");
    proc("x[0] = 0.0\nfor i in seq(0, n):\n  x[i] += 2.0 * y[i]\n")
        .steps(step)
        .refused(UNSAFE)
        .forExample("i = ");
    proc("x[0] = 0.0\nx[1] = 0.0\n")
        .steps("- lift_reduce_constant: \"x[0] = _; x[1] = _\"")
        .refused(NOT_APPLICABLE)
        .says("must be a loop");
    proc("pass\nfor i in seq(0, n):\n  x[0] += 2.0 * y[i]\n")
        .steps("- lift_reduce_constant: \"pass; for i in _: _\"")
        .refused(NOT_APPLICABLE)
        .says("an assignment of zero");
  }

  @Test
  void insertsAndDeletesPass() {
    proc("for i in seq(0, n):\n  x[i] = 1.0\n")
        .steps("- insert_pass: proc.body[0].body[0].after")
        .gives(text("for i in seq(0, n):\n  x[i] = 1.0\n  pass\n"));
    proc("for i in seq(0, n):\n  pass\nif n > 3:\n  for j in seq(0, n):\n    pass\nelse:\n  x[0] = 1.0\n  pass\n")
        .steps("- delete_pass")
        .gives(text("if n > 3:\n  pass\nelse:\n  x[0] = 1.0\n"));
    proc("for i in seq(0, n):\n  x[i] = 1.0\n")
        .steps("- insert_pass: \"x[_] = _\"")
        .refused(WRONG_KIND)
        .says("a place between statements");
  }
}
