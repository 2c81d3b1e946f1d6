package io.exo4j.schedule.exprs;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replaces reads of what an assignment stores by the value that it stores. */
abstract class ReadInliner extends Rewriter {
  private final Map<StmtId, Stmt> users = new LinkedHashMap<>();
  private Stmt current;

  /** What a read is replaced by; empty if it stays. */
  protected abstract Optional<Expr> value(Expr.Read e, Stmt user);

  /** The statements in which reads were replaced. */
  final List<StmtId> uses() {
    return List.copyOf(users.keySet());
  }

  /**
   * Refuses where storing the value and reading it back may have converted it. A literal takes the
   * precision of what it is used for: a small integer, which is the same in all of them, may be
   * copied into another one, but not be computed with.
   */
  final void precision(Context context, Stmt.Assign a) {
    Precision stored = context.types().data(a.buf()).precision();
    if (context.types().precision(a.rhs()) != Precision.R) {
      Values.samePrecision(context, a, a.buf(), a.rhs());
      return;
    }
    boolean exact = a.rhs().as(Expr.DataLit.class).filter(ReadInliner::isSmallInteger).isPresent();
    for (Stmt user : users.values()) {
      Optional<Values.Store> store = Values.store(user);
      if (store.isEmpty()) {
        continue;
      }
      Precision used = context.types().data(store.get().buf()).precision();
      boolean copied = store.get().rhs().as(Expr.Read.class).isPresent();
      if (used != stored && !(exact && copied)) {
        throw context.refuse(
            a, "the literal value would be used as " + used + " instead of " + stored);
      }
    }
  }

  private static boolean isSmallInteger(Expr.DataLit literal) {
    return literal.value().stripTrailingZeros().scale() <= 0
        && literal.value().abs().doubleValue() <= 100;
  }

  @Override
  public final List<Stmt> stmt(Stmt s) {
    current = s;
    return super.stmt(s);
  }

  @Override
  public final List<Stmt> call(Stmt.Call s) {
    return List.of(s); // by reference: not a value
  }

  @Override
  public final Expr read(Expr.Read e) {
    Optional<Expr> value = value(e, current);
    if (value.isEmpty()) {
      return super.read(e);
    }
    users.put(current.id(), current);
    return value.get();
  }
}
