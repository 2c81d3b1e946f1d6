package io.exo4j.schedule.buffers;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Context;
import java.util.Optional;

/** The names under which a buffer is known. */
final class Aliases {
  private Aliases() {}

  /** The buffer or window name that a data argument or read mentions outermost. */
  static Optional<Sym> mentioned(Expr e) {
    return e.accept(
        new ExprDefault<Optional<Sym>>() {
          @Override
          protected Optional<Sym> other(Expr o) {
            return Optional.empty();
          }

          @Override
          public Optional<Sym> read(Expr.Read r) {
            return Optional.of(r.buf());
          }

          @Override
          public Optional<Sym> window(Expr.Window w) {
            return Optional.of(w.buf());
          }
        });
  }

  /** Whether a buffer, or a window of it, is an argument of a call. */
  static boolean arePassed(Context context, Sym buffer) {
    TypeEnv types = context.types();
    boolean[] found = {false};
    new Walker() {
      @Override
      public Void call(Stmt.Call s) {
        s.args().forEach(a -> mentioned(a).ifPresent(b -> found[0] |= types.root(b) == buffer));
        return null;
      }
    }.stmts(context.proc().body());
    return found[0];
  }
}
