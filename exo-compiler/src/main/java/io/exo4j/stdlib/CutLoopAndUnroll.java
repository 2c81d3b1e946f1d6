package io.exo4j.stdlib;

import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.exprs.Simplify;
import io.exo4j.schedule.loops.PartitionLoop;
import io.exo4j.schedule.loops.ShiftLoop;
import io.exo4j.schedule.loops.Unroll;

/**
 * Peels iterations off a loop: {@code partition_loop}, {@code shift_loop}, {@code simplify}, {@code
 * unroll}.
 */
@DirectiveInfo(
    name = "cut_loop_and_unroll",
    group = Group.LIBRARY,
    doc =
        "Takes `count` iterations off the front, or with `front: false` off the end, of a loop and"
            + " writes them out. Composed of `partition_loop`, `shift_loop`, `simplify` and"
            + " `unroll`.")
public record CutLoopAndUnroll(
    @Param(doc = "the loop") LoopRef loop,
    @Param(doc = "how many iterations are written out", def = "1") int count,
    @Param(doc = "the first iterations rather than the last", def = "true") boolean front)
    implements Directive {
  /** Writes out the first iterations. */
  public static CutLoopAndUnroll front(LoopRef loop, int count) {
    return new CutLoopAndUnroll(loop, count, true);
  }

  /** Writes out the last iterations. */
  public static CutLoopAndUnroll back(LoopRef loop, int count) {
    return new CutLoopAndUnroll(loop, count, false);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    if (count < 1) {
      throw context.refuse(f, "count must be at least 1, it is " + count);
    }
    Work w = new Work(context);
    Affine at = front ? Affine.of(f.lo()).plus(count) : Affine.of(f.hi()).plus(-count);
    w.apply(PartitionLoop.of(Work.loopRef(f.id()), NewExpr.of(at.expr())));
    StmtId peeled = front ? f.id() : w.next(f.id()).id();
    w.apply(ShiftLoop.of(Work.loopRef(peeled), NewExpr.of(0)));
    w.apply(Simplify.of());
    return w.apply(Unroll.of(Work.loopRef(peeled))).done();
  }
}
