package io.exo4j.stdlib;

import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.Procedure;
import java.util.List;

/** See {@link Ops#sequence}. */
@DirectiveInfo(name = "sequence", group = Group.LIBRARY, doc = "Applies steps one after another.")
record Sequence(@Param(doc = "the steps") List<Directive> steps) implements Directive {
  Sequence {
    steps = List.copyOf(steps);
  }

  @Override
  public Outcome apply(Context context) {
    Procedure p = context.procedure();
    for (Directive d : steps) {
      p = p.apply(d);
    }
    return Outcome.of(p);
  }
}
