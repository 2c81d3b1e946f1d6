package io.exo4j.schedule.loops;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Cuts a loop in two. */
@DirectiveInfo(
    name = "partition_loop",
    aliases = "cut_loop",
    group = Group.LOOPS,
    doc =
        "Cuts a loop in two: `lo..num` and `num..hi`. The second keeps its indices. That `num` is"
            + " between the bounds is proved.")
public record PartitionLoop(
    @Param(doc = "the loop") LoopRef loop, @Param(doc = "where the second loop starts") NewExpr num)
    implements Directive {
  /** Cuts a loop in two. */
  public static PartitionLoop of(LoopRef loop, NewExpr num) {
    return new PartitionLoop(loop, num);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    Expr at = context.index(num, f.id());
    context.require(f, context.proofs().compare(f.lo(), BinOp.LE, at, f.id()));
    context.require(f, context.proofs().compare(at, BinOp.LE, f.hi(), f.id()));
    Loops.steady(context, f, List.of(at, f.hi()));
    Sym second = f.iter().fresh();
    Stmt first = Loops.head(f, f.iter(), f.lo(), at, f.body());
    Stmt rest = Loops.fresh(f, second, at, f.hi(), Loops.copy(f, Expr.var(second)));
    return Outcome.of(context.edit().replace(f.id(), List.of(first, rest)));
  }
}
