package io.exo4j.schedule.exprs;

import io.exo4j.cursor.Editor;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.ExprPlace;
import io.exo4j.schedule.ExprRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.Optional;

/** Replaces an expression by an equal one. */
@DirectiveInfo(
    name = "rewrite_expr",
    group = Group.STATEMENTS,
    doc =
        "Replaces an expression by another one that is proved to have the same value. Of data only the"
            + " subscripts may differ. A divisor stays a positive literal, and one factor of a product made of"
            + " literals.")
public record RewriteExpr(
    @Param(doc = "the expression") ExprRef expr, @Param(doc = "the new one") NewExpr newExpr)
    implements Directive {
  /** Replaces an expression. */
  public static RewriteExpr of(ExprRef expr, NewExpr newExpr) {
    return new RewriteExpr(expr, newExpr);
  }

  @Override
  public Outcome apply(Context context) {
    ExprPlace place = context.expr(expr);
    Expr old = place.expr();
    Expr now = context.likeThis(newExpr, place);
    if (old.isData()) {
      if (!new SameData(context, place.stmt()).same(old, now)) {
        throw context.unsafe(
            place.stmt(), Printer.print(old) + " and " + Printer.print(now) + " may differ");
      }
    } else {
      context.require(
          place.stmt(), context.proofs().equal(old, place.stmt().id(), now, place.stmt().id()));
    }
    Editor editor = context.edit().replaceExpr(place.cursor(), now);
    Optional<String> violation = QuasiAffine.violation(editor.stmt(place.stmt().id()));
    if (violation.isPresent()) {
      throw context.refuse(place.stmt(), violation.get());
    }
    return Outcome.of(editor);
  }
}
