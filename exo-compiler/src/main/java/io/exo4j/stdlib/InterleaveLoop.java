package io.exo4j.stdlib;

import io.exo4j.cursor.Place;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.IterVars;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.loops.Fission;
import io.exo4j.schedule.loops.Split;
import io.exo4j.schedule.loops.Unroll;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
            + " Composed of `split`, `binary_specialize`, `expand_dim`, `lift_alloc_simple`,"
            + " `fission` and `unroll`.")
public record InterleaveLoop(
    @Param(doc = "the loop") LoopRef loop,
    @Param(doc = "how many iterations to do together; all if left out") Optional<Integer> factor,
    @Param(
            doc =
                "what happens to the iterations that are left over: a loop (`cut`), that under an"
                    + " if (`cut_and_guard`), a condition in every block (`guard`), blocks of half"
                    + " as many and so on (`recursive`), or code for every number of them"
                    + " (`specialize`)",
            def = "cut")
        Tail tail,
    @Param(doc = "the factor divides the trip count", def = "false") boolean perfect)
    implements Directive {
  /** What happens to the iterations that are left over. */
  public enum Tail {
    /** Every block is guarded. */
    GUARD,
    /** A loop does them. */
    CUT,
    /** A loop under a condition does them. */
    CUT_AND_GUARD,
    /** They are interleaved in blocks of half as many, and so on. */
    RECURSIVE,
    /** For every number of them there is code that interleaves them all. */
    SPECIALIZE;

    private Split.Tail split() {
      return switch (this) {
        case GUARD -> Split.Tail.GUARD;
        case CUT_AND_GUARD -> Split.Tail.CUT_AND_GUARD;
        case CUT, RECURSIVE, SPECIALIZE -> Split.Tail.CUT;
      };
    }
  }

  /** Interleaves so many iterations. */
  public static InterleaveLoop of(LoopRef loop, int factor) {
    return new InterleaveLoop(loop, Optional.of(factor), Tail.CUT, false);
  }

  /** Interleaves all iterations. */
  public static InterleaveLoop of(LoopRef loop) {
    return new InterleaveLoop(loop, Optional.empty(), Tail.CUT, false);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    Work w = new Work(context);
    if (factor.isEmpty()) {
      interleave(w, f.id());
      return w.done();
    }
    Optional<StmtId> following = w.place(f.id()).next().map(Stmt::id);
    divide(w, f.id(), f.iter().name(), factor.get());
    Optional<StmtId> rest =
        w.place(f.id()).next().map(Stmt::id).filter(n -> following.filter(n::equals).isEmpty());
    // the loop over blocks stays where it is, and so does what is left over behind it
    if (rest.isPresent() && tail == Tail.RECURSIVE) {
      StmtId left = rest.get();
      for (int k = factor.get() / 2; k >= 2; k /= 2) {
        divide(w, left, f.iter().name(), k);
        left = w.next(left).id();
      }
    } else if (rest.isPresent() && tail == Tail.SPECIALIZE) {
      specialize(w, f.id(), rest.get(), following);
    }
    return w.done();
  }

  private void divide(Work w, StmtId id, String name, int by) {
    w.apply(
        new Split(
            Work.loopRef(id), by, IterVars.of(name + "o", name + "i"), tail.split(), perfect));
    interleave(w, w.body(id).get(0).id());
  }

  /** Makes code for each number of iterations that can be left over. */
  private void specialize(Work w, StmtId blocks, StmtId rest, Optional<StmtId> following) {
    Stmt.For f = w.loop(rest);
    List<Integer> values = IntStream.range(0, factor.orElseThrow()).boxed().toList();
    w.apply(BinarySpecialize.of(BlockRef.of(f), NewExpr.of(f.hi()), values));
    if (!w.contains(blocks)) {
      return;
    }
    // nothing is left of it if there is never anything left over
    Optional<Stmt> choice =
        w.place(blocks).next().filter(s -> following.filter(s.id()::equals).isEmpty());
    if (choice.isEmpty()) {
      return;
    }
    for (Stmt.For special : w.inside(choice.get().id(), Stmt.For.class)) {
      if (w.contains(special.id())
          && Work.trips(special).isPresent()
          && special.iter().name().equals(f.iter().name())) {
        interleave(w, special.id());
      }
    }
  }

  /** Does all iterations of a loop together, statement by statement. */
  private static void interleave(Work w, StmtId lanes) {
    for (Stmt s : List.copyOf(w.body(lanes))) {
      if (s.as(Stmt.Alloc.class).isPresent()) {
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
  }
}
