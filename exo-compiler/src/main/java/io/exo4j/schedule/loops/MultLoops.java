package io.exo4j.schedule.loops;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.Map;

/** Makes one loop of two. */
@DirectiveInfo(
    name = "mult_loops",
    group = Group.LOOPS,
    doc =
        "Makes one loop of two directly nested ones that start at 0; the inner one has a constant trip"
            + " count `c`. The old variables become `new_iter / c` and `new_iter % c`. The loop is of the"
            + " outer one's mode; proved, if that is `par` and the inner loop is `seq`: its iterations"
            + " do not conflict.")
public record MultLoops(
    @Param(doc = "the outer of the two loops; `i j` (`i j #1`) names both") LoopRef loop,
    @Param(doc = "the new loop's variable") String newIter)
    implements Directive {
  /** Makes one loop of two. */
  public static MultLoops of(LoopRef loop, String newIter) {
    return new MultLoops(loop, newIter);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For outer = Loops.nest(context, loop);
    Stmt.For inner =
        Loops.onlyLoop(outer.body())
            .orElseThrow(() -> context.refuse(outer, "the loop's body must be just one loop"));
    if (!outer.lo().isZero() || !inner.lo().isZero()) {
      throw context.refuse(outer, "both loops must start at 0; use shift_loop first");
    }
    long c = inner.hi().asInt().orElse(0);
    if (c < 1) {
      throw context.refuse(inner, "the inner loop's end must be a literal of at least 1");
    }
    Sym iter = context.newSym(newIter);
    Expr k = Expr.var(iter);
    Substitution both =
        new Substitution(
            Map.of(
                outer.iter(), Expr.bin(BinOp.DIV, k, inner.hi()),
                inner.iter(), Expr.bin(BinOp.MOD, k, inner.hi())),
            Map.of());
    Stmt.For whole =
        Loops.head(
            outer, iter, Expr.lit(0), Expr.mul(outer.hi(), inner.hi()), both.stmts(inner.body()));
    Proc result = context.edit().replace(outer.id(), whole).proc();
    if (outer.mode() == LoopMode.PAR && inner.mode() != LoopMode.PAR) {
      // the inner iterations were done one after the other
      context.require(inner, context.proofs(result).parallel(whole));
    }
    return Outcome.of(result);
  }
}
