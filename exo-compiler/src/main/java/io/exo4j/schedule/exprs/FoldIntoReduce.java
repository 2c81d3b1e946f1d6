package io.exo4j.schedule.exprs;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;

/** Makes a reduction of an assignment. */
@DirectiveInfo(
    name = "fold_into_reduce",
    group = Group.STATEMENTS,
    doc = "Turns `a = a + e` into `a += e`. The element must be the left operand of the sum.")
public record FoldIntoReduce(@Param(doc = "the assignment") StmtRef stmt) implements Directive {
  /** Makes a reduction of an assignment. */
  public static FoldIntoReduce of(StmtRef stmt) {
    return new FoldIntoReduce(stmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Assign a = context.assign(stmt);
    Expr.Bin sum =
        Values.sum(a.rhs()).orElseThrow(() -> context.refuse(a, "the value must be a sum"));
    boolean same =
        sum.lhs()
            .as(Expr.Read.class)
            .map(r -> new SameData(context, a).same(r, Expr.read(a.buf(), a.idx())))
            .orElse(false);
    if (!same) {
      sum.lhs()
          .as(Expr.Read.class)
          .filter(r -> r.buf() == a.buf() && r.idx().size() == a.idx().size())
          .ifPresent(r -> sameElement(context, a, r));
      throw context.refuse(
          a, "the left operand of the sum must be the element that is assigned to");
    }
    Values.samePrecision(context, a, a.buf(), sum.rhs());
    return Outcome.of(
        context
            .edit()
            .replace(a.id(), new Stmt.Reduce(a.id(), a.buf(), a.idx(), sum.rhs(), a.span())));
  }

  private static void sameElement(Context context, Stmt.Assign a, Expr.Read r) {
    for (int d = 0; d < r.idx().size(); d++) {
      context.require(a, context.proofs().equal(a.idx().get(d), a.id(), r.idx().get(d), a.id()));
    }
  }
}
