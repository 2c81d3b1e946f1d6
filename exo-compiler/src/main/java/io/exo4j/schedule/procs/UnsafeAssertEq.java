package io.exo4j.schedule.procs;

import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.ProcRef;

/** States that two procedures are equivalent. */
@DirectiveInfo(
    name = "unsafe_assert_eq",
    group = Group.PROCEDURES,
    unsafe = true,
    doc =
        "States that the procedure is equivalent to another one, so that `call_eqv` may exchange them. Nobody"
            + " checks that it is true.")
public record UnsafeAssertEq(@Param(doc = "the other procedure") ProcRef other)
    implements Directive {
  /** States equivalence. */
  public static UnsafeAssertEq of(ProcRef other) {
    return new UnsafeAssertEq(other);
  }

  @Override
  public Outcome apply(Context context) {
    return Outcome.of(context.proc()).assertedEqualTo(context.procedure(other));
  }
}
