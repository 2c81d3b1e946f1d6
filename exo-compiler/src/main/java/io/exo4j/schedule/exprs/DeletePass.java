package io.exo4j.schedule.exprs;

import io.exo4j.cursor.Editor;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import java.util.List;

/** Deletes what does nothing. */
@DirectiveInfo(
    name = "delete_pass",
    group = Group.STATEMENTS,
    doc =
        "Deletes every `pass`, and every loop in which nothing else is left. A branch of an `if`, or a "
            + "procedure, in which nothing else is left keeps one.")
public record DeletePass() implements Directive {
  @Override
  public Outcome apply(Context context) {
    Editor editor = context.edit();
    // bounds have no effects, so a loop around nothing is nothing
    return Outcome.of(editor.updateProc(p -> p.withBody(filled(new Delete().stmts(p.body())))));
  }

  private static List<Stmt> filled(List<Stmt> block) {
    return block.isEmpty() ? List.of(Stmt.pass()) : block;
  }

  private static final class Delete extends Rewriter {
    @Override
    public Expr expr(Expr e) {
      return e;
    }

    @Override
    public List<Stmt> pass(Stmt.Pass s) {
      return List.of();
    }

    @Override
    public List<Stmt> forStmt(Stmt.For s) {
      List<Stmt> body = stmts(s.body());
      if (body.isEmpty()) {
        return List.of();
      }
      return body == s.body()
          ? List.of(s)
          : List.of(new Stmt.For(s.id(), s.iter(), s.lo(), s.hi(), s.mode(), body, s.span()));
    }

    @Override
    public List<Stmt> ifStmt(Stmt.If s) {
      List<Stmt> then = stmts(s.then());
      List<Stmt> orelse = stmts(s.orelse());
      return then == s.then() && orelse == s.orelse()
          ? List.of(s)
          : List.of(
              new Stmt.If(
                  s.id(),
                  s.cond(),
                  filled(then),
                  s.orelse().isEmpty() ? orelse : filled(orelse),
                  s.span()));
    }
  }
}
