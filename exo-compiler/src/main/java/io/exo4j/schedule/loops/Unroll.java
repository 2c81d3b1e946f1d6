package io.exo4j.schedule.loops;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.List;

/** Writes out the iterations of a loop. */
@DirectiveInfo(
    name = "unroll",
    aliases = "unroll_loop",
    group = Group.LOOPS,
    doc = "Writes out the iterations of a loop whose bounds are literals.")
public record Unroll(@Param(doc = "the loop") LoopRef loop) implements Directive {
  private static final long MOST = 10_000;

  /** Unrolls a loop. */
  public static Unroll of(LoopRef loop) {
    return new Unroll(loop);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    if (f.lo().asInt().isEmpty() || f.hi().asInt().isEmpty()) {
      throw context.refuse(f, "the loop's bounds must be literals");
    }
    long lo = f.lo().asInt().getAsLong();
    long hi = f.hi().asInt().getAsLong();
    if (hi - lo > MOST) {
      throw context.refuse(f, "the loop has more than " + MOST + " iterations");
    }
    List<Stmt> all = new ArrayList<>();
    for (long k = lo; k < hi; k++) {
      all.addAll(Loops.copy(f, Expr.lit(k)));
    }
    if (all.isEmpty()) {
      all.add(Stmt.pass());
    }
    return Outcome.of(context.edit().replace(f.id(), all));
  }
}
