package io.exo4j.schedule.buffers;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;

/** Directives: where values are kept. */
public final class BufferDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(
        DataReuse.class,
        InlineWindow.class,
        ExpandDim.class,
        StageMem.class,
        RearrangeDim.class,
        LiftAlloc.class,
        LiftAllocSimple.class,
        SinkAlloc.class,
        DivideDim.class,
        MultDim.class,
        ResizeDim.class,
        UnrollBuffer.class,
        DeleteBuffer.class,
        Transpose.class);
  }
}
