package io.exo4j.schedule.buffers;

import io.exo4j.analysis.BufferProofs;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes a dimension smaller or larger. */
@DirectiveInfo(
    name = "resize_dim",
    group = Group.BUFFERS,
    doc =
        "Gives a dimension of an allocation the extent `size`; index e becomes e - offset. Every"
            + " access and every window is proved to be in bounds of the new shape. With `fold:"
            + " true` the dimension becomes a ring of `size` elements (a literal) and index e"
            + " becomes e % size: it is proved that no value is overwritten while it is still"
            + " needed.")
public record ResizeDim(
    @Param(doc = "the allocation") AllocRef alloc,
    @Param(doc = "the dimension, from 0") int dim,
    @Param(doc = "the new extent") NewExpr size,
    @Param(doc = "what is subtracted from indices") NewExpr offset,
    @Param(doc = "indices wrap around", def = "false") boolean fold)
    implements Directive {
  /** Shrinks, grows or shifts a dimension. */
  public static ResizeDim of(AllocRef alloc, int dim, NewExpr size, NewExpr offset) {
    return new ResizeDim(alloc, dim, size, offset, false);
  }

  /** Makes a dimension a ring. */
  public static ResizeDim fold(AllocRef alloc, int dim, long size) {
    return new ResizeDim(alloc, dim, NewExpr.of(size), NewExpr.of(0), true);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Alloc a = context.alloc(alloc);
    Dimensions.exists(context, a, dim);
    Expr extent = context.index(size, a.id());
    Expr shift = context.index(offset, a.id());
    context.require(a, context.proofs().positive(extent, a.id()));
    List<Expr> dims = new ArrayList<>(a.type().dims());
    dims.set(dim, extent);
    if (!fold) {
      Scope.constant(context, a, List.of(shift));
      return Outcome.of(new Shifted(context, a, shift).apply(a.type().withDims(dims), true));
    }
    OptionalLong c = extent.asInt();
    // in dead code everything is proved, positive sizes too
    if (c.isEmpty() || c.getAsLong() < 1) {
      throw context.refuse(a, "the size of a folded dimension must be a positive literal");
    }
    List<Stmt> rest = Scope.of(context, a);
    if (!rest.isEmpty()) {
      context.require(a, new BufferProofs(context.proofs()).foldable(a, rest, dim, c.getAsLong()));
    }
    Proc folded = new Folded(context, a, extent).apply(a.type().withDims(dims), true);
    ParallelLoops.check(context, a, folded, List.of(a.buf()));
    return Outcome.of(folded);
  }

  /** What both forms have in common. */
  private abstract class Resized extends Reshaping {
    Resized(Context context, Stmt.Alloc a) {
      super(context, place(a));
    }

    abstract Expr index(Expr e);

    abstract Coord.Interval interval(Coord.Interval i);

    @Override
    List<Expr> subscripts(List<Expr> idx) {
      List<Expr> out = new ArrayList<>(idx);
      out.set(dim, index(idx.get(dim)));
      return out;
    }

    @Override
    List<Coord> coordinates(List<Coord> coords) {
      List<Coord> out = new ArrayList<>(coords);
      out.set(
          dim,
          coords
              .get(dim)
              .accept(
                  new Coord.Visitor<Coord>() {
                    @Override
                    public Coord point(Coord.Point p) {
                      return new Coord.Point(index(p.at()));
                    }

                    @Override
                    public Coord interval(Coord.Interval i) {
                      return Resized.this.interval(i);
                    }
                  }));
      return out;
    }

    /** What is inside of the dimension keeps its stride. */
    @Override
    OptionalInt strideOf(int d) {
      return d >= dim ? OptionalInt.of(d) : OptionalInt.empty();
    }
  }

  private final class Shifted extends Resized {
    private final Expr shift;

    Shifted(Context context, Stmt.Alloc a, Expr shift) {
      super(context, a);
      this.shift = shift;
    }

    @Override
    Expr index(Expr e) {
      return Expr.sub(e, shift);
    }

    @Override
    Coord.Interval interval(Coord.Interval i) {
      return new Coord.Interval(index(i.lo()), index(i.hi()));
    }
  }

  private final class Folded extends Resized {
    private final Expr c;

    Folded(Context context, Stmt.Alloc a, Expr c) {
      super(context, a);
      this.c = c;
    }

    @Override
    Expr index(Expr e) {
      return Expr.bin(BinOp.MOD, e, c);
    }

    /** Keeps its length: that it does not wrap around is what being in bounds means then. */
    @Override
    Coord.Interval interval(Coord.Interval i) {
      Expr lo = index(i.lo());
      return new Coord.Interval(lo, Expr.add(lo, Expr.sub(i.hi(), i.lo())));
    }
  }
}
