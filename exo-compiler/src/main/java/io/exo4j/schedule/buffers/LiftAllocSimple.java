package io.exo4j.schedule.buffers;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Moves an allocation out of loops and ifs. */
@DirectiveInfo(
    name = "lift_alloc_simple",
    group = Group.BUFFERS,
    doc =
        "Moves an allocation in front of the `n_lifts`-th loop or if around it; its shape stays. Every extent"
            + " is proved to be positive there, and parallel loops that are crossed are proved to need no"
            + " copies of their own.")
public record LiftAllocSimple(
    @Param(doc = "the allocation") AllocRef alloc,
    @Param(doc = "how many loops and ifs it leaves", def = "1") int nLifts)
    implements Directive {
  /** Moves an allocation out of one loop or if. */
  public static LiftAllocSimple of(AllocRef alloc) {
    return new LiftAllocSimple(alloc, 1);
  }

  /** Moves an allocation out of so many loops and ifs. */
  public static LiftAllocSimple of(AllocRef alloc, int nLifts) {
    return new LiftAllocSimple(alloc, nLifts);
  }

  @Override
  public Outcome apply(Context context) {
    return lift(context, context.alloc(alloc), nLifts);
  }

  static Outcome lift(Context context, Stmt.Alloc a, int lifts) {
    List<Stmt> crossed = Lifting.crossed(context, a, lifts);
    Stmt outer = crossed.get(crossed.size() - 1);
    Lifting.extents(context, a, a.type().dims(), outer);
    Proc lifted =
        context.edit().move(a.id(), new Cursor.Gap(outer.id(), Cursor.Side.BEFORE)).proc();
    ParallelLoops.check(context, a, lifted, List.of(a.buf()));
    return Outcome.of(lifted);
  }
}
