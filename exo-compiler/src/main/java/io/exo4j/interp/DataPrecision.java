package io.exo4j.interp;

import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The precision of a data expression: that of its leftmost operand that has one; empty if there are
 * only literals and control values, which take the precision of their context.
 */
final class DataPrecision extends ExprDefault<Optional<Precision>> {
  private final Slots slots;

  DataPrecision(Slots slots) {
    this.slots = slots;
  }

  Optional<Precision> of(Expr e) {
    return e.accept(this);
  }

  @Override
  protected Optional<Precision> other(Expr e) {
    return Optional.empty();
  }

  @Override
  public Optional<Precision> read(Expr.Read e) {
    return slots.buffer(e.buf()).map(Slots.Buffer::precision);
  }

  @Override
  public Optional<Precision> neg(Expr.Neg e) {
    return of(e.arg());
  }

  @Override
  public Optional<Precision> bin(Expr.Bin e) {
    return of(e.lhs()).or(() -> of(e.rhs()));
  }

  @Override
  public Optional<Precision> readConfig(Expr.ReadConfig e) {
    Optional<DataType> type = e.config().field(e.field()).type().asData();
    return type.map(t -> Rounding.effective(t.precision()));
  }

  @Override
  public Optional<Precision> externCall(Expr.ExternCall e) {
    // once for each argument: calls may be nested deeply
    List<Optional<Precision>> args = ofAll(e.args());
    if (args.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return overload(e, args, Precision.R).map(o -> Rounding.effective(o.result()));
  }

  private List<Optional<Precision>> ofAll(List<Expr> exprs) {
    List<Optional<Precision>> found = new ArrayList<>();
    for (Expr e : exprs) {
      found.add(of(e));
    }
    return found;
  }

  /**
   * The overload that fits the arguments; where they are only literals, the one for the context. If
   * none fits, the one for the precision of the first argument that has one.
   */
  Optional<Extern.Overload> overload(Expr.ExternCall e, Precision context) {
    return overload(e, ofAll(e.args()), context);
  }

  private static Optional<Extern.Overload> overload(
      Expr.ExternCall e, List<Optional<Precision>> args, Precision context) {
    Precision main =
        args.stream().flatMap(Optional::stream).findFirst().orElse(Rounding.effective(context));
    return e.fn()
        .overload(main)
        .or(() -> e.fn().overloads().stream().filter(o -> fits(o, args)).findFirst());
  }

  private static boolean fits(Extern.Overload o, List<Optional<Precision>> args) {
    if (o.params().size() != args.size()) {
      return false;
    }
    for (int i = 0; i < args.size(); i++) {
      Precision param = Rounding.effective(o.params().get(i));
      if (args.get(i).filter(a -> a != param).isPresent()) {
        return false;
      }
    }
    return true;
  }
}
