package io.exo4j.stdlib;

import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.loops.Unroll;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Unrolls all loops with few iterations: {@code unroll}, innermost first. */
@DirectiveInfo(
    name = "unroll_loops",
    group = Group.LIBRARY,
    doc =
        "Unrolls every loop of a block, or of the procedure, whose bounds are literals and that has"
            + " at most `threshold` iterations, innermost first. Composed of `unroll`.")
public record UnrollLoops(
    @Param(doc = "where; the whole procedure if left out") Optional<BlockRef> block,
    @Param(doc = "the most iterations that are written out", def = "16") int threshold)
    implements Directive {
  /** Unrolls the loops of the procedure that have at most so many iterations. */
  public static UnrollLoops of(int threshold) {
    return new UnrollLoops(Optional.empty(), threshold);
  }

  @Override
  public Outcome apply(Context context) {
    Work w = new Work(context);
    List<Stmt> all =
        new ArrayList<>(w.inside(block.map(context::block).orElse(context.proc().body())));
    Collections.reverse(all);
    for (Stmt s : all) {
      if (w.asLoop(s.id())
          .filter(f -> Work.trips(f).orElse(Long.MAX_VALUE) <= threshold)
          .isPresent()) {
        w.apply(Unroll.of(Work.loopRef(s.id())));
      }
    }
    return w.done();
  }

  /** Unrolls a loop and those of one iteration inside it, which get a new identity. */
  static void inPlace(Work w, StmtId loop) {
    for (Stmt.For f : w.inside(loop, Stmt.For.class)) {
      if (w.contains(f.id()) && Work.trips(f).orElse(0) == 1) {
        inPlace(w, f.id());
      }
    }
    w.apply(Unroll.of(Work.loopRef(loop)));
  }
}
