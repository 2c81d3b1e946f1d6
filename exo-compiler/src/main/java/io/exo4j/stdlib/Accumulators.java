package io.exo4j.stdlib;

import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.MemoryRef;
import io.exo4j.schedule.buffers.RearrangeDim;
import io.exo4j.schedule.loops.Fission;
import io.exo4j.schedule.loops.Reorder;
import io.exo4j.schedule.loops.Split;
import io.exo4j.schedule.loops.Unroll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several vectors of accumulators for each sum that has one: {@code parallelize_reduction} of the
 * loop over blocks within each lane, whose lanes then go back inside. An addition to a vector can
 * so start before the one before it has ended.
 *
 * @param main the loop over the accumulators in which one block each is added
 * @param lanes the loops over the lanes of a block
 * @param loops the loops outside of which is nothing of the sums
 * @param others the loops that set the accumulators to zero and that add them up
 */
record Accumulators(StmtId main, List<StmtId> lanes, List<StmtId> loops, List<StmtId> others) {

  /**
   * Makes them.
   *
   * @param first what {@code parallelize_reduction} made of the sums
   * @param blocks the loop over blocks
   * @param sums the reductions
   */
  static Accumulators run(
      Work w,
      ParallelizeReduction.Lanes first,
      StmtId blocks,
      List<StmtId> sums,
      int count,
      MemoryRef memory) {
    StmtId lane = first.sum();
    w.apply(Reorder.of(Work.loopRef(blocks)));
    ParallelizeReduction.Lanes second =
        ParallelizeReduction.run(w, sums, count, Optional.of(memory), Split.Tail.CUT, false, 1);
    for (StmtId alloc : second.accumulators()) {
      Moves.liftOut(w, alloc, lane);
      w.apply(RearrangeDim.of(Work.allocRef(alloc), 1, 0));
    }
    List<Stmt> parts = List.copyOf(w.body(lane));
    for (int k = parts.size() - 1; k > 0; k--) {
      w.apply(Fission.of(Work.before(parts.get(k).id())));
    }
    List<StmtId> lanes = new ArrayList<>();
    List<StmtId> others = new ArrayList<>(second.init());
    others.addAll(second.result());
    for (Stmt part : parts) {
      StmtId around = w.parent(part.id()).orElseThrow().id();
      w.apply(Reorder.of(Work.loopRef(around)));
      if (w.body(around).stream().anyMatch(s -> s.id() == second.sum())) {
        w.apply(Reorder.of(Work.loopRef(around)));
      }
      if (!others.contains(part.id())) {
        lanes.add(around);
      }
    }
    return new Accumulators(second.sum(), lanes, parts.stream().map(Stmt::id).toList(), others);
  }

  /** Writes out the loops over accumulators. */
  void unroll(Work w) {
    List<StmtId> all = new ArrayList<>(others);
    all.add(main);
    for (StmtId loop : all) {
      if (w.contains(loop)) {
        w.apply(Unroll.of(Work.loopRef(loop)));
      }
    }
  }
}
