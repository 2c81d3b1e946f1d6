package io.exo4j.schedule.loops;

import io.exo4j.cursor.Editor;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Lifts;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;

/** Lifts an {@code if} out of the scopes around it. */
@DirectiveInfo(
    name = "lift_if",
    group = Group.LOOPS,
    doc =
        "Lifts an `if` out of `n_lifts` loops or ifs around it, in each of which it is the only statement"
            + " and on whose variables its condition does not depend.")
public record LiftIf(
    @Param(doc = "the if") StmtRef ifStmt,
    @Param(doc = "how many scopes to lift it out of", def = "1") int nLifts)
    implements Directive {
  /** Lifts an if out of the scope around it. */
  public static LiftIf of(StmtRef ifStmt) {
    return new LiftIf(ifStmt, 1);
  }

  /** Lifts an if out of scopes around it. */
  public static LiftIf of(StmtRef ifStmt, int nLifts) {
    return new LiftIf(ifStmt, nLifts);
  }

  @Override
  public Outcome apply(Context context) {
    Lifts.atLeastOne(nLifts, context::refuse);
    Stmt.If f = context.ifStmt(ifStmt);
    Proc version = context.proc();
    for (int done = 0; done < nLifts; done++) {
      Stmt now = new Editor(version).stmt(f.id());
      try {
        version = new Lift(context, version).lift(now);
      } catch (SchedulingException e) {
        if (done == 0) {
          throw e;
        }
        throw context.refuse(
            f,
            "the if can be lifted out of "
                + done
                + " of "
                + nLifts
                + " scopes only: "
                + e.diagnostics().get(0).message());
      }
    }
    return Outcome.of(version);
  }
}
