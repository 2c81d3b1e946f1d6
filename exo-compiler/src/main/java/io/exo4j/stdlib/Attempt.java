package io.exo4j.stdlib;

import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/** See {@link Ops#attempt(Directive, Directive)}. */
@DirectiveInfo(
    name = "attempt",
    group = Group.LIBRARY,
    doc = "Applies a step, or another one if it is refused.")
record Attempt(
    @Param(doc = "what to try") Directive step,
    @Param(doc = "what to do if it is refused") Directive otherwise)
    implements Directive {
  @Override
  public Outcome apply(Context context) {
    try {
      return Outcome.of(context.procedure().apply(step));
    } catch (SchedulingException e) {
      return Outcome.of(context.procedure().apply(otherwise));
    }
  }
}
