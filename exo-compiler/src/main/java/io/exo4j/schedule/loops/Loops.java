package io.exo4j.schedule.loops;

import io.exo4j.cursor.Stmts;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Copies;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the loop directives share. */
final class Loops {
  private Loops() {}

  /** The value of an integer literal. */
  static OptionalLong literal(Expr e) {
    return e.accept(
        new ExprDefault<OptionalLong>() {
          @Override
          protected OptionalLong other(Expr o) {
            return OptionalLong.empty();
          }

          @Override
          public OptionalLong intLit(Expr.IntLit i) {
            return OptionalLong.of(i.value());
          }
        });
  }

  static boolean isZero(Expr e) {
    return literal(e).orElse(1) == 0;
  }

  /** A loop with another head; it keeps its identity. */
  static Stmt.For head(Stmt.For loop, Sym iter, Expr lo, Expr hi, List<Stmt> body) {
    return new Stmt.For(loop.id(), iter, lo, hi, loop.mode(), body, loop.span());
  }

  /** A new loop of the same mode. */
  static Stmt.For fresh(Stmt.For like, Sym iter, Expr lo, Expr hi, List<Stmt> body) {
    return new Stmt.For(new StmtId(), iter, lo, hi, like.mode(), body, SourceSpan.NONE);
  }

  static Stmt.If guard(Expr cond, List<Stmt> body) {
    return new Stmt.If(new StmtId(), cond, body, List.of(), SourceSpan.NONE);
  }

  /** A copy of the loop's body that shares nothing with it, for another loop variable. */
  static List<Stmt> copy(Stmt.For loop, Expr iter) {
    return Substitution.in(Copies.of(loop.body()), loop.iter(), iter);
  }

  /**
   * Refuses if the body changes configuration that the expressions read, as they are evaluated
   * anew.
   */
  static void steady(Context context, Stmt.For loop, List<Expr> exprs) {
    context.require(loop, context.proofs().unaffected(exprs, loop.body()));
  }

  /** Refuses if the statements use the loop's variable. */
  static void independent(Context context, Stmt.For loop, List<Stmt> stmts) {
    if (Names.free(stmts).contains(loop.iter())) {
      throw context.refuse(loop, "'" + loop.iter() + "' is used in the loop's body");
    }
  }

  /** The only statement of a block, if it is a loop. */
  static Optional<Stmt.For> onlyLoop(List<Stmt> block) {
    return block.size() == 1 ? Stmts.as(block.get(0), Stmt.For.class) : Optional.empty();
  }
}
