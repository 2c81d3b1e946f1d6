package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.IterVars;
import io.exo4j.schedule.MemoryRef;
import io.exo4j.schedule.NewWindow;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import io.exo4j.schedule.annotate.SetMemory;
import io.exo4j.schedule.buffers.StageMem;
import io.exo4j.schedule.loops.Fission;
import io.exo4j.schedule.loops.Reorder;
import io.exo4j.schedule.loops.Split;
import io.exo4j.schedule.loops.Unroll;
import java.util.List;
import java.util.Optional;

/**
 * Sums with several accumulators: {@code split}, {@code reorder}, {@code stage_mem} with {@code
 * accum}, {@code expand_dim}, {@code lift_alloc_simple}, {@code fission}, {@code reorder}.
 */
@DirectiveInfo(
    name = "parallelize_reduction",
    group = Group.LIBRARY,
    doc =
        "Makes a loop that adds into one element add into `factor` accumulators in turn, whose sum"
            + " is added at the end. Composed of `split`, `fission`, `reorder`, `stage_mem`,"
            + " `expand_dim`, `lift_alloc_simple`, `set_memory` and `unroll`.")
public record ParallelizeReduction(
    @Param(doc = "the reduction; the innermost loop around it is divided") StmtRef reduce,
    @Param(doc = "the number of accumulators") int factor,
    @Param(doc = "where the accumulators are; where the element is if left out")
        Optional<MemoryRef> memory,
    @Param(doc = "what happens to the iterations that are left over", def = "cut") Split.Tail tail,
    @Param(doc = "the factor divides the trip count", def = "false") boolean perfect,
    @Param(doc = "write out the loops over accumulators", def = "false") boolean unroll)
    implements Directive {
  /** Sums with so many accumulators. */
  public static ParallelizeReduction of(StmtRef reduce, int factor) {
    return new ParallelizeReduction(reduce, factor, Optional.empty(), Split.Tail.CUT, false, false);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Reduce r = context.stmt(reduce, Stmt.Reduce.class, "a reduction");
    Work w = new Work(context);
    Lanes lanes = run(w, r, factor, memory, tail, perfect);
    if (unroll) {
      for (StmtId id : List.of(lanes.init(), lanes.sum(), lanes.result())) {
        w.apply(Unroll.of(Work.loopRef(id)));
      }
    }
    return w.done();
  }

  /** The loops over accumulators: that set them to zero, that add to them, that add them up. */
  record Lanes(StmtId init, StmtId sum, StmtId result) {}

  static Lanes run(
      Work w,
      Stmt.Reduce r,
      int factor,
      Optional<MemoryRef> memory,
      Split.Tail tail,
      boolean perfect) {
    Context context = w.context();
    Stmt.For f =
        w.procedure().index().loops(r.id()).stream()
            .findFirst()
            .orElseThrow(() -> context.refuse(r, "there is no loop around this reduction"));
    if (Names.in(r.idx()).contains(f.iter())) {
      throw context.refuse(r, "each iteration of '" + f.iter() + "' adds to another element");
    }
    StmtId child = r.id();
    while (w.parent(child).orElseThrow().id() != f.id()) {
      child = w.parent(child).orElseThrow().id();
    }
    Moves.isolate(w, child);
    StmtId outer = w.parent(child).orElseThrow().id();
    String name = f.iter().name();
    w.apply(
        new Split(Work.loopRef(outer), factor, IterVars.of(name + "o", name + "i"), tail, perfect));
    w.apply(Reorder.of(Work.loopRef(outer)));
    List<Coord> points = r.idx().stream().<Coord>map(Coord.Point::new).toList();
    w.apply(
        StageMem.accumulating(
            NewWindow.of(new Expr.Window(r.buf(), points, SourceSpan.NONE)),
            w.fresh(r.buf().name() + "_par"),
            BlockRef.of(new Cursor.OfStmt(outer))));
    StmtId init = w.parent(outer).orElseThrow().id();
    StmtId alloc = w.body(init).get(0).id();
    memory.ifPresent(m -> w.apply(SetMemory.of(Work.allocRef(alloc), m)));
    Moves.liftOut(w, alloc, init);
    w.apply(Fission.of(Work.after(outer)));
    StmtId result = w.next(init).id();
    w.apply(Fission.of(Work.before(outer)));
    StmtId sum = w.parent(outer).orElseThrow().id();
    w.apply(Reorder.of(Work.loopRef(sum)));
    return new Lanes(init, sum, result);
  }
}
