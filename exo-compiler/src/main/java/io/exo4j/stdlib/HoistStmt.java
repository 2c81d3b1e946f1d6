package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import io.exo4j.schedule.buffers.LiftAllocSimple;
import io.exo4j.schedule.exprs.ReorderStmts;
import io.exo4j.schedule.loops.Fission;
import io.exo4j.schedule.loops.RemoveLoop;
import java.util.List;
import java.util.Set;

/**
 * Moves a statement out of its loop: {@code lift_alloc_simple}, {@code reorder_stmts}, {@code
 * fission}, {@code remove_loop}.
 */
@DirectiveInfo(
    name = "hoist_stmt",
    group = Group.LIBRARY,
    doc =
        "Moves a statement that does the same in every iteration in front of the loop around it,"
            + " and the allocations that it needs with it. Composed of `lift_alloc_simple`,"
            + " `reorder_stmts`, `fission` and `remove_loop`.")
public record HoistStmt(@Param(doc = "the statement") StmtRef stmt) implements Directive {
  /** Moves a statement in front of its loop. */
  public static HoistStmt of(StmtRef stmt) {
    return new HoistStmt(stmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt s = context.stmt(stmt);
    if (context.parent(s).flatMap(p -> p.as(Stmt.For.class)).isEmpty()) {
      throw context.refuse(s, "there is no loop directly around this statement");
    }
    Work w = new Work(context);
    hoist(w, s.id());
    return w.done();
  }

  static void hoist(Work w, StmtId id) {
    StmtId loop = w.parent(id).orElseThrow().id();
    Set<Sym> used = Names.free(List.of(w.stmt(id)));
    for (Stmt s : List.copyOf(w.body(loop))) {
      if (s.as(Stmt.Alloc.class).filter(a -> used.contains(a.buf())).isPresent()) {
        w.apply(LiftAllocSimple.of(Work.allocRef(s.id())));
      }
    }
    while (w.place(id).prev().isPresent()) {
      StmtId prev = w.place(id).prev().get().id();
      w.apply(
          ReorderStmts.of(
              BlockRef.of(new Cursor.OfStmt(prev)), BlockRef.of(new Cursor.OfStmt(id))));
    }
    if (w.place(id).next().isPresent()) {
      w.apply(Fission.of(Work.after(id)));
    }
    w.apply(RemoveLoop.of(Work.loopRef(loop)));
  }
}
