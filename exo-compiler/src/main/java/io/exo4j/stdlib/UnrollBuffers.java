package io.exo4j.stdlib;

import io.exo4j.ir.Memory;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.MemoryRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.buffers.UnrollBuffer;
import java.util.Optional;

/** Makes scalars of small buffers: {@code unroll_buffer} wherever it applies. */
@DirectiveInfo(
    name = "unroll_buffers",
    group = Group.LIBRARY,
    doc =
        "Replaces every allocation whose outermost extent and the indices into it are literals by"
            + " one for each index, and so on for the next dimension; of buffers in `memory` the"
            + " last dimension stays. Composed of `unroll_buffer`.")
public record UnrollBuffers(
    @Param(doc = "the memory whose buffers are vectors") Optional<MemoryRef> memory)
    implements Directive {
  /** Makes scalars of all buffers for which that is possible. */
  public static UnrollBuffers of() {
    return new UnrollBuffers(Optional.empty());
  }

  @Override
  public Outcome apply(Context context) {
    Optional<Memory> vectors = memory.map(context::memory);
    Work w = new Work(context);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Stmt s : w.procedure().index().statements()) {
        Optional<Stmt.Alloc> a = s.as(Stmt.Alloc.class);
        if (a.isPresent()) {
          int keep = vectors.filter(m -> a.get().memory().isA(m)).isPresent() ? 1 : 0;
          changed |=
              a.get().type().rank() > keep && w.attempt(UnrollBuffer.of(Work.allocRef(s.id()), 0));
        }
      }
    }
    return w.done();
  }
}
