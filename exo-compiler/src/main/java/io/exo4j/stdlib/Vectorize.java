package io.exo4j.stdlib;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Names;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.IterVars;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.MemoryRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.ProcRef;
import io.exo4j.schedule.annotate.SetMemory;
import io.exo4j.schedule.annotate.SetPrecision;
import io.exo4j.schedule.exprs.Simplify;
import io.exo4j.schedule.loops.EliminateDeadCode;
import io.exo4j.schedule.loops.PartitionLoop;
import io.exo4j.schedule.loops.Split;
import io.exo4j.schedule.loops.Unroll;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Vectorizes a loop: {@code split} (or {@code parallelize_reduction}), then every operation on
 * registers of its own ({@code stage_mem}, {@code bind_expr}, {@code set_memory}), {@code
 * fission_into_singles}, {@code simplify} and {@code replace}.
 */
@DirectiveInfo(
    name = "vectorize",
    group = Group.LIBRARY,
    doc =
        "Divides a loop into blocks of `width` iterations, gives every load, store and operation of"
            + " a block a loop of its own on registers in `memory`, and replaces these loops by the"
            + " first of `instrs` that is the same code; without a match a loop stays. An element"
            + " that every iteration adds into gets an accumulator per lane. A number for which the"
            + " instructions need a variable is put into one in front of the loop. `tail: cut` leaves the"
            + " rest to a scalar loop, `predicate` guards every lane (for masked instructions),"
            + " `cut_and_predicate` guards those of the last block only, `perfect` proves that"
            + " nothing is left over. With `unroll`, one iteration does so many blocks, and a sum"
            + " has so many accumulators per lane; what is the same in all blocks is done in front."
            + " Composed of `split`, `partition_loop`, `parallelize_reduction`, `stage_mem`,"
            + " `bind_expr`, `set_memory`, `set_precision`, `fission_into_singles`, `hoist_stmt`,"
            + " `unroll`, `simplify` and `replace`.")
public record Vectorize(
    @Param(doc = "the loop") LoopRef loop,
    @Param(doc = "the number of lanes") int width,
    @Param(doc = "where the registers are") MemoryRef memory,
    @Param(doc = "the instructions; the first that fits counts") Optional<List<ProcRef>> instrs,
    @Param(doc = "what happens to the iterations that fill no block", def = "cut") Tail tail,
    @Param(doc = "the registers' precision; that of what is computed if left out")
        Optional<Precision> precision,
    @Param(
            doc = "a product that is added to something stays one operation with the sum",
            def = "true")
        boolean fma,
    @Param(
            doc = "how many blocks one iteration does; a sum gets as many accumulators per lane",
            def = "1")
        int unroll)
    implements Directive {
  /** What happens to the iterations that fill no block. */
  public enum Tail {
    /** There are none. */
    PERFECT,
    /** A scalar loop does them. */
    CUT,
    /** Every lane is guarded. */
    PREDICATE,
    /** The lanes of the last block are guarded. */
    CUT_AND_PREDICATE
  }

  /** Copies the list. */
  public Vectorize {
    instrs = instrs.map(List::copyOf);
  }

  /** Vectorizes a loop. */
  public static Vectorize of(
      LoopRef loop, int width, MemoryRef memory, Tail tail, ProcRef... instrs) {
    return new Vectorize(
        loop, width, memory, Optional.of(List.of(instrs)), tail, Optional.empty(), true, 1);
  }

  @Override
  public Outcome apply(Context context) {
    Memory registers = context.memory(memory);
    if (unroll < 1) {
      throw context.refuse("'unroll' is at least 1, not " + unroll);
    }
    Work w = new Work(context);
    StmtId start = context.loop(loop).id();
    Stmt.For f = w.loop(instrs.map(i -> Constants.bind(w, start, i)).orElse(start));
    List<StmtId> lanes = new ArrayList<>();
    List<StmtId> roots = new ArrayList<>();
    List<StmtId> sums = sums(f);
    Optional<Accumulators> accumulators = Optional.empty();
    StmtId block = f.id();
    if (!sums.isEmpty()) {
      ParallelizeReduction.Lanes made =
          ParallelizeReduction.run(
              w, sums, width, Optional.of(memory), splitTail(), tail == Tail.PERFECT, 1);
      roots.addAll(made.init());
      roots.addAll(made.result());
      block = w.parent(made.sum()).orElseThrow().id();
      lanes.add(made.sum());
      lastBlock(w, block, lanes, roots);
      if (unroll > 1) {
        Accumulators several = Accumulators.run(w, made, block, sums, unroll, memory);
        lanes.remove(made.sum());
        lanes.addAll(several.lanes());
        roots.addAll(several.loops());
        accumulators = Optional.of(several);
      }
    } else {
      String name = f.iter().name();
      w.apply(
          new Split(
              Work.loopRef(block),
              width,
              IterVars.of(name + "o", name + "i"),
              splitTail(),
              tail == Tail.PERFECT));
      lanes.add(w.body(block).get(0).id());
      lastBlock(w, block, lanes, roots);
    }
    roots.add(block);
    for (StmtId lane : lanes) {
      vectors(w, lane, registers);
    }
    w.apply(Simplify.of());
    List<Stmt> code = new ArrayList<>();
    roots.stream()
        .filter(w::contains)
        .distinct()
        .forEach(
            id -> {
              code.add(w.stmt(id));
              code.addAll(w.inside(id));
            });
    if (instrs.isPresent()) {
      ReplaceAllStmts.replace(w, code, instrs.get());
    }
    if (accumulators.isPresent()) {
      accumulators.get().unroll(w);
    } else if (unroll > 1 && w.contains(block)) {
      unroll(w, block);
    }
    return w.done();
  }

  /** Lets each iteration do several blocks; what is the same in all of them is done in front. */
  private void unroll(Work w, StmtId loop) {
    Sym iter = w.loop(loop).iter();
    StmtId blocks = Moves.once(w, loop);
    w.apply(
        new Split(
            Work.loopRef(blocks),
            unroll,
            IterVars.of(iter.name() + "o", iter.name() + "i"),
            Split.Tail.CUT,
            false));
    w.apply(Unroll.of(Work.loopRef(w.body(blocks).get(0).id())));
  }

  private Split.Tail splitTail() {
    return tail == Tail.CUT ? Split.Tail.CUT : Split.Tail.GUARD;
  }

  /** The statements of a loop that add into the same element in every iteration. */
  private static List<StmtId> sums(Stmt.For f) {
    Set<Sym> inside = new HashSet<>();
    for (Stmt s : f.body()) {
      s.as(Stmt.Alloc.class).ifPresent(a -> inside.add(a.buf()));
    }
    return f.body().stream()
        .flatMap(s -> s.as(Stmt.Reduce.class).stream())
        .filter(r -> !inside.contains(r.buf()) && !Names.in(r.idx()).contains(f.iter()))
        .map(Stmt.Reduce::id)
        .toList();
  }

  /** Cuts the last block off where it is to be guarded, and removes the guards of the others. */
  private void lastBlock(Work w, StmtId blocks, List<StmtId> lanes, List<StmtId> roots) {
    if (tail != Tail.CUT_AND_PREDICATE) {
      return;
    }
    Expr n = w.loop(blocks).hi();
    w.apply(PartitionLoop.of(Work.loopRef(blocks), NewExpr.of(Expr.sub(n, Expr.lit(1)))));
    StmtId last = w.next(blocks).id();
    StmtId unguarded = w.body(blocks).get(0).id();
    w.apply(EliminateDeadCode.of(Work.stmtRef(w.body(unguarded).get(0).id())));
    lanes.add(w.body(last).get(0).id());
    roots.add(last);
  }

  /** Makes vector code of a loop over lanes. */
  private void vectors(Work w, StmtId lanes, Memory registers) {
    for (Stmt.Alloc a : w.inside(lanes, Stmt.Alloc.class)) {
      if (precision.isPresent()) {
        w.apply(SetPrecision.of(Work.allocRef(a.id()), precision.get()));
      }
      w.apply(SetMemory.of(Work.allocRef(a.id()), memory));
    }
    StageCompute stage = new StageCompute(w, registers, precision, fma);
    for (Stmt s : w.inside(lanes)) {
      stage.stage(s.id());
    }
    Moves.privatize(w, lanes);
    Moves.singles(w, lanes);
  }
}
