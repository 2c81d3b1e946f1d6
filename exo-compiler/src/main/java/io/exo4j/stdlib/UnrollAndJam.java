package io.exo4j.stdlib;

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
import io.exo4j.schedule.loops.Reorder;
import io.exo4j.schedule.loops.Split;
import io.exo4j.schedule.loops.Unroll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Unrolls a loop and jams the copies of the loop inside it into one: {@code split}, {@code
 * expand_dim}, {@code lift_alloc_simple}, {@code fission}, {@code reorder}, {@code unroll}.
 */
@DirectiveInfo(
    name = "unroll_and_jam",
    group = Group.LIBRARY,
    doc =
        "Does `factor` iterations of a loop together in each iteration of every loop directly"
            + " inside it. What is before and behind the inner loops, and one that is not the same"
            + " for all iterations, is unrolled too, and what is the same for all of the iterations"
            + " is done once. Composed of `split`, `expand_dim`, `lift_alloc_simple`, `fission`,"
            + " `reorder`, `hoist_stmt` and `unroll`.")
public record UnrollAndJam(
    @Param(doc = "the outer loop; its body has a loop") LoopRef loop,
    @Param(doc = "how many iterations to do together") int factor,
    @Param(doc = "the factor divides the trip count", def = "false") boolean perfect)
    implements Directive {
  /** Unrolls and jams; the iterations that are left over have a loop of their own. */
  public static UnrollAndJam of(LoopRef loop, int factor) {
    return new UnrollAndJam(loop, factor, false);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For outer = context.loop(loop);
    List<Stmt.For> inner =
        outer.body().stream().flatMap(s -> s.as(Stmt.For.class).stream()).toList();
    if (inner.isEmpty()) {
      throw context.refuse(outer, "the body of the loop has no loop directly inside");
    }
    String name = outer.iter().name();
    Work w = new Work(context);
    w.apply(
        new Split(
            Work.loopRef(outer.id()),
            factor,
            IterVars.of(name + "o", name + "i"),
            Split.Tail.CUT,
            perfect));
    StmtId lane = w.body(outer.id()).get(0).id();
    for (Stmt s : List.copyOf(w.body(lane))) {
      if (s.as(Stmt.Alloc.class).isPresent()) {
        Moves.liftOut(w, s.id(), lane);
      }
    }
    List<StmtId> lanes = new ArrayList<>();
    int together = 0;
    for (Stmt.For f : inner) {
      StmtId jammed = f.id();
      if (w.place(jammed).prev().isPresent()) {
        lanes.add(w.parent(jammed).orElseThrow().id());
        w.apply(Fission.of(Work.before(jammed)));
      }
      Optional<Stmt> rest = w.place(jammed).next();
      if (rest.isPresent()) {
        w.apply(Fission.of(Work.after(jammed)));
      }
      StmtId around = w.parent(jammed).orElseThrow().id();
      Reorder inwards = Reorder.of(Work.loopRef(around));
      if (inner.size() == 1) {
        w.apply(inwards); // the refusal says why
      }
      if (inner.size() == 1 || w.attempt(inwards)) {
        lanes.add(Moves.once(w, around));
        together++;
      } else {
        lanes.add(around);
      }
      if (f == inner.get(inner.size() - 1)) {
        if (rest.isPresent()) {
          lanes.add(w.parent(rest.get().id()).orElseThrow().id());
        }
      }
    }
    if (together == 0) {
      throw context.refuse(
          outer, "no loop directly inside is proved to be the same for all iterations");
    }
    for (StmtId id : lanes) {
      w.apply(Unroll.of(Work.loopRef(id)));
    }
    return w.done();
  }
}
