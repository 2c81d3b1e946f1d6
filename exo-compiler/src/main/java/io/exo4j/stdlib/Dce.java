package io.exo4j.stdlib;

import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.loops.EliminateDeadCode;

/** Removes dead branches and loops: {@code eliminate_dead_code} wherever it applies. */
@DirectiveInfo(
    name = "dce",
    group = Group.LIBRARY,
    doc =
        "Replaces every `if` whose condition is proved to be always true or always false by the"
            + " branch taken, and deletes every loop that is proved to run no iteration. Composed"
            + " of `eliminate_dead_code`.")
public record Dce() implements Directive {
  /** Removes dead branches and loops. */
  public static Dce of() {
    return new Dce();
  }

  @Override
  public Outcome apply(Context context) {
    Work w = new Work(context);
    run(w);
    return w.done();
  }

  static void run(Work w) {
    for (Stmt s : w.procedure().index().statements()) {
      if (w.contains(s.id()) && !w.body(s.id()).isEmpty()) {
        w.attempt(EliminateDeadCode.of(Work.stmtRef(s.id())));
      }
    }
  }
}
