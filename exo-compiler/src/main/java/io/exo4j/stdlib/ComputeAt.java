package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
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
 * shift_loop}, {@code split}, {@code fuse_loop}, {@code simplify}.
 */
@DirectiveInfo(
    name = "compute_at",
    aliases = "halide_compute_at",
    group = Group.LIBRARY,
    doc =
        "Moves the loops that compute a buffer into the loops right behind them that use it, down"
            + " to the loop `target`. Each iteration of these computes what no earlier one has"
            + " computed; if iterations use overlapping parts, what the first one needs beyond that"
            + " is computed before the loop. Composed of `reorder`, `partition_loop`, `shift_loop`,"
            + " `split`, `fuse_loop` and `simplify`.")
public record ComputeAt(
    @Param(doc = "the assignment that computes the buffer's elements") StmtRef producer,
    @Param(doc = "the consumer's loop in which it shall be computed") LoopRef target)
    implements Directive {
  /** Computes a producer at a loop of its consumer. */
  public static ComputeAt of(StmtRef producer, LoopRef target) {
    return new ComputeAt(producer, target);
  }

  @Override
  public Outcome apply(Context context) {
    Work w = new Work(context);
    run(w, context.assign(producer), context.loop(target).id());
    return w.apply(Simplify.of()).done();
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
      fused = into(w, assign, producer.buf(), f.id());
      assign =
          w.inside(fused, Stmt.Assign.class).stream()
              .filter(a -> a.buf() == producer.buf())
              .findFirst()
              .orElseThrow()
              .id();
    }
    return new Placed(fused, assign);
  }

  private static StmtId into(Work w, StmtId producer, Sym buffer, StmtId consumer) {
    Context context = w.context();
    Stmt.For c = w.loop(consumer);
    List<List<Ranges.Range>> used = Ranges.accesses(w, c.body(), buffer);
    for (int d = 0; d < used.size(); d++) {
      Optional<Ranges.Range> r =
          used.get(d).isEmpty() ? Optional.empty() : Ranges.join(used.get(d));
      long stride =
          r.map(x -> x.lo().terms().getOrDefault((Expr) Expr.var(c.iter()), 0L)).orElse(0L);
      if (stride > 0) {
        OptionalLong size = r.get().hi().plus(r.get().lo().times(-1)).plus(1).value();
        if (size.isEmpty() || size.getAsLong() < stride) {
          throw context.refuse(
              "the part of '"
                  + buffer
                  + "' that an iteration of '"
                  + c.iter()
                  + "' uses has no constant size, or there are gaps between the parts");
        }
        return fuse(w, loop(w, producer, d), c, stride, size.getAsLong());
      }
    }
    throw context.refuse("no dimension of '" + buffer + "' is used along '" + c.iter() + "'");
  }

  /** The producer's loop over a dimension, raised to be its outermost. */
  private static StmtId loop(Work w, StmtId producer, int d) {
    Stmt.Assign a = Context.as(w.stmt(producer), Stmt.Assign.class).orElseThrow();
    Stmt.For f =
        w.procedure().index().loops(producer).stream()
            .filter(x -> Names.in(a.idx().get(d)).contains(x.iter()))
            .filter(x -> w.parent(x.id()).isEmpty() || !isShared(w, x, a))
            .findFirst()
            .orElseThrow(
                () -> w.context().refuse("no loop of its own computes '" + a.buf() + "' here"));
    return f.id();
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

  private static StmtId fuse(Work w, StmtId loop, Stmt.For c, long stride, long size) {
    Optional<StmtId> scope = w.parent(c.id()).map(Stmt::id);
    while (!w.parent(loop).map(Stmt::id).equals(scope)) {
      Moves.raise(w, loop);
    }
    StmtId fused = loop;
    if (size > stride) {
      Expr first = Affine.of(w.loop(loop).lo()).plus(size - stride).expr();
      w.apply(PartitionLoop.of(Work.loopRef(loop), NewExpr.of(first)));
      fused = w.next(loop).id();
      w.apply(ShiftLoop.of(Work.loopRef(fused), NewExpr.of(0)));
    }
    if (stride > 1) {
      String name = w.loop(fused).iter().name();
      w.apply(Split.perfect(Work.loopRef(fused), (int) stride, name + "o", name + "i"));
    }
    while (w.place(fused).next().filter(s -> s.id() != c.id()).isPresent()) {
      w.apply(
          ReorderStmts.of(
              BlockRef.of(new Cursor.OfStmt(fused)), BlockRef.of(w.place(fused).next().get())));
    }
    w.apply(FuseLoop.of(Work.stmtRef(fused), Work.stmtRef(c.id())));
    return fused;
  }
}
