package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Place;
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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    @Param(doc = "the reduction") StmtRef reduce,
    @Param(doc = "the number of accumulators") int factor,
    @Param(doc = "where the accumulators are; where the element is if left out")
        Optional<MemoryRef> memory,
    @Param(doc = "what happens to the iterations that are left over", def = "cut") Split.Tail tail,
    @Param(doc = "the factor divides the trip count", def = "false") boolean perfect,
    @Param(doc = "write out the loops over accumulators", def = "false") boolean unroll,
    @Param(doc = "which loop around the reduction is divided, counted outwards", def = "1")
        int nthLoop)
    implements Directive {
  /** Sums with so many accumulators. */
  public static ParallelizeReduction of(StmtRef reduce, int factor) {
    return new ParallelizeReduction(
        reduce, factor, Optional.empty(), Split.Tail.CUT, false, false, 1);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Reduce r = context.stmt(reduce, Stmt.Reduce.class, "a reduction");
    Work w = new Work(context);
    if (nthLoop < 1) {
      throw context.refuse(r, "nth_loop is at least 1, not " + nthLoop);
    }
    StmtId loop = loop(w, r, nthLoop).id();
    StmtId child = r.id();
    while (w.parent(child).orElseThrow().id() != loop) {
      child = w.parent(child).orElseThrow().id();
    }
    Moves.isolate(w, child);
    Lanes lanes = run(w, List.of(r.id()), factor, memory, tail, perfect, nthLoop);
    if (unroll) {
      Stream.of(lanes.init(), List.of(lanes.sum()), lanes.result())
          .flatMap(List::stream)
          .forEach(id -> w.apply(Unroll.of(Work.loopRef(id))));
    }
    return w.done();
  }

  /**
   * What was made of sums in one loop.
   *
   * @param accumulators their allocations
   * @param init the loops that set the accumulators to zero
   * @param sum the loop that adds to them
   * @param result the loops that add them up
   */
  record Lanes(List<StmtId> accumulators, List<StmtId> init, StmtId sum, List<StmtId> result) {}

  private static Stmt.For loop(Work w, Stmt.Reduce r, int nthLoop) {
    List<Stmt.For> loops = w.procedure().index().loops(r.id());
    if (loops.size() < nthLoop) {
      throw w.context()
          .refuse(
              r,
              nthLoop == 1
                  ? "there is no loop around this reduction"
                  : "there are only " + loops.size() + " loops around this reduction");
    }
    Stmt.For f = loops.get(nthLoop - 1);
    for (Stmt.For inner : loops.subList(0, nthLoop - 1)) {
      if (Names.in(r.idx()).contains(inner.iter())) {
        throw w.context()
            .refuse(
                r,
                "the element depends on '"
                    + inner.iter()
                    + "', which is inside of the divided loop");
      }
    }
    if (Names.in(r.idx()).contains(f.iter())) {
      throw w.context().refuse(r, "each iteration of '" + f.iter() + "' adds to another element");
    }
    return f;
  }

  /** Gives every sum of a loop accumulators; beside them the loop may have other statements. */
  static Lanes run(
      Work w,
      List<StmtId> sums,
      int factor,
      Optional<MemoryRef> memory,
      Split.Tail tail,
      boolean perfect,
      int nthLoop) {
    List<Stmt.Reduce> reductions =
        sums.stream().map(id -> w.stmt(id).as(Stmt.Reduce.class).orElseThrow()).toList();
    Stmt.For f = loop(w, reductions.get(0), nthLoop);
    StmtId outer = f.id();
    String name = f.iter().name();
    w.apply(
        new Split(Work.loopRef(outer), factor, IterVars.of(name + "o", name + "i"), tail, perfect));
    w.apply(Reorder.of(Work.loopRef(outer)));
    List<StmtId> accumulators = new ArrayList<>();
    Set<Expr.Window> elements = new LinkedHashSet<>();
    for (Stmt.Reduce r : reductions) {
      List<Coord> points = r.idx().stream().<Coord>map(Coord.Point::new).toList();
      elements.add(new Expr.Window(r.buf(), points, SourceSpan.NONE));
    }
    for (Expr.Window element : elements) {
      w.apply(
          StageMem.accumulating(
              NewWindow.of(element),
              w.fresh(element.buf().name() + "_par"),
              BlockRef.of(new Cursor.OfStmt(outer))));
      Place p = w.place(outer);
      accumulators.add(p.block().get(p.index() - 2).id());
    }
    StmtId init = w.parent(outer).orElseThrow().id();
    for (StmtId alloc : accumulators) {
      if (memory.isPresent()) {
        w.apply(SetMemory.of(Work.allocRef(alloc), memory.get()));
      }
      Moves.liftOut(w, alloc, init);
    }
    w.apply(Fission.of(Work.after(outer)));
    StmtId result = w.next(init).id();
    w.apply(Fission.of(Work.before(outer)));
    StmtId sum = w.parent(outer).orElseThrow().id();
    Optional<StmtId> rest = w.place(result).next().map(Stmt::id);
    Moves.singles(w, init);
    Moves.singles(w, result);
    w.apply(Reorder.of(Work.loopRef(sum)));
    return new Lanes(
        accumulators,
        ids(Moves.siblings(w, init, Optional.of(outer))),
        sum,
        ids(Moves.siblings(w, result, rest)));
  }

  private static List<StmtId> ids(List<Stmt> stmts) {
    return stmts.stream().map(Stmt::id).toList();
  }
}
