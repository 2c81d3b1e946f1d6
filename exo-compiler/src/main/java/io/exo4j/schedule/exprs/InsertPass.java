package io.exo4j.schedule.exprs;

import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.GapRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Inserts a statement that does nothing. */
@DirectiveInfo(name = "insert_pass", group = Group.STATEMENTS, doc = "Inserts a `pass`.")
public record InsertPass(@Param(doc = "where") GapRef gap) implements Directive {
  /** Inserts a {@code pass} at that place. */
  public static InsertPass of(GapRef gap) {
    return new InsertPass(gap);
  }

  @Override
  public Outcome apply(Context context) {
    return Outcome.of(context.edit().insert(context.gap(gap), List.of(Stmt.pass())));
  }
}
