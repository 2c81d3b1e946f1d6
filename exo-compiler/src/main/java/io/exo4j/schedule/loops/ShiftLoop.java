package io.exo4j.schedule.loops;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Substitution;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Lets a loop start elsewhere. */
@DirectiveInfo(
    name = "shift_loop",
    group = Group.LOOPS,
    doc =
        "Lets a loop start at `new_lo`, which is proved to be at least 0; the body subtracts the"
            + " difference.")
public record ShiftLoop(
    @Param(doc = "the loop") LoopRef loop, @Param(doc = "the new lower bound") NewExpr newLo)
    implements Directive {
  /** Lets a loop start elsewhere. */
  public static ShiftLoop of(LoopRef loop, NewExpr newLo) {
    return new ShiftLoop(loop, newLo);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    Expr lo = context.index(newLo, f.id());
    context.require(f, context.proofs().compare(lo, BinOp.GE, Expr.lit(0), f.id()));
    Loops.steady(context, f, List.of(lo, f.lo()));
    Expr at = Expr.add(Expr.var(f.iter()), Expr.sub(f.lo(), lo));
    Expr hi = Expr.add(lo, Expr.sub(f.hi(), f.lo()));
    List<Stmt> body = Substitution.in(f.body(), f.iter(), at);
    return Outcome.of(context.edit().replace(f.id(), Loops.head(f, f.iter(), lo, hi, body)));
  }
}
