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
import io.exo4j.schedule.loops.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Tiles a perfect nest from the inside: {@code split} of the innermost loop first, then of the one
 * around it, whose inner half goes into the tile by {@code fission}, {@code reorder} and {@code
 * lift_scope}.
 */
@DirectiveInfo(
    name = "tile_loops_bottom_up",
    group = Group.LIBRARY,
    doc =
        "Tiles a loop and the loops directly inside it, the innermost first: `i`, `j` become `io`,"
            + " `jo` over tiles and then `ii`, `ji` within a tile. Unlike `tile_loops` it names"
            + " only the outermost loop, and each loop on the way in must be alone in the one"
            + " around it. Composed of `split`, `fission`, `reorder` and `lift_scope`.")
public record TileLoopsBottomUp(
    @Param(doc = "the outermost loop") LoopRef loop,
    @Param(doc = "the size of a tile for each loop, outermost first") List<Integer> sizes,
    @Param(doc = "the sizes divide the trip counts", def = "false") boolean perfect,
    @Param(doc = "what happens to iterations that fill no tile", def = "cut_and_guard")
        Split.Tail tail)
    implements Directive {
  /** Copies the list. */
  public TileLoopsBottomUp {
    sizes = List.copyOf(sizes);
  }

  /** Tiles a nest with a tail. */
  public static TileLoopsBottomUp of(LoopRef loop, Integer... sizes) {
    return new TileLoopsBottomUp(loop, List.of(sizes), false, Split.Tail.CUT_AND_GUARD);
  }

  @Override
  public Outcome apply(Context context) {
    if (sizes.isEmpty()) {
      throw context.refuse("tile_loops_bottom_up needs at least one size");
    }
    List<Stmt.For> nest = new ArrayList<>(List.of(context.loop(loop)));
    while (nest.size() < sizes.size()) {
      Stmt.For f = nest.get(nest.size() - 1);
      Stmt only = f.body().get(0);
      if (f.body().size() != 1 || only.as(Stmt.For.class).isEmpty()) {
        throw context.refuse(
            f, "the body of the loop over '" + f.iter() + "' must be one loop to tile it too");
      }
      nest.add(only.as(Stmt.For.class).orElseThrow());
    }
    Work w = new Work(context);
    for (int k = nest.size() - 1; k >= 0; k--) {
      StmtId outer = nest.get(k).id();
      String name = nest.get(k).iter().name();
      w.apply(
          new Split(
              Work.loopRef(outer),
              sizes.get(k),
              IterVars.of(name + "o", name + "i"),
              tail,
              perfect));
      StmtId around = outer;
      for (int m = k + 1; m < nest.size(); m++) {
        Moves.raiseInto(w, nest.get(m).id(), around);
        around = nest.get(m).id();
      }
    }
    return w.done();
  }
}
