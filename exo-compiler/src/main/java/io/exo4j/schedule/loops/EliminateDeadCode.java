package io.exo4j.schedule.loops;

import io.exo4j.analysis.Refusal;
import io.exo4j.cursor.Editor;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.util.List;
import java.util.Optional;

/** Removes what is proved never to happen. */
@DirectiveInfo(
    name = "eliminate_dead_code",
    group = Group.LOOPS,
    doc =
        "Replaces an `if` whose condition is proved to be always true, or always false, by the"
            + " branch that is taken; deletes a loop that is proved to run no iteration.")
public record EliminateDeadCode(@Param(doc = "the loop or if") StmtRef stmt) implements Directive {
  /** Removes a dead branch or loop. */
  public static EliminateDeadCode of(StmtRef stmt) {
    return new EliminateDeadCode(stmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt s = context.stmt(stmt);
    Optional<Stmt.For> loop = s.as(Stmt.For.class);
    Editor editor = context.edit();
    if (loop.isPresent()) {
      Stmt.For f = loop.get();
      Optional<Refusal> runs = context.proofs().compare(f.hi(), BinOp.LE, f.lo(), f.id());
      context.require(f, runs.map(r -> r.withReason("the loop may run at least once")));
      return Outcome.of(editor.delete(f.id()));
    }
    Stmt.If f =
        s.as(Stmt.If.class)
            .orElseThrow(() -> context.refuse(s, "only a loop or an if can be dead"));
    Optional<Refusal> always = context.proofs().holds(f.cond(), f.id());
    if (always.isEmpty()) {
      return Outcome.of(editor.replace(f.id(), f.then()));
    }
    if (context.proofs().never(f.cond(), f.id()).isEmpty()) {
      return Outcome.of(editor.replace(f.id(), f.orelse().isEmpty() ? List.of() : f.orelse()));
    }
    throw context.refuse(
        f, always.get().withReason("the condition is neither always true nor always false"));
  }
}
