package io.exo4j.schedule.buffers;

import io.exo4j.analysis.Refusal;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Editor;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Moves an allocation out of loops and, if wanted, gives every iteration a place of its own. */
@DirectiveInfo(
    name = "lift_alloc",
    aliases = "autolift_alloc",
    group = Group.BUFFERS,
    doc =
        "Moves an allocation in front of the `n_lifts`-th loop or if around it. With `keep_dims: false` its"
            + " shape stays. With `keep_dims: true` it gets one dimension, exactly as long as the loop, for"
            + " every crossed loop that its value depends on: in front (`row`) or behind (`col`), the"
            + " outermost loop first. `size` is the extent of the new dimensions if it is to be larger.")
public record LiftAlloc(
    @Param(doc = "the allocation") AllocRef alloc,
    @Param(doc = "how many loops and ifs it leaves", def = "1") int nLifts,
    @Param(doc = "one dimension per crossed loop that the value depends on", def = "false")
        boolean keepDims,
    @Param(doc = "where the new dimensions go: in front or behind", def = "row") Mode mode,
    @Param(doc = "the extent of the new dimensions") Optional<Integer> size)
    implements Directive {
  /** Where new dimensions go. */
  public enum Mode {
    /** In front. */
    ROW,
    /** Behind. */
    COL
  }

  /** Moves an allocation as it is. */
  public static LiftAlloc of(AllocRef alloc, int nLifts) {
    return new LiftAlloc(alloc, nLifts, false, Mode.ROW, Optional.empty());
  }

  /** Moves an allocation; every iteration gets a place of its own. */
  public static LiftAlloc keepingDims(AllocRef alloc, int nLifts) {
    return new LiftAlloc(alloc, nLifts, true, Mode.ROW, Optional.empty());
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Alloc a = context.alloc(alloc);
    if (!keepDims) {
      return LiftAllocSimple.lift(context, a, nLifts);
    }
    List<Stmt> crossed = Lifting.crossed(context, a, nLifts);
    Stmt outer = crossed.get(crossed.size() - 1);
    Set<Sym> needed = Dependencies.of(context, a);
    List<Stmt.For> loops = new ArrayList<>();
    for (Stmt s : crossed) {
      s.as(Stmt.For.class).filter(f -> needed.contains(f.iter())).ifPresent(loops::add);
    }
    Collections.reverse(loops);
    List<Expr> added = new ArrayList<>();
    List<Expr> at = new ArrayList<>();
    for (Stmt.For f : loops) {
      added.add(extent(context, a, f, outer));
      Expr i = Expr.var(f.iter());
      at.add(f.lo().isZero() ? i : Expr.sub(i, f.lo()));
    }
    List<Expr> dims = new ArrayList<>(a.type().dims());
    dims.addAll(mode == Mode.ROW ? 0 : dims.size(), added);
    Lifting.extents(context, a, dims, outer);
    Scope.constant(context, a, at);
    DataType type = a.type().withDims(dims);
    Proc reshaped = new Added(context, a, at).edit(type);
    Proc lifted =
        new Editor(reshaped).move(a.id(), new Cursor.Gap(outer.id(), Cursor.Side.BEFORE)).proc();
    DenseArguments.check(context, a, lifted, a.buf());
    context.recheck(a, lifted, s -> s == a.buf());
    ParallelLoops.check(context, a, lifted, List.of(a.buf()));
    return Outcome.of(lifted);
  }

  private Expr extent(Context context, Stmt.Alloc a, Stmt.For f, Stmt outer) {
    if (size.isPresent()) {
      return Expr.lit(size.get());
    }
    OptionalLong lo = f.lo().asInt();
    OptionalLong hi = f.hi().asInt();
    Expr exact =
        lo.isPresent() && hi.isPresent()
            ? Expr.lit(hi.getAsLong() - lo.getAsLong())
            : f.lo().isZero() ? f.hi() : Expr.sub(f.hi(), f.lo());
    Scope.visible(
        context, a, List.of(exact), outer.id(), "the number of iterations of '" + f.iter() + "'");
    // an empty loop must not make an empty buffer
    Optional<Refusal> empty = context.proofs().positive(exact, outer.id());
    return empty.isEmpty() ? exact : Expr.bin(BinOp.ADD, exact, Expr.lit(1));
  }

  private final class Added extends Reshaping {
    private final List<Expr> at;
    private final int rank;

    Added(Context context, Stmt.Alloc a, List<Expr> at) {
      super(context, place(a));
      this.at = at;
      this.rank = a.type().rank();
    }

    private <T> List<T> join(List<T> old, List<T> added) {
      List<T> out = new ArrayList<>(old);
      out.addAll(mode == Mode.ROW ? 0 : out.size(), added);
      return out;
    }

    @Override
    List<Expr> subscripts(List<Expr> idx) {
      return join(idx, at);
    }

    @Override
    List<Coord> coordinates(List<Coord> coords) {
      List<Coord> points = new ArrayList<>();
      for (Expr e : at) {
        points.add(new Coord.Point(e));
      }
      return join(coords, points);
    }

    @Override
    protected Expr whole(Expr.Read e) {
      return at.isEmpty() && rank == 0 ? e : super.whole(e);
    }

    @Override
    OptionalInt strideOf(int d) {
      if (at.isEmpty()) {
        return OptionalInt.of(d);
      }
      return mode == Mode.ROW ? OptionalInt.of(d + at.size()) : OptionalInt.empty();
    }
  }
}
