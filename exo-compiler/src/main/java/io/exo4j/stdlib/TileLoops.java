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
 * Tiles nested loops: {@code split} of each, then {@code reorder}, {@code lift_scope} and {@code
 * fission} move the loops over tiles outwards.
 */
@DirectiveInfo(
    name = "tile_loops",
    aliases = "halide_tile",
    group = Group.LIBRARY,
    doc =
        "Tiles nested loops `i`, `j`, …: they become `io`, `jo`, … over tiles and then `ii`, `ji`,"
            + " … within a tile. Composed of `split`, `fission`, `reorder` and `lift_scope`.")
public record TileLoops(
    @Param(doc = "the loops, outermost first, each inside the one before") List<LoopRef> loops,
    @Param(doc = "the size of a tile for each loop") List<Integer> sizes,
    @Param(doc = "the sizes divide the trip counts", def = "false") boolean perfect,
    @Param(doc = "what happens to iterations that fill no tile", def = "cut") Split.Tail tail)
    implements Directive {
  /** Copies the lists. */
  public TileLoops {
    loops = List.copyOf(loops);
    sizes = List.copyOf(sizes);
  }

  /** Tiles loops whose trip counts are multiples of the sizes. */
  public static TileLoops perfect(List<LoopRef> loops, List<Integer> sizes) {
    return new TileLoops(loops, sizes, true, Split.Tail.CUT);
  }

  /** Tiles loops with a tail. */
  public static TileLoops of(List<LoopRef> loops, List<Integer> sizes, Split.Tail tail) {
    return new TileLoops(loops, sizes, false, tail);
  }

  @Override
  public Outcome apply(Context context) {
    if (loops.size() != sizes.size() || loops.isEmpty()) {
      throw context.refuse(
          "tile_loops needs a size for each loop; there are "
              + loops.size()
              + " loops and "
              + sizes.size()
              + " sizes");
    }
    List<Stmt.For> nest = loops.stream().map(context::loop).toList();
    for (int k = 1; k < nest.size(); k++) {
      if (!context.index().isWithin(nest.get(k).id(), nest.get(k - 1).id())) {
        throw context.refuse(
            nest.get(k),
            "the loop over '"
                + nest.get(k).iter()
                + "' is not inside the one over '"
                + nest.get(k - 1).iter()
                + "'");
      }
    }
    Work w = new Work(context);
    List<StmtId> within = new ArrayList<>();
    StmtId last = null;
    for (int k = 0; k < nest.size(); k++) {
      StmtId outer = nest.get(k).id();
      String name = nest.get(k).iter().name();
      w.apply(
          new Split(
              Work.loopRef(outer),
              sizes.get(k),
              IterVars.of(name + "o", name + "i"),
              tail,
              perfect));
      within.add(w.body(outer).get(0).id());
      if (k > 0) {
        Moves.raiseInto(w, outer, last);
      }
      last = outer;
    }
    return w.done();
  }
}
