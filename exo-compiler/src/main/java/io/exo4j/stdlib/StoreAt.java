package io.exo4j.stdlib;

import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.buffers.ResizeDim;
import io.exo4j.schedule.buffers.SinkAlloc;
import io.exo4j.schedule.exprs.ReorderStmts;
import io.exo4j.schedule.exprs.Simplify;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps a buffer inside a loop: {@code reorder_stmts}, {@code sink_alloc}, {@code resize_dim},
 * {@code simplify}.
 */
@DirectiveInfo(
    name = "store_at",
    aliases = "halide_store_at",
    group = Group.LIBRARY,
    doc =
        "Moves an allocation into the loops that follow it, down to the loop `target`, and shrinks"
            + " it to what one iteration uses where that has a constant size. It is proved that no"
            + " iteration needs what an earlier one stored. Composed of `reorder_stmts`,"
            + " `sink_alloc`, `resize_dim` and `simplify`.")
public record StoreAt(
    @Param(doc = "the allocation") AllocRef alloc,
    @Param(doc = "the loop in which the buffer shall be") LoopRef target)
    implements Directive {
  /** Keeps a buffer inside a loop. */
  public static StoreAt of(AllocRef alloc, LoopRef target) {
    return new StoreAt(alloc, target);
  }

  @Override
  public Outcome apply(Context context) {
    Work w = new Work(context);
    run(w, context.alloc(alloc).id(), context.loop(target).id());
    return w.apply(Simplify.of()).done();
  }

  static void run(Work w, StmtId alloc, StmtId target) {
    while (w.parent(alloc).filter(p -> p.id() == target).isEmpty()) {
      StmtId next = nextOf(w, alloc);
      while (!w.procedure().index().isWithin(target, next)) {
        w.apply(ReorderStmts.of(BlockRef.of(w.stmt(alloc)), BlockRef.of(w.stmt(next))));
        next = nextOf(w, alloc);
      }
      w.apply(SinkAlloc.of(Work.allocRef(alloc)));
      shrink(w, alloc);
    }
  }

  private static StmtId nextOf(Work w, StmtId alloc) {
    return w.place(alloc)
        .next()
        .orElseThrow(
            () -> w.context().refuse(w.stmt(alloc), "the loop does not follow the allocation"))
        .id();
  }

  private static void shrink(Work w, StmtId alloc) {
    Stmt.Alloc a = w.stmt(alloc).as(Stmt.Alloc.class).orElseThrow();
    List<List<Ranges.Range>> used = Ranges.accesses(w, w.place(alloc).rest(), a.buf());
    for (int d = 0; d < used.size(); d++) {
      if (used.get(d).isEmpty()) {
        continue;
      }
      Optional<Ranges.Range> r = Ranges.join(used.get(d));
      OptionalLong size =
          r.map(x -> x.hi().plus(x.lo().times(-1)).plus(1).value()).orElse(OptionalLong.empty());
      if (size.isPresent() && size.getAsLong() != a.type().dims().get(d).asInt().orElse(-1)) {
        w.attempt(
            ResizeDim.of(
                Work.allocRef(alloc),
                d,
                NewExpr.of(size.getAsLong()),
                NewExpr.of(r.get().lo().expr())));
      }
    }
  }
}
