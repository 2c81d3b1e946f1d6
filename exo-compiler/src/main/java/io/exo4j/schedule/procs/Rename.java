package io.exo4j.schedule.procs;

import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/** Gives a procedure another name. */
@DirectiveInfo(
    name = "rename",
    group = Group.PROCEDURES,
    doc = "Gives the procedure another name. It stays equivalent to what it was made from.")
public record Rename(@Param(doc = "the new name") String newName) implements Directive {
  /** Gives the procedure that name. */
  public static Rename of(String newName) {
    return new Rename(newName);
  }

  @Override
  public Outcome apply(Context context) {
    String name = context.newSym(newName).name();
    return Outcome.of(context.edit().updateProc(p -> p.withName(name)));
  }
}
