package io.exo4j.stdlib;

import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/** Moves everything that can be out of a loop: {@code hoist_stmt} of each statement. */
@DirectiveInfo(
    name = "hoist_from_loop",
    group = Group.LIBRARY,
    doc =
        "Moves each statement of a loop's body that does the same in every iteration in front of"
            + " the loop. What cannot be moved stays. Composed like `hoist_stmt`.")
public record HoistFromLoop(@Param(doc = "the loop") LoopRef loop) implements Directive {
  /** Moves what can be in front of a loop. */
  public static HoistFromLoop of(LoopRef loop) {
    return new HoistFromLoop(loop);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    Work w = new Work(context);
    for (Stmt s : f.body()) {
      if (s.as(Stmt.Alloc.class).isEmpty()) {
        w.together(x -> HoistStmt.hoist(x, s.id()));
      }
    }
    return w.done();
  }
}
