package io.exo4j.schedule.loops;

import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;

/** Exchanges a loop or {@code if} with the scope around it. */
@DirectiveInfo(
    name = "lift_scope",
    group = Group.LOOPS,
    doc =
        "Exchanges a loop or `if` with the loop or `if` around it, of whose block it is the only"
            + " statement. Proved of a loop: where it comes to be, its end is not before its start.")
public record LiftScope(@Param(doc = "the inner loop or if") StmtRef scope) implements Directive {
  /** Lifts a loop or if. */
  public static LiftScope of(StmtRef scope) {
    return new LiftScope(scope);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt s = context.stmt(scope);
    return Outcome.of(new Lift(context, context.proc()).lift(s));
  }
}
