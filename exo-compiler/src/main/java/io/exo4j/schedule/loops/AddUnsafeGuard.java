package io.exo4j.schedule.loops;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Does statements only under a condition because the user says so. */
@DirectiveInfo(
    name = "add_unsafe_guard",
    group = Group.LOOPS,
    unsafe = true,
    doc = "Puts statements under a condition. Nothing is proved.")
public record AddUnsafeGuard(
    @Param(doc = "the statements") BlockRef block, @Param(doc = "the condition") NewExpr cond)
    implements Directive {
  /** Puts statements under a condition. */
  public static AddUnsafeGuard of(BlockRef block, NewExpr cond) {
    return new AddUnsafeGuard(block, cond);
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> stmts = context.block(block);
    Scopes.closed(context, stmts);
    Expr c = context.condition(cond, stmts.get(0).id());
    return Outcome.of(context.edit().wrap(stmts, b -> Loops.guard(c, b)));
  }
}
