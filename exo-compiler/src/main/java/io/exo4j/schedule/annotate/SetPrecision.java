package io.exo4j.schedule.annotate;

import io.exo4j.ir.Precision;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.BufferPlace;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/** Says in which number format a buffer is kept. */
@DirectiveInfo(
    name = "set_precision",
    group = Group.ANNOTATIONS,
    doc =
        "Chooses the number format of an allocation or an argument. Results may be rounded differently: that "
            + "is what the directive is for. Whether the formats that meet in an expression go together is "
            + "checked when C is generated.")
public record SetPrecision(
    @Param(doc = "the buffer") AllocRef name, @Param(doc = "the number format") Precision type)
    implements Directive {
  /** Chooses the number format of a buffer. */
  public static SetPrecision of(AllocRef name, Precision type) {
    return new SetPrecision(name, type);
  }

  @Override
  public Outcome apply(Context context) {
    BufferPlace buffer = context.buffer(name);
    return Declarations.change(context, buffer, buffer.type().withPrecision(type), buffer.memory());
  }
}
