package io.exo4j.schedule.procs;

import io.exo4j.ir.Proc;
import io.exo4j.schedule.Context;

/** What a procedure asks of its callers. */
final class Contracts {
  private Contracts() {}

  /** Refuses a procedure that can never be called. */
  static void satisfiable(Context context, Proc proc, String otherwise) {
    // its first statement is reached whenever it is called
    if (context
        .scope()
        .session()
        .obligations(proc)
        .unreachable(proc.body().get(0).id())
        .isEmpty()) {
      throw context.refuse(otherwise);
    }
  }
}
