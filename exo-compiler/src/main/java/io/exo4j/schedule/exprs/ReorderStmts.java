package io.exo4j.schedule.exprs;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;
import java.util.Optional;

/** Exchanges two neighbouring statements. */
@DirectiveInfo(
    name = "reorder_stmts",
    group = Group.STATEMENTS,
    doc =
        "Exchanges two neighbouring statements, which are proved to commute: neither modifies what the other"
            + " touches (sums into one place may be exchanged).")
public record ReorderStmts(
    @Param(doc = "the first statement, or a block of both") BlockRef stmt1,
    @Param(doc = "the statement right behind it") Optional<BlockRef> stmt2)
    implements Directive {
  /** Exchanges the two statements of a block. */
  public static ReorderStmts of(BlockRef both) {
    return new ReorderStmts(both, Optional.empty());
  }

  /** Exchanges two statements. */
  public static ReorderStmts of(BlockRef stmt1, BlockRef stmt2) {
    return new ReorderStmts(stmt1, Optional.of(stmt2));
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> pair =
        stmt2.isPresent()
            ? context.block(stmt1, stmt2.get())
            : context.pair(stmt1, "reorder_stmts");
    if (pair.size() != 2) {
      throw context.refuse(pair.get(0), "the second statement must come right after the first");
    }
    return Outcome.of(exchange(context, pair.get(0), pair.get(1)));
  }

  /** Proves that they commute and exchanges them. */
  static Proc exchange(Context context, Stmt a, Stmt b) {
    context.require(b, context.proofs().commutes(List.of(a), List.of(b)));
    return context.edit().move(b.id(), new Cursor.Gap(a.id(), Cursor.Side.BEFORE)).proc();
  }
}
