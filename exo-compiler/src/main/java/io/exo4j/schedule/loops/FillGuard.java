package io.exo4j.schedule.loops;

import io.exo4j.analysis.Formula;
import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.analysis.Obligations;
import io.exo4j.analysis.Unobserved;
import io.exo4j.cursor.Editor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Gives elements that a guarded assignment leaves out the value zero. */
@DirectiveInfo(
    name = "fill_guard",
    group = Group.LOOPS,
    doc =
        "Turns `if c: x[i] = e` into `if c: x[i] = e else: x[i] = 0.0`. Proved: `x` is a local"
            + " buffer, nothing reads what the new assignment writes, and it stays inside the"
            + " buffer.")
public record FillGuard(@Param(doc = "the if, with one assignment and no else") StmtRef ifStmt)
    implements Directive {
  /** Fills what an if leaves out. */
  public static FillGuard of(StmtRef ifStmt) {
    return new FillGuard(ifStmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt s = context.stmt(ifStmt);
    Stmt.If f = s.as(Stmt.If.class).orElseThrow(() -> context.refuse(s, "this must be an if"));
    if (!f.orelse().isEmpty() || f.then().size() != 1) {
      throw context.refuse(f, "the if must have one statement and no else");
    }
    Stmt.Assign known =
        f.then()
            .get(0)
            .as(Stmt.Assign.class)
            .orElseThrow(() -> context.refuse(f, "the statement must be an assignment"));
    Stmt.Assign zero =
        new Stmt.Assign(
            new StmtId(),
            known.buf(),
            known.idx(),
            Expr.DataLit.floating(BigDecimal.ZERO, SourceSpan.NONE),
            SourceSpan.NONE);
    Editor editor =
        context
            .edit()
            .replace(f.id(), new Stmt.If(f.id(), f.cond(), f.then(), List.of(zero), f.span()));
    context.require(
        f, FrontEndProofs.recheckAt(editor.proc(), context.scope().session(), Set.of(zero.id())));
    Obligations now = context.scope().session().obligations(editor.proc());
    context.require(f, new Unobserved(now.summary()).of(List.of(zero), Formula.TRUE));
    return Outcome.of(editor);
  }
}
