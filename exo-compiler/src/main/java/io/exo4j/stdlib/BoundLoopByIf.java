package io.exo4j.stdlib;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.exprs.DeletePass;
import io.exo4j.schedule.loops.EliminateDeadCode;
import io.exo4j.schedule.loops.PartitionLoop;
import java.util.Optional;

/**
 * Lets a loop end where the condition around its body fails: {@code partition_loop}, {@code
 * eliminate_dead_code}, {@code delete_pass}.
 */
@DirectiveInfo(
    name = "bound_loop_by_if",
    group = Group.LIBRARY,
    doc =
        "Turns `for i in seq(lo, hi): if i < e: s` into `for i in seq(lo, e): s`. Proved: `e` lies"
            + " between `lo` and `hi`. Composed of `partition_loop`, `eliminate_dead_code` and"
            + " `delete_pass`.")
public record BoundLoopByIf(@Param(doc = "the loop; its body is one condition") LoopRef loop)
    implements Directive {
  /** Lets a loop end where its condition fails. */
  public static BoundLoopByIf of(LoopRef loop) {
    return new BoundLoopByIf(loop);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    Optional<Expr> end =
        f.body().size() == 1
            ? f.body()
                .get(0)
                .as(Stmt.If.class)
                .filter(s -> s.orelse().isEmpty())
                .flatMap(s -> end(s.cond(), f.iter()))
            : Optional.empty();
    if (end.isEmpty()) {
      throw context.refuse(
          f, "the body of the loop must be `if " + f.iter() + " < …:` without an else");
    }
    Work w = new Work(context);
    w.apply(PartitionLoop.of(Work.loopRef(f.id()), NewExpr.of(end.get())));
    StmtId rest = w.next(f.id()).id();
    w.apply(EliminateDeadCode.of(Work.stmtRef(w.body(f.id()).get(0).id())));
    w.apply(EliminateDeadCode.of(Work.stmtRef(w.body(rest).get(0).id())));
    return w.apply(new DeletePass()).done();
  }

  /** The first iteration in which the condition fails. */
  private static Optional<Expr> end(Expr condition, Sym iter) {
    Optional<Expr.Bin> comparison = condition.as(Expr.Bin.class);
    if (comparison.isEmpty()) {
      return Optional.empty();
    }
    Expr.Bin b = comparison.get();
    boolean below = b.op() == BinOp.LT || b.op() == BinOp.LE;
    boolean above = b.op() == BinOp.GT || b.op() == BinOp.GE;
    Expr small = above ? b.rhs() : b.lhs();
    Expr great = above ? b.lhs() : b.rhs();
    if (!(below || above) || !small.equals(Expr.var(iter)) || Names.in(great).contains(iter)) {
      return Optional.empty();
    }
    boolean included = b.op() == BinOp.LE || b.op() == BinOp.GE;
    return Optional.of(included ? Expr.add(great, Expr.lit(1)) : great);
  }
}
