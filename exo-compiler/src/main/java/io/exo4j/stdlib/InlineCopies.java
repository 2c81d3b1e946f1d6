package io.exo4j.stdlib;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.buffers.DeleteBuffer;
import io.exo4j.schedule.exprs.InlineAssign;

/** Removes copies: {@code inline_assign} and {@code delete_buffer} wherever they apply. */
@DirectiveInfo(
    name = "inline_copies",
    group = Group.LIBRARY,
    doc =
        "Removes every assignment to a local buffer that only copies an element, if that is proved"
            + " to change nothing: the original is read instead. Buffers that are not used any more"
            + " are deleted. Composed of `inline_assign` and `delete_buffer`.")
public record InlineCopies() implements Directive {
  /** Removes copies. */
  public static InlineCopies of() {
    return new InlineCopies();
  }

  @Override
  public Outcome apply(Context context) {
    Work w = new Work(context);
    for (Stmt s : context.index().statements()) {
      if (s.as(Stmt.Assign.class)
          .filter(a -> a.rhs().as(Expr.Read.class).isPresent())
          .isPresent()) {
        w.attempt(InlineAssign.of(Work.stmtRef(s.id())));
      }
    }
    for (Stmt s : context.index().statements()) {
      if (s.as(Stmt.Alloc.class).isPresent()) {
        w.attempt(DeleteBuffer.of(Work.allocRef(s.id())));
      }
    }
    return w.done();
  }
}
