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
import io.exo4j.schedule.StmtRef;
import io.exo4j.schedule.exprs.Simplify;

/**
 * Computes a buffer where it is used and keeps it there: {@code compute_at}, {@code store_at}, or
 * {@code stage_mem} and {@code inline_buffer}.
 */
@DirectiveInfo(
    name = "compute_and_store_at",
    aliases = {"halide_compute_and_store_at", "halide_compute_and_store_at_same"},
    group = Group.LIBRARY,
    doc =
        "Computes a buffer where it is used, as `compute_at` does, and keeps it there, as"
            + " `store_at` does. Composed like these. With `recompute: true` each iteration"
            + " computes all that it uses, also what others compute, in a buffer of its own, so"
            + " that iterations may run in parallel; this is composed of `stage_mem` and"
            + " `inline_buffer`.")
public record ComputeAndStoreAt(
    @Param(doc = "the assignment that computes the buffer's elements") StmtRef producer,
    @Param(doc = "the consumer's loop") LoopRef target,
    @Param(doc = "each iteration computes all that it uses", def = "false") boolean recompute)
    implements Directive {
  /** Computes and keeps a buffer in a loop of its consumer. */
  public static ComputeAndStoreAt of(StmtRef producer, LoopRef target) {
    return new ComputeAndStoreAt(producer, target, false);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Assign a = context.assign(producer);
    Stmt alloc = ComputeAt.allocation(context, a);
    Stmt.For loop = context.loop(target);
    Work w = new Work(context);
    if (recompute) {
      ComputeAt.recompute(w, a, loop);
    } else {
      StmtId fused = ComputeAt.run(w, a, loop.id()).loop();
      StoreAt.run(w, alloc.id(), fused);
    }
    return w.apply(Simplify.of()).done();
  }
}
