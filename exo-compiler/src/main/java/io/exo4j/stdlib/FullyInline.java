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
import io.exo4j.schedule.buffers.DeleteBuffer;
import io.exo4j.schedule.exprs.InlineAssign;
import io.exo4j.schedule.exprs.InlineBuffer;
import io.exo4j.schedule.exprs.Simplify;

/**
 * Computes elements where they are used: {@code inline_buffer}; or {@code compute_at}, {@code
 * inline_assign}, {@code delete_buffer}.
 */
@DirectiveInfo(
    name = "fully_inline",
    aliases = "halide_fully_inline",
    group = Group.LIBRARY,
    doc =
        "Computes a buffer's elements where they are used instead of storing them, as often as they"
            + " are used: `inline_buffer` and `simplify`. Where the assignment is not alone in its"
            + " loops, every element must be used in one place only: composed like `compute_at`, and"
            + " of `inline_assign` and `delete_buffer`.")
public record FullyInline(
    @Param(doc = "the assignment that computes the buffer's elements") StmtRef producer,
    @Param(doc = "the consumer's loop") LoopRef target)
    implements Directive {
  /** Inlines a buffer into the innermost loop of its consumer. */
  public static FullyInline of(StmtRef producer, LoopRef target) {
    return new FullyInline(producer, target);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Assign a = context.assign(producer);
    Stmt alloc = ComputeAt.allocation(context, a);
    StmtId loop = context.loop(target).id();
    Work w = new Work(context);
    if (!w.attempt(InlineBuffer.of(producer))) {
      StmtId assign = ComputeAt.run(w, a, loop).assign();
      w.apply(InlineAssign.of(Work.stmtRef(assign)));
      w.apply(DeleteBuffer.of(Work.allocRef(alloc.id())));
    }
    return w.apply(Simplify.of()).done();
  }
}
