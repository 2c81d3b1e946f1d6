package io.exo4j.backend;

import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Precision;
import io.exo4j.ir.TypeEnv;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The precision of data expressions: that of the leftmost operand that has one; empty where there
 * are only literals and control values, which take the precision of their context. A buffer whose
 * precision nothing chose is {@code f32}.
 */
final class Precisions extends ExprDefault<Optional<Precision>> {
  private final TypeEnv env;

  Precisions(TypeEnv env) {
    this.env = env;
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
    return Optional.of(CTypes.concrete(env.data(e.buf()).precision()));
  }

  @Override
  public Optional<Precision> window(Expr.Window e) {
    return Optional.of(CTypes.concrete(env.data(e.buf()).precision()));
  }

  @Override
  public Optional<Precision> neg(Expr.Neg e) {
    return of(e.arg());
  }

  @Override
  public Optional<Precision> bin(Expr.Bin e) {
    Optional<Precision> left = of(e.lhs());
    return left.isPresent() ? left : of(e.rhs());
  }

  @Override
  public Optional<Precision> readConfig(Expr.ReadConfig e) {
    Optional<DataType> t = e.config().field(e.field()).type().asData();
    return t.map(d -> CTypes.concrete(d.precision()));
  }

  @Override
  public Optional<Precision> externCall(Expr.ExternCall e) {
    List<Optional<Precision>> args = arguments(e);
    return args.stream().allMatch(Optional::isEmpty)
        ? Optional.empty()
        : overload(e, args, Precision.F32).map(o -> CTypes.concrete(o.result()));
  }

  /** The overload that takes the arguments; where all are literals, the one for the context. */
  Optional<Extern.Overload> overload(Expr.ExternCall e, Precision context) {
    return overload(e, arguments(e), context);
  }

  private List<Optional<Precision>> arguments(Expr.ExternCall e) {
    List<Optional<Precision>> out = new ArrayList<>();
    for (Expr a : e.args()) {
      out.add(of(a));
    }
    return out;
  }

  private static Optional<Extern.Overload> overload(
      Expr.ExternCall e, List<Optional<Precision>> args, Precision context) {
    Precision main =
        args.stream().flatMap(Optional::stream).findFirst().orElse(CTypes.concrete(context));
    Optional<Extern.Overload> same = e.fn().overload(main);
    if (same.isPresent() && fits(same.get(), args)) {
      return same;
    }
    for (Extern.Overload o : e.fn().overloads()) {
      if (fits(o, args)) {
        return Optional.of(o);
      }
    }
    return Optional.empty();
  }

  private static boolean fits(Extern.Overload o, List<Optional<Precision>> args) {
    if (o.params().size() != args.size()) {
      return false;
    }
    for (int i = 0; i < args.size(); i++) {
      Precision param = CTypes.concrete(o.params().get(i));
      if (args.get(i).orElse(param) != param) {
        return false;
      }
    }
    return true;
  }
}
