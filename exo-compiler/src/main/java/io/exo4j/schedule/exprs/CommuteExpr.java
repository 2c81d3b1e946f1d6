package io.exo4j.schedule.exprs;

import io.exo4j.cursor.Editor;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Swaps the operands of sums and products. */
@DirectiveInfo(
    name = "commute_expr",
    group = Group.STATEMENTS,
    doc =
        "Swaps the operands of a sum or product: `a + b` becomes `b + a`. Acts on every match of a pattern. "
            + "Addition and multiplication of data commute exactly, in floating point too.")
public record CommuteExpr(@Param(doc = "sums or products") List<ExprRef> exprs)
    implements Directive {
  /** Copies the list. */
  public CommuteExpr {
    exprs = List.copyOf(exprs);
  }

  /** Swaps the operands of these expressions. */
  public static CommuteExpr of(ExprRef... exprs) {
    return new CommuteExpr(List.of(exprs));
  }

  @Override
  public Outcome apply(Context context) {
    List<ExprPlace> places = new ArrayList<>();
    for (ExprRef r : exprs) {
      places.addAll(context.exprs(r));
    }
    Editor editor = context.edit();
    // inner ones first: once an outer one is swapped, the paths below it lead elsewhere
    places.sort(Comparator.comparingInt((ExprPlace p) -> p.cursor().path().size()).reversed());
    for (ExprPlace p : places) {
      Expr now = editor.index().expr(p.cursor()).orElseThrow();
      Expr swapped =
          swap(now)
              .orElseThrow(
                  () -> context.refuse(p.stmt(), "only the operands of + and * can be swapped"));
      editor.replaceExpr(p.cursor(), swapped);
    }
    return Outcome.of(editor);
  }

  private static Optional<Expr> swap(Expr e) {
    return e.as(Expr.Bin.class)
        .filter(b -> b.op() == BinOp.ADD || b.op() == BinOp.MUL)
        .map(b -> new Expr.Bin(b.op(), b.rhs(), b.lhs(), b.span()));
  }
}
