package io.exo4j.stdlib;

import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/**
 * Splits a loop so that each nest has one statement: {@code expand_dim} and {@code
 * lift_alloc_simple} of the buffers inside, then {@code fission} everywhere.
 */
@DirectiveInfo(
    name = "fission_into_singles",
    group = Group.LIBRARY,
    doc =
        "Gives every iteration of a loop, and of the loops inside it, buffers of its own in front"
            + " of the loop, and splits the loop until each nest has just one statement. Composed"
            + " of `inline_window`, `expand_dim`, `lift_alloc_simple` and `fission`.")
public record FissionIntoSingles(@Param(doc = "the loop") LoopRef scope) implements Directive {
  /** Splits a loop into nests of one statement. */
  public static FissionIntoSingles of(LoopRef scope) {
    return new FissionIntoSingles(scope);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(scope);
    Work w = new Work(context);
    Moves.privatize(w, f.id());
    Moves.singles(w, f.id());
    return w.done();
  }
}
