package io.exo4j.schedule.buffers;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Context;

/** The names under which a buffer is known. */
final class Aliases {
  private Aliases() {}

  /** Whether a buffer, or a window of it, is an argument of a call. */
  static boolean arePassed(Context context, Sym buffer) {
    TypeEnv types = context.types();
    boolean[] found = {false};
    new Walker() {
      @Override
      public Void call(Stmt.Call s) {
        for (Expr a : s.args()) {
          a.buffer().ifPresent(b -> found[0] |= types.root(b) == buffer);
        }
        return null;
      }
    }.stmts(context.proc().body());
    return found[0];
  }
}
