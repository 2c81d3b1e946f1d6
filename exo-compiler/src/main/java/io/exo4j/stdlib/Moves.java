package io.exo4j.stdlib;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Place;
import io.exo4j.cursor.Stmts;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.StmtRef;
import io.exo4j.schedule.buffers.ExpandDim;
import io.exo4j.schedule.buffers.InlineWindow;
import io.exo4j.schedule.buffers.LiftAllocSimple;
import io.exo4j.schedule.exprs.ReorderStmts;
import io.exo4j.schedule.loops.Fission;
import io.exo4j.schedule.loops.LiftScope;
import io.exo4j.schedule.loops.Reorder;
import java.util.List;
import java.util.Optional;

/** Steps that several operations have in common. */
final class Moves {
  private Moves() {}

  /** Exchanges a loop with the scope around it; what is beside it is split off before. */
  static void raise(Work w, StmtId loop) {
    isolate(w, loop);
    Stmt parent =
        w.parent(loop)
            .orElseThrow(
                () -> w.context().refuse(w.stmt(loop), "there is no scope around this loop"));
    if (parent.as(Stmt.For.class).isPresent()) {
      w.apply(Reorder.of(Work.loopRef(parent.id())));
    } else {
      w.apply(LiftScope.of(Work.stmtRef(loop)));
    }
  }

  /** Splits the scope around a statement so that the statement is alone in it. */
  static void isolate(Work w, StmtId s) {
    if (w.place(s).next().isPresent()) {
      w.apply(Fission.of(Work.after(s)));
    }
    if (w.place(s).prev().isPresent()) {
      w.apply(Fission.of(Work.before(s)));
    }
  }

  /** Raises a loop until the scope around it is the one named. */
  static void raiseInto(Work w, StmtId loop, StmtId scope) {
    while (w.parent(loop).isPresent() && w.parent(loop).get().id() != scope) {
      raise(w, loop);
    }
  }

  /**
   * Gives each iteration of the scope's loops a copy of the buffers made inside, in front of the
   * scope.
   */
  static void privatize(Work w, StmtId scope) {
    for (Stmt.WindowStmt s : w.inside(scope, Stmt.WindowStmt.class)) {
      w.apply(InlineWindow.of(Work.stmtRef(s.id())));
    }
    for (Stmt.Alloc a : w.inside(scope, Stmt.Alloc.class)) {
      liftOut(w, a.id(), scope);
    }
  }

  /** Moves an allocation out of a scope; each crossed loop adds a dimension in front. */
  static void liftOut(Work w, StmtId alloc, StmtId scope) {
    boolean last = false;
    while (!last) {
      Stmt parent = w.parent(alloc).orElseThrow();
      last = parent.id() == scope;
      Optional<Stmt.For> f = parent.as(Stmt.For.class);
      if (f.isPresent()) {
        w.apply(
            ExpandDim.of(
                Work.allocRef(alloc), NewExpr.of(extent(f.get())), NewExpr.of(at(f.get()))));
      }
      w.apply(LiftAllocSimple.of(Work.allocRef(alloc)));
    }
  }

  private static Expr extent(Stmt.For f) {
    return Work.trips(f).isPresent()
        ? Expr.lit(Work.trips(f).getAsLong())
        : f.lo().isZero() ? f.hi() : Expr.sub(f.hi(), f.lo());
  }

  private static Expr at(Stmt.For f) {
    Expr i = Expr.var(f.iter());
    return f.lo().isZero() ? i : Expr.sub(i, f.lo());
  }

  /** Splits a scope so that each of the loop nests that it becomes has one statement. */
  static void singles(Work w, StmtId scope) {
    for (Stmt child : List.copyOf(w.body(scope))) {
      if (!w.body(child.id()).isEmpty() && orelse(child).isEmpty()) {
        singles(w, child.id());
      }
    }
    List<Stmt> body = w.body(scope);
    for (int k = body.size() - 1; k > 0; k--) {
      w.apply(Fission.of(Work.before(body.get(k).id())));
    }
  }

  private static List<Stmt> orelse(Stmt s) {
    return Stmts.block(s, Branch.ORELSE);
  }

  /** The siblings that a scope has become: from the first to the last, all new but the first. */
  static List<Stmt> siblings(Work w, StmtId first, Optional<StmtId> following) {
    Place p = w.place(first);
    int to = p.block().size();
    if (following.isPresent()) {
      to = w.place(following.get()).index();
    }
    return List.copyOf(p.block().subList(p.index(), to));
  }

  /**
   * Moves what does not depend on the iteration in front of a loop, where that is proved; gives the
   * loop that is left, as the loop's identity goes with what is moved.
   */
  static StmtId once(Work w, StmtId lane) {
    Sym iter = w.loop(lane).iter();
    List<Stmt> body = w.body(lane);
    Optional<Stmt> stays =
        body.stream().filter(s -> Names.free(List.of(s)).contains(iter)).findFirst();
    for (Stmt s : body) {
      boolean same = s.as(Stmt.Alloc.class).isEmpty() && !Names.free(List.of(s)).contains(iter);
      if (same && stays.isPresent()) {
        w.together(x -> HoistStmt.hoist(x, s.id()));
      }
    }
    return stays.flatMap(s -> w.parent(s.id())).map(Stmt::id).orElse(lane);
  }

  /** Moves a statement behind or in front of so many others of its block. */
  static Outcome pass(Context context, StmtRef ref, int count, boolean forward) {
    Stmt s = context.stmt(ref);
    Work w = new Work(context);
    for (int k = 0; k < count; k++) {
      Place p = w.place(s.id());
      Stmt other =
          (forward ? p.next() : p.prev())
              .orElseThrow(
                  () -> context.refuse(s, "there are fewer than " + count + " statements to pass"));
      BlockRef here = BlockRef.of(s);
      BlockRef there = BlockRef.of(other);
      w.apply(forward ? ReorderStmts.of(here, there) : ReorderStmts.of(there, here));
    }
    return w.done();
  }
}
