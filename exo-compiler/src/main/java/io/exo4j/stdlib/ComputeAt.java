package io.exo4j.stdlib;

import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import io.exo4j.schedule.buffers.LiftAllocSimple;
import io.exo4j.schedule.exprs.InlineBuffer;
import io.exo4j.schedule.exprs.ReorderStmts;
import io.exo4j.schedule.exprs.Simplify;
import io.exo4j.schedule.loops.FuseLoop;
import io.exo4j.schedule.loops.PartitionLoop;
import io.exo4j.schedule.loops.ShiftLoop;
import io.exo4j.schedule.loops.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Computes a producer where it is consumed: {@code reorder}, {@code partition_loop}, {@code
 * shift_loop}, {@code split}, {@code fuse_loop}, {@code simplify}; or {@code stage_mem}, {@code
 * inline_buffer} and {@code lift_alloc_simple}.
 */
@DirectiveInfo(
    name = "compute_at",
    aliases = "halide_compute_at",
    group = Group.LIBRARY,
    doc =
        "Moves the loops that compute a buffer into the loops behind them that use it, down"
            + " to the loop `target`. Each iteration of these computes what no earlier one has"
            + " computed; if iterations use overlapping parts, what the first one needs beyond that"
            + " is computed before the loop, and so is what none of them needs. Composed of"
            + " `reorder`, `partition_loop`, `shift_loop`, `split`, `reorder_stmts`, `fuse_loop` and"
            + " `simplify`. With `recompute: true` each iteration computes all that it uses, also"
            + " what others compute, and the buffer, which then holds what one iteration uses, stays"
            + " outside of the loops; this is composed of `stage_mem`, `inline_buffer` and"
            + " `lift_alloc_simple`.")
public record ComputeAt(
    @Param(doc = "the assignment that computes the buffer's elements") StmtRef producer,
    @Param(doc = "the consumer's loop in which it shall be computed") LoopRef target,
    @Param(doc = "each iteration computes all that it uses", def = "false") boolean recompute)
    implements Directive {
  /** Computes a producer at a loop of its consumer. */
  public static ComputeAt of(StmtRef producer, LoopRef target) {
    return new ComputeAt(producer, target, false);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Assign a = context.assign(producer);
    Stmt.For loop = context.loop(target);
    Work w = new Work(context);
    if (recompute) {
      Optional<StmtId> scope = w.parent(allocation(context, a).id()).map(Stmt::id);
      StmtId alloc = recompute(w, a, loop);
      w.apply(Simplify.of());
      while (!w.parent(alloc).map(Stmt::id).equals(scope)) {
        w.apply(LiftAllocSimple.of(Work.allocRef(alloc)));
      }
    } else {
      run(w, a, loop.id());
    }
    return w.apply(Simplify.of()).done();
  }

  /** Where the buffer is made that an assignment computes. */
  static Stmt allocation(Context context, Stmt.Assign a) {
    return context
        .index()
        .declaration(a.buf())
        .orElseThrow(() -> context.refuse(a, "'" + a.buf() + "' is an argument"));
  }

  /**
   * A copy of what an iteration uses is made in it, and then computed instead of copied.
   *
   * @return the allocation of the copy
   */
  static StmtId recompute(Work w, Stmt.Assign a, Stmt.For loop) {
    for (Stmt s : w.procedure().index().statements()) {
      boolean inside =
          w.procedure().index().isWithin(s.id(), loop.id())
              || w.procedure().index().isWithin(loop.id(), s.id())
              || w.procedure().index().isWithin(a.id(), s.id());
      if (!inside && Names.free(List.of(s)).contains(a.buf())) {
        throw w.context().refuse(s, "'" + a.buf() + "' is also used outside of the loop");
      }
    }
    AutoStageMem.stage(w, loop.body(), a.buf(), a.buf().name(), false);
    StmtId copy = w.body(loop.id()).get(0).id();
    w.apply(InlineBuffer.of(Work.stmtRef(a.id())));
    return copy;
  }

  /** The loop that the target has become, and the assignment in it. */
  record Placed(StmtId loop, StmtId assign) {}

  /** Moves the producer. */
  static Placed run(Work w, Stmt.Assign producer, StmtId target) {
    List<Stmt.For> consumer = new ArrayList<>(w.procedure().index().loops(target));
    Collections.reverse(consumer);
    consumer.add(w.loop(target));
    consumer.removeIf(f -> w.procedure().index().isWithin(producer.id(), f.id()));
    StmtId assign = producer.id();
    StmtId fused = target;
    for (Stmt.For f : consumer) {
      fused = Need.of(w, assign, producer.buf(), w.loop(f.id())).move(w);
      assign =
          w.inside(fused, Stmt.Assign.class).stream()
              .filter(a -> a.buf() == producer.buf())
              .findFirst()
              .orElseThrow()
              .id();
    }
    return new Placed(fused, assign);
  }

  /**
   * What the iterations of a consumer's loop need of the producer.
   *
   * @param consumer the loop
   * @param loop the producer's loop over the dimension along which the consumer goes
   * @param first the iteration of that loop in which what the first iteration needs begins
   * @param stride how much further it begins for the next one
   * @param size how many iterations of the producer one iteration needs
   */
  private record Need(Stmt.For consumer, StmtId loop, Affine first, long stride, long size) {
    static Need of(Work w, StmtId producer, Sym buffer, Stmt.For c) {
      List<List<Ranges.Range>> used = Ranges.accesses(w, c.body(), buffer);
      Expr k = Expr.var(c.iter());
      for (int d = 0; d < used.size(); d++) {
        Optional<Ranges.Range> r =
            used.get(d).isEmpty() ? Optional.empty() : Ranges.join(used.get(d));
        long stride = r.map(x -> x.lo().terms().getOrDefault(k, 0L)).orElse(0L);
        if (stride > 0) {
          OptionalLong size = r.get().hi().plus(r.get().lo().times(-1)).plus(1).value();
          if (size.isEmpty() || size.getAsLong() < stride) {
            throw w.context()
                .refuse(
                    "the part of '"
                        + buffer
                        + "' that an iteration of '"
                        + c.iter()
                        + "' uses has no constant size, or there are gaps between the parts");
          }
          Stmt.Assign a = w.stmt(producer).as(Stmt.Assign.class).orElseThrow();
          Stmt.For loop = loop(w, a, d);
          Affine index = Affine.of(a.idx().get(d));
          Affine offset = index.plus(Affine.atom(Expr.var(loop.iter())).times(-1));
          Affine begin =
              r.get().lo().plus(Affine.of(c.lo()).plus(Affine.atom(k).times(-1)).times(stride));
          return new Need(c, loop.id(), begin.plus(offset.times(-1)), stride, size.getAsLong());
        }
      }
      throw w.context().refuse("no dimension of '" + buffer + "' is used along '" + c.iter() + "'");
    }

    /** The producer's loop over a dimension, to be raised to be its outermost. */
    private static Stmt.For loop(Work w, Stmt.Assign a, int d) {
      return w.procedure().index().loops(a.id()).stream()
          .filter(x -> Names.in(a.idx().get(d)).contains(x.iter()))
          .filter(x -> w.parent(x.id()).isEmpty() || !isShared(w, x, a))
          .findFirst()
          .orElseThrow(
              () -> w.context().refuse("no loop of its own computes '" + a.buf() + "' here"));
    }

    /** True if the loop also has code that reads the buffer. */
    private static boolean isShared(Work w, Stmt.For f, Stmt.Assign a) {
      boolean[] reads = {false};
      new Accesses(a.buf()) {
        @Override
        public Void read(Expr.Read e) {
          reads[0] |= e.buf() == a.buf();
          return super.read(e);
        }

        @Override
        void access(List<Coord> at) {
          // only reads count
        }
      }.stmts(f.body());
      return reads[0];
    }

    /** Moves the producer's loop into the consumer's, and gives the loop that they become. */
    StmtId move(Work w) {
      Optional<StmtId> scope = w.parent(consumer.id()).map(Stmt::id);
      while (!w.parent(loop).map(Stmt::id).equals(scope)) {
        Moves.raise(w, loop);
      }
      StmtId main = loop;
      Affine begin = Affine.of(w.loop(main).lo());
      Affine from = first.plus(size - stride);
      if (!from.equals(begin)) {
        w.apply(PartitionLoop.of(Work.loopRef(main), NewExpr.of(from.expr())));
        main = w.next(main).id();
      }
      Affine trips = Affine.of(consumer.hi()).plus(Affine.of(consumer.lo()).times(-1));
      Affine to = from.plus(trips.times(stride));
      rest(w, main, to);
      if (stride > 1) {
        main = blocks(w, main);
      } else {
        shift(w, main, consumer.lo());
      }
      while (w.place(main).next().filter(s -> s.id() != consumer.id()).isPresent()) {
        w.apply(ReorderStmts.of(BlockRef.of(w.stmt(main)), BlockRef.of(w.next(main))));
      }
      w.apply(FuseLoop.of(Work.stmtRef(main), Work.stmtRef(consumer.id())));
      return main;
    }

    /** What the consumer does not need comes first. */
    private void rest(Work w, StmtId main, Affine to) {
      if (!to.equals(Affine.of(w.loop(main).hi()))) {
        w.together(
            x -> {
              x.apply(PartitionLoop.of(Work.loopRef(main), NewExpr.of(to.expr())));
              x.apply(ReorderStmts.of(BlockRef.of(x.stmt(main)), BlockRef.of(x.next(main))));
            });
      }
    }

    /** Divides the producer's loop into blocks, one for each iteration of the consumer. */
    private StmtId blocks(Work w, StmtId main) {
      shift(w, main, Expr.lit(0));
      String name = w.loop(main).iter().name();
      Split perfect =
          Split.perfect(Work.loopRef(main), Math.toIntExact(stride), name + "o", name + "i");
      if (!w.attempt(perfect)) {
        w.apply(Split.of(Work.loopRef(main), Math.toIntExact(stride), name + "o", name + "i"));
      }
      shift(w, main, consumer.lo());
      return main;
    }

    private static void shift(Work w, StmtId loop, Expr lo) {
      if (!Affine.of(w.loop(loop).lo()).equals(Affine.of(lo))) {
        w.apply(ShiftLoop.of(Work.loopRef(loop), NewExpr.of(lo)));
      }
    }
  }
}
