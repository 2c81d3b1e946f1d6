package io.exo4j.schedule.exprs;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import java.util.List;

/** Compares data expressions that are evaluated at the same place: same shape, equal subscripts. */
final class SameData {
  private final Context context;
  private final Stmt at;

  SameData(Context context, Stmt at) {
    this.context = context;
    this.at = at;
  }

  boolean same(Expr a, Expr b) {
    if (a.equals(b)) {
      return true;
    }
    if (a.isData() != b.isData()) {
      return false;
    }
    if (!a.isData()) {
      return context.proofs().equal(a, at.id(), b, at.id()).isEmpty();
    }
    return a.accept(
        new ExprDefault<Boolean>() {
          @Override
          protected Boolean other(Expr e) {
            return false;
          }

          @Override
          public Boolean read(Expr.Read e) {
            return b.as(Expr.Read.class)
                .map(o -> o.buf() == e.buf() && all(e.idx(), o.idx()))
                .orElse(false);
          }

          @Override
          public Boolean neg(Expr.Neg e) {
            return b.as(Expr.Neg.class).map(o -> same(e.arg(), o.arg())).orElse(false);
          }

          @Override
          public Boolean bin(Expr.Bin e) {
            return b.as(Expr.Bin.class)
                .map(o -> o.op() == e.op() && same(e.lhs(), o.lhs()) && same(e.rhs(), o.rhs()))
                .orElse(false);
          }

          @Override
          public Boolean externCall(Expr.ExternCall e) {
            return b.as(Expr.ExternCall.class)
                .map(o -> o.fn().equals(e.fn()) && all(e.args(), o.args()))
                .orElse(false);
          }
        });
  }

  private boolean all(List<Expr> a, List<Expr> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }
}
