package io.exo4j.stdlib;

import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.exprs.Simplify;
import io.exo4j.schedule.loops.MultLoops;
import io.exo4j.schedule.loops.Split;

/**
 * Makes a trip count a multiple of a number: {@code split}, {@code mult_loops}, {@code simplify}.
 */
@DirectiveInfo(
    name = "round_loop",
    group = Group.LIBRARY,
    doc =
        "Makes the trip count of a loop a multiple of `factor`: rounded up, with the body guarded,"
            + " or with `up: false` rounded down, with another loop for the rest. Composed of"
            + " `split`, `mult_loops` and `simplify`.")
public record RoundLoop(
    @Param(doc = "the loop") LoopRef loop,
    @Param(doc = "what the trip count shall be a multiple of") int factor,
    @Param(doc = "round up rather than down", def = "true") boolean up)
    implements Directive {
  /** Rounds a trip count up. */
  public static RoundLoop up(LoopRef loop, int factor) {
    return new RoundLoop(loop, factor, true);
  }

  /** Rounds a trip count down. */
  public static RoundLoop down(LoopRef loop, int factor) {
    return new RoundLoop(loop, factor, false);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    String name = f.iter().name();
    Work w = new Work(context);
    w.apply(
        Split.of(
            Work.loopRef(f.id()),
            factor,
            name + "o",
            name + "i",
            up ? Split.Tail.GUARD : Split.Tail.CUT));
    StmtId id = f.id();
    w.apply(MultLoops.of(Work.loopRef(id), name));
    return w.apply(Simplify.of()).done();
  }
}
