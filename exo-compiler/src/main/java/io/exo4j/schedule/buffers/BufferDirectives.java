package io.exo4j.schedule.buffers;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;
import java.util.Optional;

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

  @Override
  public Optional<Class<? extends Directive>> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "data_reuse", "reuse_buffer" -> DataReuse.class;
          case "inline_window" -> InlineWindow.class;
          case "expand_dim" -> ExpandDim.class;
          case "stage_mem" -> StageMem.class;
          case "rearrange_dim" -> RearrangeDim.class;
          case "lift_alloc", "autolift_alloc" -> LiftAlloc.class;
          case "lift_alloc_simple" -> LiftAllocSimple.class;
          case "sink_alloc" -> SinkAlloc.class;
          case "divide_dim" -> DivideDim.class;
          case "mult_dim" -> MultDim.class;
          case "resize_dim" -> ResizeDim.class;
          case "unroll_buffer" -> UnrollBuffer.class;
          case "delete_buffer" -> DeleteBuffer.class;
          case "transpose" -> Transpose.class;
          default -> null;
        });
  }
}
