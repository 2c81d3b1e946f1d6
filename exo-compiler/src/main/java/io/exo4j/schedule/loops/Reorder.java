package io.exo4j.schedule.loops;

import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;
import java.util.Optional;

/** Exchanges two directly nested loops. */
@DirectiveInfo(
    name = "reorder",
    aliases = "reorder_loops",
    group = Group.LOOPS,
    doc =
        "Exchanges two loops, the second of which is all that the first one's body has. Proved: for"
            + " iterations `(i, j)` and `(i', j')` with `i < i'` and `j' < j`, the body commutes;"
            + " before the loops, the inner one's end is not before its start.")
public record Reorder(
    @Param(doc = "the outer loop; `i j` (`i j #1`) names both") LoopRef loop1,
    @Param(doc = "the variable of the loop directly inside") Optional<String> loop2)
    implements Directive {
  /** Exchanges a loop and the one directly inside. */
  public static Reorder of(LoopRef loop1) {
    return new Reorder(loop1, Optional.empty());
  }

  /** Exchanges a loop and the one of that name directly inside. */
  public static Reorder of(LoopRef loop1, String loop2) {
    return new Reorder(loop1, Optional.of(loop2));
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For outer = locate(context);
    Stmt.For inner =
        Loops.onlyLoop(outer.body())
            .orElseThrow(() -> context.refuse(outer, "the loop's body must be just one loop"));
    if (loop2.isPresent() && !loop2.get().equals(inner.iter().name())) {
      throw context.refuse(
          inner,
          "the loop directly inside is on '" + inner.iter() + "', not '" + loop2.get() + "'");
    }
    return Outcome.of(exchange(context, outer, inner));
  }

  /** The first loop of that name that has the other one inside. */
  private Stmt.For locate(Context context) {
    if (loop2.isPresent()) {
      List<Stmt.For> nests = Loops.nests(context, loop1.target(), loop2.get());
      if (!nests.isEmpty()) {
        return nests.get(0);
      }
    }
    return Loops.nest(context, loop1);
  }

  /** Proves and exchanges; both loops keep their identity. */
  static Proc exchange(Context context, Stmt.For outer, Stmt.For inner) {
    if (Names.in(List.of(inner.lo(), inner.hi())).contains(outer.iter())) {
      throw context.refuse(inner, "the inner loop's bounds depend on '" + outer.iter() + "'");
    }
    context.require(outer, context.proofs().reorderable(outer, inner));
    Loops.inOrder(context, context.proc(), inner, outer);
    Stmt.For nowInside =
        new Stmt.For(
            outer.id(),
            outer.iter(),
            outer.lo(),
            outer.hi(),
            outer.mode(),
            inner.body(),
            outer.span());
    Stmt.For nowOutside =
        new Stmt.For(
            inner.id(),
            inner.iter(),
            inner.lo(),
            inner.hi(),
            inner.mode(),
            List.of(nowInside),
            inner.span());
    Proc result = context.edit().replace(outer.id(), nowOutside).proc();
    if (inner.mode() == LoopMode.PAR) {
      // it was parallel for each iteration of the outer loop by itself only
      context.require(inner, context.proofs(result).parallel(nowOutside));
    }
    return result;
  }
}
