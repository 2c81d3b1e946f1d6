package io.exo4j.schedule.loops;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds iterations to a loop that do nothing. */
@DirectiveInfo(
    name = "extend_loop",
    group = Group.LOOPS,
    doc =
        "Lets a loop start earlier, end later, or both; a condition keeps the iterations that are"
            + " added from doing anything. Proved: `lo` is at least 0 and not behind the loop's"
            + " start, `hi` not before its end. The inverse of `bound_loop_by_if`.")
public record ExtendLoop(
    @Param(doc = "the loop") LoopRef loop,
    @Param(doc = "the new lower bound") Optional<NewExpr> lo,
    @Param(doc = "the new upper bound") Optional<NewExpr> hi)
    implements Directive {
  /** Adds iterations to a loop that do nothing. */
  public static ExtendLoop of(LoopRef loop, Optional<NewExpr> lo, Optional<NewExpr> hi) {
    return new ExtendLoop(loop, lo, hi);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    Expr from = lo.map(e -> context.index(e, f.id())).orElse(f.lo());
    Expr to = hi.map(e -> context.index(e, f.id())).orElse(f.hi());
    List<Expr> conditions = new ArrayList<>();
    if (lo.isPresent()) {
      context.require(f, context.proofs().compare(from, BinOp.GE, Expr.lit(0), f.id()));
      context.require(f, context.proofs().compare(from, BinOp.LE, f.lo(), f.id()));
      conditions.add(Expr.bin(BinOp.LE, f.lo(), Expr.var(f.iter())));
    }
    if (hi.isPresent()) {
      context.require(f, context.proofs().compare(f.hi(), BinOp.LE, to, f.id()));
      conditions.add(Expr.bin(BinOp.LT, Expr.var(f.iter()), f.hi()));
    }
    Loops.steady(context, f, List.of(f.lo(), f.hi(), from, to));
    List<Stmt> body = f.body();
    if (!conditions.isEmpty()) {
      Expr all = conditions.stream().reduce((a, b) -> Expr.bin(BinOp.AND, a, b)).orElseThrow();
      body = List.of(Loops.guard(all, body));
    }
    return Outcome.of(context.edit().replace(f.id(), Loops.head(f, f.iter(), from, to, body)));
  }
}
