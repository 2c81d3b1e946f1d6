package io.exo4j.schedule.annotate;

import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.BufferPlace;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.MemoryRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/** Says where a buffer lives. */
@DirectiveInfo(
    name = "set_memory",
    group = Group.ANNOTATIONS,
    doc =
        "Puts an allocation or an argument into another memory. Whether the memory can hold it, and whether "
            + "everything that touches it may, is checked when C is generated.")
public record SetMemory(
    @Param(doc = "the buffer") AllocRef name, @Param(doc = "the memory") MemoryRef memory)
    implements Directive {
  /** Puts a buffer into a memory. */
  public static SetMemory of(AllocRef name, MemoryRef memory) {
    return new SetMemory(name, memory);
  }

  @Override
  public Outcome apply(Context context) {
    BufferPlace buffer = context.buffer(name);
    return Declarations.change(context, buffer, buffer.type(), context.memory(memory));
  }
}
