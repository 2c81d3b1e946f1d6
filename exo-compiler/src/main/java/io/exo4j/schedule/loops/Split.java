package io.exo4j.schedule.loops;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.IterVars;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Divides a loop into a loop over blocks and a loop within a block. */
@DirectiveInfo(
    name = "split",
    aliases = {"divide_loop", "halide_split"},
    group = Group.LOOPS,
    doc =
        "Divides a loop that starts at 0 into an outer loop over blocks of `split_const` iterations"
            + " and an inner loop within a block. What is left over is guarded by an `if` (`tail:"
            + " guard`), done by a loop of its own (`cut`), or that loop under an `if`"
            + " (`cut_and_guard`). With `perfect: true` nothing is left over, which is proved.")
public record Split(
    @Param(doc = "the loop") LoopRef loop,
    @Param(doc = "iterations per block, at least 1") int splitConst,
    @Param(doc = "names of the outer and the inner loop's variables") IterVars iterVars,
    @Param(doc = "what happens to the iterations that fill no block", def = "guard") Tail tail,
    @Param(doc = "the trip count is a multiple of the block size", def = "false") boolean perfect)
    implements Directive {
  /** What happens to the iterations that fill no block. */
  public enum Tail {
    /** The body is guarded. */
    GUARD,
    /** A second loop does them. */
    CUT,
    /** A second loop under an {@code if} does them. */
    CUT_AND_GUARD
  }

  /** A split with a guarded tail. */
  public static Split of(LoopRef loop, int splitConst, String outer, String inner) {
    return new Split(loop, splitConst, IterVars.of(outer, inner), Tail.GUARD, false);
  }

  /** A split without a tail. */
  public static Split perfect(LoopRef loop, int splitConst, String outer, String inner) {
    return new Split(loop, splitConst, IterVars.of(outer, inner), Tail.GUARD, true);
  }

  /** A split with that tail. */
  public static Split of(LoopRef loop, int splitConst, String outer, String inner, Tail tail) {
    return new Split(loop, splitConst, IterVars.of(outer, inner), tail, false);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    if (splitConst < 1) {
      throw context.refuse(f, "split_const must be at least 1, it is " + splitConst);
    }
    if (!f.lo().isZero()) {
      throw context.refuse(f, "the loop must start at 0; use shift_loop first");
    }
    Sym outer = context.newSym(iterVars.outer());
    Sym inner = context.newSym(iterVars.inner());
    Expr q = Expr.lit(splitConst);
    Expr n = f.hi();
    Expr at = Expr.add(Expr.mul(q, Expr.var(outer)), Expr.var(inner));
    List<Stmt> main = Substitution.in(f.body(), f.iter(), at);
    if (perfect) {
      context.require(
          f, context.proofs().compare(Expr.bin(BinOp.MOD, n, q), BinOp.EQ, Expr.lit(0), f.id()));
      Expr blocks =
          n.asInt().isPresent()
              ? Expr.lit(n.asInt().getAsLong() / splitConst)
              : Expr.bin(BinOp.DIV, n, q);
      return Outcome.of(context.edit().replace(f.id(), nest(f, outer, blocks, inner, q, main)));
    }
    Loops.steady(context, f, List.of(n));
    if (tail == Tail.GUARD) {
      Expr blocks = Expr.bin(BinOp.DIV, Expr.add(n, Expr.lit(splitConst - 1L)), q);
      List<Stmt> guarded = List.of(Loops.guard(Expr.bin(BinOp.LT, at, n), main));
      return Outcome.of(context.edit().replace(f.id(), nest(f, outer, blocks, inner, q, guarded)));
    }
    Expr blocks = Expr.bin(BinOp.DIV, n, q);
    Expr rest = Expr.bin(BinOp.MOD, n, q);
    Sym tailIter = inner.fresh();
    Expr tailAt = Expr.add(Expr.var(tailIter), Expr.mul(blocks, q));
    Stmt second = Loops.fresh(f, tailIter, Expr.lit(0), rest, Loops.copy(f, tailAt));
    if (tail == Tail.CUT_AND_GUARD) {
      second = Loops.guard(Expr.bin(BinOp.GT, rest, Expr.lit(0)), List.of(second));
    }
    return Outcome.of(
        context.edit().replace(f.id(), List.of(nest(f, outer, blocks, inner, q, main), second)));
  }

  private static Stmt nest(Stmt.For f, Sym outer, Expr blocks, Sym inner, Expr q, List<Stmt> body) {
    Stmt in = Loops.fresh(f, inner, Expr.lit(0), q, body);
    return Loops.head(f, outer, Expr.lit(0), blocks, List.of(in));
  }
}
