package io.exo4j.schedule.buffers;

import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;

/** What callers have to promise, when arguments change. */
public final class Contracts {
  private Contracts() {}

  /** Refuses if nobody could keep the edited procedure's assertions any more. */
  public static void satisfiable(Context context, Proc edited, String what) {
    Stmt first = edited.body().get(0);
    if (!edited.preds().isEmpty()
        && context.proofs(edited).unreachable(first.id()).isEmpty()
        && context.proofs().unreachable(context.proc().body().get(0).id()).isPresent()) {
      throw context.refuse("the assertions cannot hold for " + what);
    }
  }
}
