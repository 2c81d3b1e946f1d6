package io.exo4j.schedule.loops;

import io.exo4j.cursor.Editor;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Does once what a loop does again and again. */
@DirectiveInfo(
    name = "remove_loop",
    group = Group.LOOPS,
    doc =
        "Replaces a loop by its body, which must not use the loop's variable and is proved to be"
            + " idempotent. If the loop is not proved to run at least once, the body is guarded.")
public record RemoveLoop(@Param(doc = "the loop") LoopRef loop) implements Directive {
  /** Removes a loop. */
  public static RemoveLoop of(LoopRef loop) {
    return new RemoveLoop(loop);
  }

  @Override
  public Outcome apply(Context context) {
    return Outcome.of(remove(context, context.proc(), context.loop(loop)));
  }

  /** Proves and removes a loop of a version of the procedure. */
  static Proc remove(Context context, Proc version, Stmt.For f) {
    Loops.independent(context, f, f.body());
    context.require(f, context.proofs(version).idempotent(f.body()));
    boolean runs = context.proofs(version).compare(f.lo(), BinOp.LT, f.hi(), f.id()).isEmpty();
    List<Stmt> body =
        runs ? f.body() : List.of(Loops.guard(Expr.bin(BinOp.GT, f.hi(), f.lo()), f.body()));
    return new Editor(version).replace(f.id(), body).proc();
  }
}
