package io.exo4j.schedule.exprs;

import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;

/** Moves a statement before its predecessor. */
@DirectiveInfo(
    name = "reorder_before",
    group = Group.STATEMENTS,
    doc = "Exchanges a statement with the one before it, as `reorder_stmts` does.")
public record ReorderBefore(@Param(doc = "the statement") StmtRef stmt) implements Directive {
  /** Moves a statement before its predecessor. */
  public static ReorderBefore of(StmtRef stmt) {
    return new ReorderBefore(stmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt s = context.stmt(stmt);
    Stmt before =
        context
            .index()
            .place(s.id())
            .prev()
            .orElseThrow(() -> context.refuse(s, "there is no statement before this one"));
    return Outcome.of(ReorderStmts.exchange(context, before, s));
  }
}
