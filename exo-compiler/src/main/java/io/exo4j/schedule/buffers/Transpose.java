package io.exo4j.schedule.buffers;

import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.BufferPlace;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Exchanges rows and columns of an argument. */
@DirectiveInfo(
    name = "transpose",
    group = Group.BUFFERS,
    doc =
        "Exchanges the two dimensions of an argument; strides in assertions are exchanged with them. The"
            + " result is a procedure of its own, as its callers have to pass the transposed matrix.")
public record Transpose(@Param(doc = "the argument, of rank 2") AllocRef arg) implements Directive {
  /** Exchanges rows and columns. */
  public static Transpose of(AllocRef arg) {
    return new Transpose(arg);
  }

  @Override
  public Outcome apply(Context context) {
    BufferPlace buffer = context.buffer(arg);
    if (buffer.arg().isEmpty()) {
      throw context.refuse("'" + buffer.sym() + "' is not an argument; use rearrange_dim");
    }
    if (buffer.type().rank() != 2) {
      throw context.refuse("'" + buffer.sym() + "' is of rank " + buffer.type().rank() + ", not 2");
    }
    return RearrangeDim.apply(context, buffer, List.of(1, 0));
  }
}
