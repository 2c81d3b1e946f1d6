package io.exo4j.cursor;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Stmt;
import java.util.List;
import java.util.Optional;

/**
 * Whether an expression cursor still denotes what it did. The expression in a field of a statement
 * ({@code rhs}, {@code cond}, a subscript …) is denoted by its path alone. Deeper down, each
 * expression on the way and the last one must still have the same head (operator, buffer, function,
 * literal): so {@code x[i]} stays what it is when {@code i} is substituted, and anything below a
 * replaced expression is gone.
 */
final class ExprShape {
  private ExprShape() {}

  static Optional<Expr> resolve(Stmt stmt, Cursor.OfExpr c) {
    Optional<Expr> now = ExprChildren.at(stmt, c.path().subList(0, 1));
    Expr then = c.field();
    for (ExprStep step : c.path().subList(1, c.path().size())) {
      if (now.isEmpty() || !head(now.get()).equals(head(then))) {
        return Optional.empty();
      }
      now = child(now.get(), step);
      Optional<Expr> old = child(then, step);
      if (old.isEmpty()) {
        return Optional.empty();
      }
      then = old.get();
    }
    boolean deep = c.path().size() > 1;
    return deep && now.isPresent() && !head(now.get()).equals(head(then)) ? Optional.empty() : now;
  }

  private static Optional<Expr> child(Expr e, ExprStep step) {
    return ExprChildren.find(ExprChildren.of(e), step);
  }

  /** What an expression is, apart from its operands. */
  private static List<Object> head(Expr e) {
    return e.accept(
        new ExprDefault<List<Object>>() {
          @Override
          protected List<Object> other(Expr leaf) {
            return List.of(leaf);
          }

          @Override
          public List<Object> read(Expr.Read r) {
            return List.of(Expr.Read.class, r.buf(), r.idx().size());
          }

          @Override
          public List<Object> window(Expr.Window w) {
            return List.of(Expr.Window.class, w.buf(), w.coords().size());
          }

          @Override
          public List<Object> neg(Expr.Neg n) {
            return List.of(Expr.Neg.class);
          }

          @Override
          public List<Object> bin(Expr.Bin b) {
            return List.of(b.op());
          }

          @Override
          public List<Object> externCall(Expr.ExternCall x) {
            return List.of(Expr.ExternCall.class, x.fn());
          }
        });
  }
}
