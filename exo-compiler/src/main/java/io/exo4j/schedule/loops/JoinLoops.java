package io.exo4j.schedule.loops;

import io.exo4j.cursor.Editor;
import io.exo4j.ir.AlphaEquivalence;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Joins two neighbouring loops that do the same. */
@DirectiveInfo(
    name = "join_loops",
    group = Group.LOOPS,
    doc =
        "Joins two neighbouring loops with equal bodies, of which the second starts where the first ends.")
public record JoinLoops(
    @Param(doc = "the first loop") LoopRef loop1,
    @Param(doc = "the loop right behind it") LoopRef loop2)
    implements Directive {
  /** Joins two loops. */
  public static JoinLoops of(LoopRef loop1, LoopRef loop2) {
    return new JoinLoops(loop1, loop2);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For a = context.loop(loop1);
    Stmt.For b = context.loop(loop2);
    if (context.index().place(a.id()).next().filter(s -> s.id() == b.id()).isEmpty()) {
      throw context.refuse(b, "the second loop must come right after the first");
    }
    if (a.mode() != b.mode()) {
      throw context.refuse(b, "one loop is parallel and the other is not");
    }
    if (!AlphaEquivalence.blocks(a.body(), b.body(), a.iter(), b.iter())) {
      throw context.refuse(b, "the bodies of the loops differ");
    }
    context.require(b, context.proofs().equal(a.hi(), a.id(), b.lo(), b.id()));
    context.require(a, context.proofs().compare(a.lo(), BinOp.LE, a.hi(), a.id()));
    context.require(b, context.proofs().compare(b.lo(), BinOp.LE, b.hi(), b.id()));
    Loops.steady(context, a, List.of(a.hi(), b.lo(), b.hi()));
    Stmt.For joined = Loops.head(a, a.iter(), a.lo(), b.hi(), a.body());
    Editor editor = context.edit().delete(b.id()).replace(a.id(), joined);
    if (a.mode() == LoopMode.PAR) {
      // iterations of one loop now run beside those of the other
      context.require(a, context.proofs(editor.proc()).parallel(joined));
    }
    return Outcome.of(editor);
  }
}
