package io.exo4j.schedule.exprs;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Replaces reads of what an assignment stores by the value that it stores. */
abstract class ReadInliner extends Rewriter {
  private final Set<Stmt> users = new LinkedHashSet<>();
  private Stmt current;

  /** What a read is replaced by; empty if it stays. */
  protected abstract Optional<Expr> value(Expr.Read e, Stmt user);

  /** The statements in which reads were replaced. */
  final List<StmtId> uses() {
    return users.stream().map(Stmt::id).toList();
  }

  /** Refuses where storing the value and reading it back may have converted it. */
  final void precision(Context context, Stmt.Assign a) {
    Precision stored = context.types().data(a.buf()).precision();
    if (context.types().precision(a.rhs()) != Precision.R) {
      Values.samePrecision(context, a, a.buf(), a.rhs());
      return;
    }
    boolean exact =
        a.rhs()
            .as(Expr.DataLit.class)
            .filter(
                l ->
                    l.value().stripTrailingZeros().scale() <= 0
                        && l.value().abs().doubleValue() <= 100)
            .isPresent();
    for (Stmt user : users) {
      Optional<Precision> p =
          Values.store(user).map(s -> context.types().data(s.buf()).precision());
      if (p.isPresent() && p.get() != stored && !exact) {
        throw context.refuse(
            a, "the literal value would be used as " + p.get() + " instead of " + stored);
      }
    }
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
    users.add(current);
    return value.get();
  }
}
