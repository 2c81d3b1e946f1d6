package io.exo4j.schedule.buffers;

import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes one dimension of two. */
@DirectiveInfo(
    name = "mult_dim",
    group = Group.BUFFERS,
    doc =
        "Makes one dimension of two of an allocation, at the place of `hi_dim`; the extent of `lo_dim` must"
            + " be a literal c: indices i and j become c * i + j.")
public record MultDim(
    @Param(doc = "the allocation") AllocRef alloc,
    @Param(doc = "the dimension that counts blocks") int hiDim,
    @Param(doc = "the dimension within a block") int loDim)
    implements Directive {
  /** Makes one dimension of two. */
  public static MultDim of(AllocRef alloc, int hiDim, int loDim) {
    return new MultDim(alloc, hiDim, loDim);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Alloc a = context.alloc(alloc);
    Dimensions.exists(context, a, hiDim);
    Dimensions.exists(context, a, loDim);
    if (hiDim == loDim) {
      throw context.refuse(a, "hi_dim and lo_dim must be two dimensions");
    }
    OptionalLong c = a.type().dims().get(loDim).asInt();
    if (c.isEmpty()) {
      throw context.refuse(
          a, "dimension " + loDim + " of '" + a.buf() + "' does not have a literal extent");
    }
    List<Expr> dims = new ArrayList<>(a.type().dims());
    dims.set(hiDim, Expr.mul(Expr.lit(c.getAsLong()), dims.get(hiDim)));
    dims.remove(loDim);
    return Outcome.of(
        new Multiplied(context, a, c.getAsLong()).apply(a.type().withDims(dims), false));
  }

  private final class Multiplied extends Reshaping {
    private final long c;

    Multiplied(Context context, Stmt.Alloc a, long c) {
      super(context, place(a));
      this.c = c;
    }

    private Expr join(Expr hi, Expr lo) {
      return Expr.add(Expr.mul(Expr.lit(c), hi), lo);
    }

    @Override
    List<Expr> subscripts(List<Expr> idx) {
      List<Expr> out = new ArrayList<>(idx);
      out.set(hiDim, join(idx.get(hiDim), idx.get(loDim)));
      out.remove(loDim);
      return out;
    }

    @Override
    List<Coord> coordinates(List<Coord> coords) {
      Expr hi = coords.get(hiDim).start();
      if (coords.get(hiDim).isInterval()) {
        throw refuse(
            "this window of '"
                + buffer()
                + "' has an interval in dimension "
                + hiDim
                + ", which is joined with dimension "
                + loDim);
      }
      List<Coord> out = new ArrayList<>(coords);
      out.set(
          hiDim,
          coords
              .get(loDim)
              .accept(
                  new Coord.Visitor<Coord>() {
                    @Override
                    public Coord point(Coord.Point p) {
                      return new Coord.Point(join(hi, p.at()));
                    }

                    @Override
                    public Coord interval(Coord.Interval i) {
                      for (int k = Math.min(hiDim, loDim) + 1; k < Math.max(hiDim, loDim); k++) {
                        if (coords.get(k).isInterval()) {
                          throw refuse(
                              "the dimensions of this window of '"
                                  + buffer()
                                  + "' would change their order");
                        }
                      }
                      return new Coord.Interval(join(hi, i.lo()), join(hi, i.hi()));
                    }
                  }));
      out.remove(loDim);
      return out;
    }

    @Override
    OptionalInt strideOf(int d) {
      int first = Math.min(hiDim, loDim);
      int last = Math.max(hiDim, loDim);
      if (d < first) {
        return OptionalInt.of(d);
      }
      if (d > last) {
        return OptionalInt.of(d - 1);
      }
      return d == loDim && loDim == hiDim + 1 ? OptionalInt.of(hiDim) : OptionalInt.empty();
    }
  }
}
