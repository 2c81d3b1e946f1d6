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

/** Computes a buffer where it is used and keeps it there: {@code compute_at}, {@code store_at}. */
@DirectiveInfo(
    name = "compute_and_store_at",
    group = Group.LIBRARY,
    doc =
        "Computes a buffer where it is used, as `compute_at` does, and keeps it there, as"
            + " `store_at` does. Composed like these.")
public record ComputeAndStoreAt(
    @Param(doc = "the assignment that computes the buffer's elements") StmtRef producer,
    @Param(doc = "the consumer's loop") LoopRef target)
    implements Directive {
  /** Computes and keeps a buffer in a loop of its consumer. */
  public static ComputeAndStoreAt of(StmtRef producer, LoopRef target) {
    return new ComputeAndStoreAt(producer, target);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Assign a = context.assign(producer);
    Stmt alloc =
        context
            .index()
            .declaration(a.buf())
            .orElseThrow(() -> context.refuse(a, "'" + a.buf() + "' is an argument"));
    StmtId loop = context.loop(target).id();
    Work w = new Work(context);
    StmtId fused = ComputeAt.run(w, a, loop).loop();
    StoreAt.run(w, alloc.id(), fused);
    return w.apply(Simplify.of()).done();
  }
}
