package io.exo4j.schedule.loops;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.GapRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Lifts;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/** Splits the scopes around a gap in two. */
@DirectiveInfo(
    name = "fission",
    group = Group.LOOPS,
    doc =
        "Splits the loop or `if` around a gap in two, the statements before the gap and those after it, and"
            + " so on for `n_lifts` scopes. Proved for a loop: what comes before the gap in a later iteration"
            + " commutes with what comes after it in an earlier one.")
public record Fission(
    @Param(doc = "where to split; a statement means behind it") GapRef gap,
    @Param(doc = "how many scopes to split", def = "1") int nLifts)
    implements Directive {
  /** Splits the scope around a gap. */
  public static Fission of(GapRef gap) {
    return new Fission(gap, 1);
  }

  /** Splits the scopes around a gap. */
  public static Fission of(GapRef gap, int nLifts) {
    return new Fission(gap, nLifts);
  }

  @Override
  public Outcome apply(Context context) {
    Lifts.atLeastOne(nLifts, context::refuse);
    StmtId before = Fissions.before(context, context.gapOrBehind(gap));
    Fissions f = new Fissions(context, before);
    for (int i = 0; i < nLifts; i++) {
      f.split();
    }
    return Outcome.of(f.proc());
  }

  /** The gap of a cursor. */
  public static Fission at(Cursor.Gap gap) {
    return of(GapRef.of(gap));
  }
}
