package io.exo4j.schedule.control;

import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.ir.AlphaEquivalence;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.Procedure;

/** Applies a directive until it no longer applies. */
@DirectiveInfo(
    name = "repeat",
    group = Group.LIBRARY,
    doc =
        "Applies a step, or a list of steps, until it is refused or changes nothing. What the refused round did "
            + "before it was refused is undone.")
public record Repeat(@Param(doc = "what to repeat") Directive step) implements Directive {
  private static final int MOST = 1_000;

  /** Applies that directive until it no longer applies. */
  public static Repeat of(Directive step) {
    return new Repeat(step);
  }

  @Override
  public Outcome apply(Context context) {
    Procedure now = context.procedure();
    for (int i = 0; i < MOST; i++) {
      Procedure next;
      try {
        next = now.apply(step);
      } catch (SchedulingException e) {
        return Outcome.of(now);
      }
      if (AlphaEquivalence.procs(next.proc(), now.proc())) {
        return Outcome.of(now);
      }
      now = next;
    }
    throw context.refuse("after " + MOST + " repetitions the step still applies");
  }
}
