package io.exo4j.schedule.loops;

import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/** Lets the iterations of a loop run at the same time. */
@DirectiveInfo(
    name = "parallelize_loop",
    aliases = "halide_parallel",
    group = Group.LOOPS,
    doc =
        "Lets the iterations of a loop run at the same time (`par`). Proved: no iteration modifies"
            + " what another one touches; sums into one place count as modifications.")
public record ParallelizeLoop(@Param(doc = "the loop") LoopRef loop) implements Directive {
  /** Makes a loop parallel. */
  public static ParallelizeLoop of(LoopRef loop) {
    return new ParallelizeLoop(loop);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    context.require(f, context.proofs().parallel(f));
    return Outcome.of(
        context
            .edit()
            .replace(
                f.id(),
                new Stmt.For(f.id(), f.iter(), f.lo(), f.hi(), LoopMode.PAR, f.body(), f.span())));
  }
}
