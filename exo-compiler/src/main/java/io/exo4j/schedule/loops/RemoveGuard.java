package io.exo4j.schedule.loops;

import io.exo4j.analysis.Formula;
import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.analysis.Obligations;
import io.exo4j.analysis.Unobserved;
import io.exo4j.cursor.Editor;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Does something also where it is not needed. */
@DirectiveInfo(
    name = "remove_guard",
    group = Group.LOOPS,
    doc =
        "Replaces `if c: s` by `s`, which computes in lanes that are not needed rather than leaving"
            + " them out. Proved: where `c` does not hold, `s` writes only elements of local"
            + " buffers that nothing else reads, it reads nothing that may not have been written,"
            + " and it stays inside its buffers.")
public record RemoveGuard(@Param(doc = "the if, without else") StmtRef ifStmt)
    implements Directive {
  /** Removes the condition of an if. */
  public static RemoveGuard of(StmtRef ifStmt) {
    return new RemoveGuard(ifStmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt s = context.stmt(ifStmt);
    Stmt.If f = s.as(Stmt.If.class).orElseThrow(() -> context.refuse(s, "this must be an if"));
    if (!f.orelse().isEmpty()) {
      throw context.refuse(f, "an if with an else does one thing or the other");
    }
    List<Stmt> body = f.then();
    Inside inside = new Inside();
    inside.stmts(body);
    if (inside.divides) {
      throw context.refuse(f, "a division might be one by zero where the condition does not hold");
    }
    Editor editor = context.edit().replace(f.id(), body);
    context.require(
        f, FrontEndProofs.recheckAt(editor.proc(), context.scope().session(), inside.ids));
    Obligations now = context.scope().session().obligations(editor.proc());
    Formula skipped = now.condition(f.cond(), body.get(0).id()).negate();
    context.require(f, new Unobserved(now.summary()).of(body, skipped));
    for (Stmt b : body) {
      context.require(f, now.initialisedWithSums(b));
    }
    return Outcome.of(editor);
  }

  /** The statements, and whether data is divided in them. */
  private static final class Inside extends Walker {
    final Set<StmtId> ids = new LinkedHashSet<>();
    boolean divides;

    @Override
    public void stmt(Stmt s) {
      ids.add(s.id());
      super.stmt(s);
    }

    @Override
    public Void bin(Expr.Bin e) {
      divides |= e.op() == BinOp.DIV && e.isData();
      return super.bin(e);
    }

    @Override
    public Void call(Stmt.Call s) {
      stmts(s.callee().body());
      return super.call(s);
    }
  }
}
