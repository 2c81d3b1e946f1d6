package io.exo4j.stdlib;

import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;

/** Moves a statement in front of others of its block: {@code reorder_stmts}. */
@DirectiveInfo(
    name = "reorder_stmt_backwards",
    group = Group.LIBRARY,
    doc =
        "Moves a statement in front of the previous `count` statements of its block. Composed of"
            + " `reorder_stmts`.")
public record ReorderStmtBackwards(
    @Param(doc = "the statement") StmtRef stmt,
    @Param(doc = "how many statements it passes", def = "1") int count)
    implements Directive {
  /** Moves a statement. */
  public static ReorderStmtBackwards of(StmtRef stmt, int count) {
    return new ReorderStmtBackwards(stmt, count);
  }

  @Override
  public Outcome apply(Context context) {
    return Moves.pass(context, stmt, count, false);
  }
}
