package io.exo4j.schedule.buffers;

import io.exo4j.analysis.Refusal;
import io.exo4j.cursor.ProcIndex;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Loops whose iterations run at the same time, and must still be able to after an edit. */
final class ParallelLoops {
  private ParallelLoops() {}

  /**
   * Proves again that the iterations of every parallel loop that mentions one of the buffers do not
   * conflict.
   */
  static void check(Context context, Stmt at, Proc edited, Collection<Sym> buffers) {
    for (Stmt s : new ProcIndex(edited).statements()) {
      Optional<Stmt.For> loop = s.as(Stmt.For.class).filter(f -> f.mode() == LoopMode.PAR);
      if (loop.isPresent()) {
        Set<Sym> mentioned = Names.free(loop.get().body());
        Set<Sym> bound = Names.bound(loop.get().body());
        if (!Collections.disjoint(mentioned, buffers) || !Collections.disjoint(bound, buffers)) {
          Optional<Refusal> conflict = context.proofs(edited).parallel(loop.get());
          context.require(at, conflict.map(r -> inLoop(r, loop.get())));
        }
      }
    }
  }

  private static Refusal inLoop(Refusal r, Stmt.For loop) {
    return new Refusal(
        "iterations of the parallel loop on '" + loop.iter() + "' would conflict: " + r.reason(),
        r.counterexample(),
        r.detail(),
        r.place());
  }
}
