package io.exo4j.schedule.procs;

import io.exo4j.ir.Stmt;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.ProcRef;
import io.exo4j.schedule.Procedure;
import java.util.List;

/** Replaces statements by a call of a procedure that does the same. */
@DirectiveInfo(
    name = "replace",
    group = Group.PROCEDURES,
    doc =
        "Replaces statements by a call of a procedure whose body is the same code; the arguments"
            + " are found by unification. Proved at the call: sizes are positive, windows are"
            + " inside their buffers, shapes agree, arguments do not overlap and the callee's"
            + " assertions hold. Writes of configuration that the procedure begins with may be"
            + " missing in the statements: then it is proved that nothing reads what they write,"
            + " and the result is equivalent but for these fields' values at the end.")
public record Replace(
    @Param(doc = "the procedure to call, often an instruction") ProcRef subproc,
    @Param(doc = "the statements; as many as the procedure has") BlockRef stmt)
    implements Directive {
  /** Replaces statements by a call. */
  public static Replace of(ProcRef subproc, BlockRef stmt) {
    return new Replace(subproc, stmt);
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> block = context.block(stmt);
    Procedure callee = context.procedure(subproc);
    Replacement.Result result =
        new Replacement(context, context.proc(), context.index(), context.types(), false)
            .replace(block, callee.proc());
    context.require(block.get(0), result.refusal());
    return Outcome.of(result.proc().orElseThrow()).changing(result.changed());
  }
}
