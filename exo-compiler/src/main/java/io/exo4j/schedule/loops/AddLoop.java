package io.exo4j.schedule.loops;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Does in a loop what is done once. */
@DirectiveInfo(
    name = "add_loop",
    group = Group.LOOPS,
    doc =
        "Puts statements into a loop from 0 to `hi`, which is proved to be positive. The statements are"
            + " proved to be idempotent; with `guard: true` only the first iteration does them.")
public record AddLoop(
    @Param(doc = "the statements") BlockRef block,
    @Param(doc = "the loop's variable") String iter,
    @Param(doc = "the number of iterations") NewExpr hi,
    @Param(doc = "only the first iteration does something", def = "false") boolean guard)
    implements Directive {
  /** Puts statements into a loop. */
  public static AddLoop of(BlockRef block, String iter, NewExpr hi) {
    return new AddLoop(block, iter, hi, false);
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> stmts = context.block(block);
    Stmt first = stmts.get(0);
    Sym i = context.newSym(iter);
    Expr n = context.index(hi, first.id());
    context.require(first, context.proofs().positive(n, first.id()));
    context.require(first, context.proofs().unaffected(List.of(n), stmts));
    Scopes.closed(context, stmts);
    if (!guard) {
      context.require(first, context.proofs().idempotent(stmts));
    }
    return Outcome.of(
        context
            .edit()
            .wrap(
                stmts,
                b ->
                    new Stmt.For(
                        new StmtId(),
                        i,
                        Expr.lit(0),
                        n,
                        LoopMode.SEQ,
                        guard
                            ? List.of(Loops.guard(Expr.bin(BinOp.EQ, Expr.var(i), Expr.lit(0)), b))
                            : b,
                        SourceSpan.NONE)));
  }
}
