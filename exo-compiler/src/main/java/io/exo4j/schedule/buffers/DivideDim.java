package io.exo4j.schedule.buffers;

import io.exo4j.ir.BinOp;
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

/** Divides a dimension into two. */
@DirectiveInfo(
    name = "divide_dim",
    group = Group.BUFFERS,
    doc =
        "Divides a dimension of an allocation into blocks of `quotient` elements: index e becomes"
            + " e / quotient, e % quotient. The extent is proved to be a multiple of `quotient`.")
public record DivideDim(
    @Param(doc = "the allocation") AllocRef alloc,
    @Param(doc = "the dimension, from 0") int dim,
    @Param(doc = "elements per block, at least 1") int quotient)
    implements Directive {
  /** Divides a dimension. */
  public static DivideDim of(AllocRef alloc, int dim, int quotient) {
    return new DivideDim(alloc, dim, quotient);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Alloc a = context.alloc(alloc);
    Dimensions.exists(context, a, dim);
    if (quotient < 1) {
      throw context.refuse(a, "quotient must be at least 1, it is " + quotient);
    }
    Expr extent = a.type().dims().get(dim);
    Expr q = Expr.lit(quotient);
    context.require(
        a, context.proofs().compare(Expr.bin(BinOp.MOD, extent, q), BinOp.EQ, Expr.lit(0), a.id()));
    OptionalLong n = extent.asInt();
    Expr blocks =
        n.isPresent() ? Expr.lit(n.getAsLong() / quotient) : Expr.bin(BinOp.DIV, extent, q);
    List<Expr> dims = new ArrayList<>(a.type().dims());
    dims.set(dim, blocks);
    dims.add(dim + 1, q);
    return Outcome.of(new Divided(context, a, q).apply(a.type().withDims(dims), false));
  }

  private final class Divided extends Reshaping {
    private final Expr q;

    Divided(Context context, Stmt.Alloc a, Expr q) {
      super(context, place(a));
      this.q = q;
    }

    @Override
    List<Expr> subscripts(List<Expr> idx) {
      List<Expr> out = new ArrayList<>(idx);
      Expr e = idx.get(dim);
      out.set(dim, Expr.bin(BinOp.DIV, e, q));
      out.add(dim + 1, Expr.bin(BinOp.MOD, e, q));
      return out;
    }

    @Override
    List<Coord> coordinates(List<Coord> coords) {
      if (coords.get(dim).isInterval()) {
        throw refuse(
            "this window of '"
                + buffer()
                + "' has an interval in dimension "
                + dim
                + ", which could cross a block");
      }
      List<Coord> out = new ArrayList<>(coords);
      Expr e = coords.get(dim).start();
      out.set(dim, new Coord.Point(Expr.bin(BinOp.DIV, e, q)));
      out.add(dim + 1, new Coord.Point(Expr.bin(BinOp.MOD, e, q)));
      return out;
    }

    /** The elements stay where they are in memory. */
    @Override
    OptionalInt strideOf(int d) {
      return OptionalInt.of(d < dim ? d : d + 1);
    }
  }
}
