package io.exo4j.schedule.loops;

import io.exo4j.cursor.Editor;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Substitution;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one loop or {@code if} of two neighbouring ones. */
@DirectiveInfo(
    name = "fuse_loop",
    aliases = "fuse",
    group = Group.LOOPS,
    doc =
        "Makes one loop of two neighbouring ones with equal bounds, or one `if` of two with equal"
            + " conditions. Proved for loops: what the first does in a later iteration commutes"
            + " with what the second does in an earlier one.")
public record FuseLoop(
    @Param(doc = "the first loop or if") StmtRef loop1,
    @Param(doc = "the one right behind it") StmtRef loop2)
    implements Directive {
  /** Fuses two loops or two ifs. */
  public static FuseLoop of(StmtRef loop1, StmtRef loop2) {
    return new FuseLoop(loop1, loop2);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt a = context.stmt(loop1);
    Stmt b = context.stmt(loop2);
    if (context.index().place(a.id()).next().filter(s -> s.id() == b.id()).isEmpty()) {
      throw context.refuse(b, "the second must come right after the first");
    }
    Optional<Stmt.For> f = a.as(Stmt.For.class);
    Optional<Stmt.For> g = b.as(Stmt.For.class);
    if (f.isPresent() && g.isPresent()) {
      return Outcome.of(loops(context, f.get(), g.get()));
    }
    Optional<Stmt.If> i = a.as(Stmt.If.class);
    Optional<Stmt.If> j = b.as(Stmt.If.class);
    if (i.isPresent() && j.isPresent()) {
      return Outcome.of(ifs(context, i.get(), j.get()));
    }
    throw context.refuse(a, "only two loops or two ifs can be fused");
  }

  private static Proc loops(Context context, Stmt.For f, Stmt.For g) {
    if (f.mode() != g.mode()) {
      throw context.refuse(g, "one loop is parallel and the other is not");
    }
    context.require(g, context.proofs().equal(f.lo(), f.id(), g.lo(), g.id()));
    context.require(g, context.proofs().equal(f.hi(), f.id(), g.hi(), g.id()));
    List<Stmt> post = Substitution.in(g.body(), g.iter(), Expr.var(f.iter()));
    List<Stmt> body = new ArrayList<>(f.body());
    body.addAll(post);
    Stmt.For fused = Loops.head(f, f.iter(), f.lo(), f.hi(), body);
    Proc result = new Editor(context.proc()).delete(g.id()).replace(f.id(), fused).proc();
    context.require(
        f, context.proofs(result).fissionable(fused, body.subList(0, f.body().size()), post));
    if (f.mode() == LoopMode.PAR) {
      context.require(f, context.proofs(result).parallel(fused));
    }
    return result;
  }

  private static Proc ifs(Context context, Stmt.If i, Stmt.If j) {
    context.require(j, context.proofs().equal(i.cond(), i.id(), j.cond(), j.id()));
    List<Stmt> then = new ArrayList<>(i.then());
    then.addAll(j.then());
    List<Stmt> orelse = new ArrayList<>(i.orelse());
    orelse.addAll(j.orelse());
    return new Editor(context.proc())
        .delete(j.id())
        .replace(i.id(), new Stmt.If(i.id(), i.cond(), then, orelse, i.span()))
        .proc();
  }
}
