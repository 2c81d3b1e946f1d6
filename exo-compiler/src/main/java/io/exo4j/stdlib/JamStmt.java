package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import io.exo4j.schedule.exprs.ReorderStmts;
import io.exo4j.schedule.exprs.Simplify;
import io.exo4j.schedule.loops.AddLoop;
import io.exo4j.schedule.loops.FuseLoop;
import io.exo4j.schedule.loops.ShiftLoop;
import java.util.Optional;

/**
 * Moves a statement into the loop behind it: {@code add_loop}, {@code shift_loop}, {@code
 * simplify}, {@code fuse_loop}, {@code reorder_stmts}.
 */
@DirectiveInfo(
    name = "jam_stmt",
    group = Group.LIBRARY,
    doc =
        "Moves a statement into the loop behind it, which then does it in every iteration, as late"
            + " as possible. Proved: the loop has an iteration, and doing the statement again"
            + " changes nothing. Composed of `add_loop`, `shift_loop`, `simplify`,"
            + " `fuse_loop` and `reorder_stmts`.")
public record JamStmt(@Param(doc = "the statement; a loop is behind it") StmtRef stmt)
    implements Directive {
  /** Moves a statement into the loop behind it. */
  public static JamStmt of(StmtRef stmt) {
    return new JamStmt(stmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt s = context.stmt(stmt);
    Work w = new Work(context);
    Stmt.For f =
        w.place(s.id())
            .next()
            .flatMap(n -> n.as(Stmt.For.class))
            .orElseThrow(() -> context.refuse(s, "there is no loop behind this statement"));
    boolean fromZero = f.lo().asInt().orElse(1) == 0;
    Expr trips = fromZero ? f.hi() : Expr.sub(f.hi(), f.lo());
    w.apply(AddLoop.of(BlockRef.of(new Cursor.OfStmt(s.id())), f.iter().name(), NewExpr.of(trips)));
    StmtId added = w.parent(s.id()).orElseThrow().id();
    if (!fromZero) {
      w.apply(ShiftLoop.of(Work.loopRef(added), NewExpr.of(f.lo())));
      w.apply(Simplify.of());
    }
    w.apply(FuseLoop.of(Work.stmtRef(added), Work.stmtRef(f.id())));
    Optional<Stmt> next = w.place(s.id()).next();
    while (next.isPresent()
        && w.attempt(ReorderStmts.of(BlockRef.of(w.stmt(s.id())), BlockRef.of(next.get())))) {
      next = w.place(s.id()).next();
    }
    return w.done();
  }
}
