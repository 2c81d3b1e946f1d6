package io.exo4j.stdlib;

import io.exo4j.cursor.Place;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.IterVars;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.loops.Fission;
import io.exo4j.schedule.loops.Split;
import io.exo4j.schedule.loops.Unroll;
import java.util.List;
import java.util.Optional;

/**
 * Unrolls a loop statement by statement: {@code split}, {@code expand_dim}, {@code
 * lift_alloc_simple}, {@code fission}, {@code unroll}.
 */
@DirectiveInfo(
    name = "interleave_loop",
    group = Group.LIBRARY,
    doc =
        "Unrolls `factor` iterations of a loop so that its first statement comes `factor` times,"
            + " then its second, and so on; buffers made inside are made once per iteration."
            + " Without `factor` the whole loop is unrolled, whose bounds must be literals."
            + " Composed of `split`, `expand_dim`, `lift_alloc_simple`, `fission` and `unroll`.")
public record InterleaveLoop(
    @Param(doc = "the loop") LoopRef loop,
    @Param(doc = "how many iterations to do together; all if left out") Optional<Integer> factor,
    @Param(
            doc = "what happens to the iterations that are left over: a loop, or that under an if",
            def = "cut")
        Split.Tail tail,
    @Param(doc = "the factor divides the trip count", def = "false") boolean perfect)
    implements Directive {
  /** Interleaves so many iterations. */
  public static InterleaveLoop of(LoopRef loop, int factor) {
    return new InterleaveLoop(loop, Optional.of(factor), Split.Tail.CUT, false);
  }

  /** Interleaves all iterations. */
  public static InterleaveLoop of(LoopRef loop) {
    return new InterleaveLoop(loop, Optional.empty(), Split.Tail.CUT, false);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    Work w = new Work(context);
    StmtId lanes = f.id();
    if (factor.isPresent()) {
      String name = f.iter().name();
      w.apply(
          new Split(
              Work.loopRef(f.id()),
              factor.get(),
              IterVars.of(name + "o", name + "i"),
              tail,
              perfect));
      lanes = w.body(f.id()).get(0).id();
    }
    for (Stmt s : List.copyOf(w.body(lanes))) {
      if (Context.as(s, Stmt.Alloc.class).isPresent()) {
        Moves.liftOut(w, s.id(), lanes);
      }
    }
    Optional<StmtId> following = w.place(lanes).next().map(Stmt::id);
    List<Stmt> body = w.body(lanes);
    for (int k = body.size() - 1; k > 0; k--) {
      w.apply(Fission.of(Work.before(body.get(k).id())));
    }
    Place p = w.place(lanes);
    for (Stmt s : Moves.siblings(w, p.stmt().id(), following)) {
      w.apply(Unroll.of(Work.loopRef(s.id())));
    }
    return w.done();
  }
}
