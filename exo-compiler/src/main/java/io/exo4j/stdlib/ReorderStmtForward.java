package io.exo4j.stdlib;

import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;

/** Moves a statement behind others of its block: {@code reorder_stmts}. */
@DirectiveInfo(
    name = "reorder_stmt_forward",
    group = Group.LIBRARY,
    doc =
        "Moves a statement behind the next `count` statements of its block. Composed of"
            + " `reorder_stmts`.")
public record ReorderStmtForward(
    @Param(doc = "the statement") StmtRef stmt,
    @Param(doc = "how many statements it passes", def = "1") int count)
    implements Directive {
  /** Moves a statement. */
  public static ReorderStmtForward of(StmtRef stmt, int count) {
    return new ReorderStmtForward(stmt, count);
  }

  @Override
  public Outcome apply(Context context) {
    return Moves.pass(context, stmt, count, true);
  }
}
