package io.exo4j.schedule.buffers;

import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
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

/** Gives a buffer one more dimension, of which one index is used. */
@DirectiveInfo(
    name = "expand_dim",
    group = Group.BUFFERS,
    doc =
        "Adds an outermost dimension of extent `alloc_dim` to an allocation; every access uses index"
            + " `indexing` in it. The extent is proved to be positive and every access to be in bounds."
            + " Usually followed by lift_alloc_simple and fission: each iteration keeps its own value.")
public record ExpandDim(
    @Param(doc = "the allocation") AllocRef alloc,
    @Param(doc = "the extent of the new dimension") NewExpr allocDim,
    @Param(doc = "the index in it, over names that are visible at the allocation") NewExpr indexing)
    implements Directive {
  /** Adds a dimension. */
  public static ExpandDim of(AllocRef alloc, NewExpr allocDim, NewExpr indexing) {
    return new ExpandDim(alloc, allocDim, indexing);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Alloc a = context.alloc(alloc);
    Expr extent = context.index(allocDim, a.id());
    Expr at = context.index(indexing, a.id());
    context.require(a, context.proofs().positive(extent, a.id()));
    Scope.constant(context, a, List.of(at));
    List<Expr> dims = new ArrayList<>(List.of(extent));
    dims.addAll(a.type().dims());
    DataType type = a.type().withDims(dims);
    return Outcome.of(new Front(context, a, List.of(at)).apply(type, true));
  }

  /** Adds subscripts in front. */
  static final class Front extends Reshaping {
    private final List<Expr> at;

    Front(Context context, Stmt.Alloc a, List<Expr> at) {
      super(context, place(a));
      this.at = at;
    }

    @Override
    List<Expr> subscripts(List<Expr> idx) {
      List<Expr> out = new ArrayList<>(at);
      out.addAll(idx);
      return out;
    }

    @Override
    List<Coord> coordinates(List<Coord> coords) {
      List<Coord> out = new ArrayList<>();
      for (Expr e : at) {
        out.add(new Coord.Point(e));
      }
      out.addAll(coords);
      return out;
    }

    @Override
    OptionalInt strideOf(int dim) {
      return OptionalInt.of(dim + at.size());
    }
  }
}
