package io.exo4j.schedule.buffers;

import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.BufferPlace;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Puts the dimensions of a buffer into another order. */
@DirectiveInfo(
    name = "rearrange_dim",
    group = Group.BUFFERS,
    doc =
        "Puts the dimensions of an allocation or an argument into another order: new dimension k is the old"
            + " dimension `dimensions[k]`. The dimensions of windows must keep their order. For an argument"
            + " the result is a procedure of its own, as its callers have to change.")
public record RearrangeDim(
    @Param(doc = "the allocation or argument") AllocRef alloc,
    @Param(doc = "the old dimensions in their new order") List<Integer> dimensions)
    implements Directive {
  /** Copies the list. */
  public RearrangeDim {
    dimensions = List.copyOf(dimensions);
  }

  /** Puts dimensions into another order. */
  public static RearrangeDim of(AllocRef alloc, Integer... dimensions) {
    return new RearrangeDim(alloc, List.of(dimensions));
  }

  @Override
  public Outcome apply(Context context) {
    return apply(context, context.buffer(alloc), dimensions);
  }

  static Outcome apply(Context context, BufferPlace buffer, List<Integer> perm) {
    int rank = buffer.type().rank();
    List<Integer> all = new ArrayList<>();
    for (int k = 0; k < rank; k++) {
      all.add(k);
    }
    if (!perm.stream().sorted().toList().equals(all)) {
      throw context.refuse(
          perm + " is not an order of the " + rank + " dimensions of '" + buffer.sym() + "'");
    }
    List<Expr> dims = buffer.type().dims();
    DataType type = buffer.type().withDims(perm.stream().map(dims::get).toList());
    Permutation permutation = new Permutation(context, buffer, perm, all);
    Outcome outcome = Outcome.of(permutation.apply(type, false));
    if (buffer.arg().isEmpty()) {
      return outcome;
    }
    Contracts.satisfiable(context, outcome.proc(), "'" + buffer.sym() + "' in this order");
    return perm.equals(all) ? outcome : outcome.asNewClass();
  }

  private static final class Permutation extends Reshaping {
    private final List<Integer> perm;
    private final boolean identity;
    private final boolean strided;

    Permutation(Context context, BufferPlace buffer, List<Integer> perm, List<Integer> all) {
      super(context, buffer);
      this.perm = perm;
      this.identity = perm.equals(all);
      // the layout of a window belongs to its caller, who transposes it too
      this.strided = identity || buffer.type().window();
    }

    @Override
    List<Expr> subscripts(List<Expr> idx) {
      return perm.stream().map(idx::get).toList();
    }

    @Override
    List<Coord> coordinates(List<Coord> coords) {
      List<Integer> kept = perm.stream().filter(k -> coords.get(k).isInterval()).toList();
      if (!kept.stream().sorted().toList().equals(kept)) {
        throw refuse(
            "the dimensions of this window of '" + buffer() + "' would change their order");
      }
      return perm.stream().map(coords::get).toList();
    }

    @Override
    protected Expr whole(Expr.Read e) {
      if (identity) {
        return e;
      }
      throw refuse(
          "the whole of '" + buffer() + "' is passed here, with its dimensions in this order");
    }

    @Override
    OptionalInt strideOf(int dim) {
      return strided || unmoved(dim) ? OptionalInt.of(perm.indexOf(dim)) : OptionalInt.empty();
    }

    /** Whether what is inside of a dimension stays inside of it. */
    private boolean unmoved(int dim) {
      List<Integer> inner = perm.subList(perm.indexOf(dim) + 1, perm.size());
      return inner.size() == perm.size() - 1 - dim && inner.stream().allMatch(k -> k > dim);
    }
  }
}
