package io.exo4j.schedule.loops;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Place;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Copies;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Substitution;
import io.exo4j.schedule.Context;
import java.util.List;
import java.util.Optional;

/** Exchanges a scope with the one around it. */
final class Lift {
  private final Context context;
  private final Proc version;

  Lift(Context context, Proc version) {
    this.context = context;
    this.version = version;
  }

  /** The version in which the statement is outside of what was around it. */
  Proc lift(Stmt s) {
    Place p = new Editor(version).place(s.id());
    Stmt outer =
        p.parent()
            .orElseThrow(
                () -> context.refuse(s, "there is no scope around this to lift it out of"));
    if (p.block().size() > 1) {
      throw context.refuse(s, "this must be the only statement of its block");
    }
    Optional<Stmt.For> outerLoop = outer.as(Stmt.For.class);
    Optional<Stmt.If> outerIf = outer.as(Stmt.If.class);
    Optional<Stmt.For> loop = s.as(Stmt.For.class);
    Optional<Stmt.If> branch = s.as(Stmt.If.class);
    Stmt lifted;
    if (branch.isPresent() && outerIf.isPresent()) {
      lifted = ifOutOfIf(branch.get(), outerIf.get(), p.branch());
    } else if (branch.isPresent() && outerLoop.isPresent()) {
      lifted = ifOutOfLoop(branch.get(), outerLoop.get());
    } else if (loop.isPresent() && outerIf.isPresent()) {
      lifted = loopOutOfIf(loop.get(), outerIf.get());
    } else if (loop.isPresent() && outerLoop.isPresent()) {
      return Reorder.exchange(context, outerLoop.get(), loop.get());
    } else {
      throw context.refuse(s, "only a loop or an if can be lifted");
    }
    return new Editor(version).replace(outer.id(), lifted).proc();
  }

  private static Stmt.If fresh(Expr cond, List<Stmt> then, List<Stmt> orelse) {
    return new Stmt.If(new StmtId(), cond, then, orelse, SourceSpan.NONE);
  }

  private static Stmt.If like(Stmt.If f, List<Stmt> then, List<Stmt> orelse) {
    return new Stmt.If(f.id(), f.cond(), then, orelse, f.span());
  }

  private static Stmt ifOutOfIf(Stmt.If i, Stmt.If o, Branch where) {
    if (where == Branch.BODY) {
      // if o: (if i: A else B) else C  ->  if i: (if o: A else C) else: (if o: B else C)
      Stmt then = like(o, i.then(), o.orelse());
      if (i.orelse().isEmpty() && o.orelse().isEmpty()) {
        return like(i, List.of(then), List.of());
      }
      List<Stmt> b = i.orelse().isEmpty() ? List.of(Stmt.pass()) : i.orelse();
      return like(i, List.of(then), List.of(fresh(o.cond(), b, Copies.of(o.orelse()))));
    }
    // if o: A else: (if i: B else C)  ->  if i: (if o: A else B) else: (if o: A else C)
    Stmt then = like(o, o.then(), i.then());
    return like(i, List.of(then), List.of(fresh(o.cond(), Copies.of(o.then()), i.orelse())));
  }

  private Stmt ifOutOfLoop(Stmt.If i, Stmt.For f) {
    if (Names.in(i.cond()).contains(f.iter())) {
      throw context.refuse(i, "the condition depends on the loop's variable '" + f.iter() + "'");
    }
    steady(i, f.body(), i.cond());
    List<Stmt> orelse = i.orelse().isEmpty() ? List.of() : List.of(elseLoop(f, i.orelse()));
    return like(i, List.of(Loops.head(f, f.iter(), f.lo(), f.hi(), i.then())), orelse);
  }

  private static Stmt elseLoop(Stmt.For f, List<Stmt> body) {
    var second = f.iter().fresh();
    return Loops.fresh(
        f, second, f.lo(), f.hi(), Substitution.in(body, f.iter(), Expr.var(second)));
  }

  private Stmt loopOutOfIf(Stmt.For f, Stmt.If o) {
    if (!o.orelse().isEmpty()) {
      throw context.refuse(o, "the if around the loop has an else");
    }
    steady(o, f.body(), o.cond());
    Loops.inOrder(context, version, f, o);
    return Loops.head(f, f.iter(), f.lo(), f.hi(), List.of(like(o, f.body(), List.of())));
  }

  private void steady(Stmt at, List<Stmt> body, Expr cond) {
    context.require(at, context.proofs(version).unaffected(List.of(cond), body));
  }
}
