package io.exo4j.schedule.loops;

import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.GapRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Lifts;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/** Splits scopes in two and drops loops that have become needless. */
@DirectiveInfo(
    name = "fission_after",
    aliases = "autofission",
    group = Group.LOOPS,
    doc =
        "Like `fission` behind a statement, but scopes that have nothing on one side are passed over, and a"
            + " half that does the same in every iteration loses its loop if that is proved to change"
            + " nothing.")
public record FissionAfter(
    @Param(doc = "the last statement of the first half, or a gap") GapRef stmt,
    @Param(doc = "how many scopes to split", def = "1") int nLifts)
    implements Directive {
  /** Splits the scope behind a statement. */
  public static FissionAfter of(GapRef stmt) {
    return new FissionAfter(stmt, 1);
  }

  /** Splits scopes behind a statement. */
  public static FissionAfter of(GapRef stmt, int nLifts) {
    return new FissionAfter(stmt, nLifts);
  }

  @Override
  public Outcome apply(Context context) {
    Lifts.atLeastOne(nLifts, context::refuse);
    StmtId before = Fissions.before(context, context.gapOrBehind(stmt));
    Fissions f = new Fissions(context, before);
    for (int done = 0; done < nLifts && f.inside(); ) {
      if (f.atEdge()) {
        f.skip();
      } else {
        f.splitAndDrop();
        done++;
      }
    }
    return Outcome.of(f.proc());
  }
}
