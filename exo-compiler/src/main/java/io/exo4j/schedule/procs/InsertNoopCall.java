package io.exo4j.schedule.procs;

import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Editor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.GapRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.ProcRef;
import java.util.List;
import java.util.Set;

/** Inserts a call that does nothing. */
@DirectiveInfo(
    name = "insert_noop_call",
    group = Group.PROCEDURES,
    doc =
        "Inserts a call of a procedure whose body is `pass`, for example a prefetch instruction."
            + " Proved: everything that a call asks for (windows inside their buffers, assertions,"
            + " shapes).")
public record InsertNoopCall(
    @Param(doc = "where") GapRef gap,
    @Param(doc = "the procedure") ProcRef instr,
    @Param(doc = "the arguments: expressions or windows", def = "[]") List<NewExpr> args)
    implements Directive {
  /** Copies the list. */
  public InsertNoopCall {
    args = List.copyOf(args);
  }

  /** Inserts a call. */
  public static InsertNoopCall of(GapRef gap, ProcRef instr, NewExpr... args) {
    return new InsertNoopCall(gap, instr, List.of(args));
  }

  @Override
  public Outcome apply(Context context) {
    Cursor.Gap at = context.gapOrBehind(gap);
    Proc callee = context.procedure(instr).proc();
    if (!callee.body().stream().allMatch(s -> s.as(Stmt.Pass.class).isPresent())) {
      throw context.refuse("'" + callee.name() + "' does something: its body must be pass");
    }
    List<Expr> actuals = context.arguments(args, callee, at);
    precisions(context, callee, actuals);
    Stmt.Call call = new Stmt.Call(new StmtId(), callee, actuals, SourceSpan.NONE);
    Editor editor = context.edit().insert(at, List.of(call));
    context.require(
        context.index().stmt(at.anchor()),
        FrontEndProofs.recheckAt(editor.proc(), context.scope().session(), Set.of(call.id())));
    return Outcome.of(editor);
  }

  private static void precisions(Context context, Proc callee, List<Expr> actuals) {
    for (int i = 0; i < actuals.size(); i++) {
      Arg formal = callee.args().get(i);
      if (formal.type().isData()) {
        Precision wanted = formal.type().asData().orElseThrow().precision();
        Precision given = context.types().precision(actuals.get(i));
        if (given != wanted && given != Precision.R && wanted != Precision.R) {
          throw context.refuse(
              "'" + formal.name() + "' of " + callee.name() + " is " + wanted + ", not " + given);
        }
      }
    }
  }
}
