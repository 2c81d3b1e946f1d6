package io.exo4j.schedule.loops;

import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;

/** Takes one branch of an {@code if} because the user says so. */
@DirectiveInfo(
    name = "assert_if",
    group = Group.LOOPS,
    unsafe = true,
    doc =
        "Replaces an `if` by one of its branches because you say that the condition always has that value."
            + " Nothing is proved; `eliminate_dead_code` is the proved form.")
public record AssertIf(
    @Param(doc = "the if") StmtRef ifStmt,
    @Param(doc = "the value that its condition is said to have") boolean value)
    implements Directive {
  /** Takes a branch. */
  public static AssertIf of(StmtRef ifStmt, boolean value) {
    return new AssertIf(ifStmt, value);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.If f = context.ifStmt(ifStmt);
    return Outcome.of(context.edit().replace(f.id(), value ? f.then() : f.orelse()));
  }
}
