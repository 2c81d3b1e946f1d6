package io.exo4j.schedule.loops;

import io.exo4j.analysis.Refusal;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.IterVars;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;
import java.util.Optional;

/** Divides a loop into overlapping blocks. */
@DirectiveInfo(
    name = "divide_with_recompute",
    group = Group.LOOPS,
    doc =
        "Divides a loop that starts at 0 into `outer_hi` blocks that start every `outer_stride`"
            + " iterations and overlap, so that some iterations are done again. Proved: the blocks"
            + " cover the loop, the body is idempotent, and iterations commute.")
public record DivideWithRecompute(
    @Param(doc = "the loop") LoopRef loop,
    @Param(doc = "the number of blocks") NewExpr outerHi,
    @Param(doc = "the distance between the starts of blocks, at least 1") int outerStride,
    @Param(doc = "names of the outer and the inner loop's variables") IterVars iterVars)
    implements Directive {
  /** Divides a loop into overlapping blocks. */
  public static DivideWithRecompute of(
      LoopRef loop, NewExpr outerHi, int outerStride, String outer, String inner) {
    return new DivideWithRecompute(loop, outerHi, outerStride, IterVars.of(outer, inner));
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    if (outerStride < 1) {
      throw context.refuse(f, "outer_stride must be at least 1, it is " + outerStride);
    }
    if (!f.lo().isZero()) {
      throw context.refuse(f, "the loop must start at 0; use shift_loop first");
    }
    if (f.mode() == LoopMode.PAR) {
      throw context.refuse(f, "blocks that overlap cannot run in parallel");
    }
    Expr blocks = context.index(outerHi, f.id());
    Expr c = Expr.lit(outerStride);
    Expr covered = covered(blocks, outerStride);
    context.require(
        f,
        context
            .proofs()
            .compare(Expr.sub(f.hi(), covered), BinOp.GE, Expr.lit(0), f.id())
            .map(r -> r.withReason("outer_hi * outer_stride may exceed the loop's end")));
    Optional<Refusal> some =
        context
            .proofs()
            .holds(
                Expr.bin(
                    BinOp.OR,
                    Expr.bin(BinOp.GE, blocks, Expr.lit(1)),
                    Expr.bin(
                        BinOp.AND,
                        Expr.bin(BinOp.EQ, blocks, Expr.lit(0)),
                        Expr.bin(BinOp.LE, f.hi(), Expr.lit(0)))),
                f.id());
    context.require(f, some.map(r -> r.withReason("there may be no block at all")));
    Loops.steady(context, f, List.of(blocks, f.hi()));
    context.require(f, context.proofs().idempotent(f.body()));
    context.require(f, context.proofs().iterationsCommute(f));
    Sym outer = context.newSym(iterVars.outer());
    Sym inner = context.newSym(iterVars.inner());
    Expr at = Expr.add(Expr.mul(Expr.var(outer), c), Expr.var(inner));
    Expr width = Expr.add(c, Expr.sub(f.hi(), covered));
    Stmt in = Loops.fresh(f, inner, Expr.lit(0), width, Substitution.in(f.body(), f.iter(), at));
    return Outcome.of(
        context.edit().replace(f.id(), Loops.head(f, outer, Expr.lit(0), blocks, List.of(in))));
  }

  /**
   * {@code blocks * stride}, written {@code e - e % stride} where {@code blocks} is {@code e /
   * stride}.
   */
  private static Expr covered(Expr blocks, long stride) {
    Expr product = Expr.mul(blocks, Expr.lit(stride));
    return blocks.accept(
        new ExprDefault<Expr>() {
          @Override
          protected Expr other(Expr e) {
            return product;
          }

          @Override
          public Expr bin(Expr.Bin b) {
            return b.op() == BinOp.DIV && b.rhs().asInt().orElse(0) == stride
                ? Expr.sub(b.lhs(), Expr.bin(BinOp.MOD, b.lhs(), b.rhs()))
                : product;
          }
        });
  }
}
