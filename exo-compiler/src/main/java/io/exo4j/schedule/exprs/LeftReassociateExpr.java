package io.exo4j.schedule.exprs;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.ExprPlace;
import io.exo4j.schedule.ExprRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/** Moves parentheses to the left. */
@DirectiveInfo(
    name = "left_reassociate_expr",
    group = Group.STATEMENTS,
    doc =
        "Turns `a + (b + c)` into `(a + b) + c`, and likewise for `*`. In floating point the last bits of"
            + " the result may change.")
public record LeftReassociateExpr(@Param(doc = "the outer sum or product") ExprRef expr)
    implements Directive {
  /** Reassociates an expression. */
  public static LeftReassociateExpr of(ExprRef expr) {
    return new LeftReassociateExpr(expr);
  }

  @Override
  public Outcome apply(Context context) {
    ExprPlace place = context.expr(expr);
    Expr.Bin outer =
        place
            .expr()
            .as(Expr.Bin.class)
            .filter(b -> b.op() == BinOp.ADD || b.op() == BinOp.MUL)
            .orElseThrow(() -> context.refuse(place.stmt(), "only + and * can be reassociated"));
    if (!outer.isData()) {
      throw context.refuse(place.stmt(), "only data can be reassociated, not indices");
    }
    Expr.Bin inner =
        outer
            .rhs()
            .as(Expr.Bin.class)
            .filter(b -> b.op() == outer.op())
            .orElseThrow(
                () ->
                    context.refuse(
                        place.stmt(), "the right operand must be a " + outer.op() + " too"));
    Expr left = Expr.bin(outer.op(), outer.lhs(), inner.lhs());
    return Outcome.of(
        context
            .edit()
            .replaceExpr(
                place.cursor(), new Expr.Bin(outer.op(), left, inner.rhs(), outer.span())));
  }
}
