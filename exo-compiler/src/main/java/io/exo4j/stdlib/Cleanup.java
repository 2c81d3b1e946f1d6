package io.exo4j.stdlib;

import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.exprs.DeletePass;
import io.exo4j.schedule.exprs.Simplify;

/**
 * Tidies up after other steps: {@code simplify}, {@code unroll}, {@code dce}, {@code delete_pass}.
 */
@DirectiveInfo(
    name = "cleanup",
    group = Group.LIBRARY,
    doc =
        "Simplifies the procedure, writes out loops of one iteration, removes dead branches and"
            + " loops, and deletes every `pass`. Composed of `simplify`, `unroll`,"
            + " `eliminate_dead_code` and `delete_pass`.")
public record Cleanup() implements Directive {
  /** Tidies up. */
  public static Cleanup of() {
    return new Cleanup();
  }

  @Override
  public Outcome apply(Context context) {
    Work w = new Work(context);
    w.apply(Simplify.of());
    for (Stmt s : w.procedure().index().statements()) {
      if (w.contains(s.id())
          && w.asLoop(s.id()).filter(f -> Work.trips(f).orElse(0) == 1).isPresent()) {
        UnrollLoops.inPlace(w, s.id());
      }
    }
    Dce.run(w);
    w.apply(new DeletePass());
    return w.apply(Simplify.of()).done();
  }
}
