package io.exo4j.nativebuild.model;

import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Sym;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a scheduled procedure means: the procedure as it was written. */
public final class Unscheduled {
  private Unscheduled() {}

  /**
   * The procedure as it was written, with the arguments of the last version. Where a schedule gave
   * sizes values, the procedure as it was written gets the same; where that is not possible it is
   * the earliest version with those arguments.
   *
   * @param history all versions, oldest first; at least one
   */
  public static Proc of(List<Proc> history) {
    Proc first = history.get(0);
    Proc last = history.get(history.size() - 1);
    return specialized(first, last)
        .filter(p -> Kernel.sameArguments(p, last))
        .or(() -> history.stream().filter(p -> Kernel.sameArguments(p, last)).findFirst())
        .orElse(last);
  }

  /** The first procedure with the values that the extents of the last one show. */
  private static Optional<Proc> specialized(Proc first, Proc last) {
    Map<Sym, Expr> values = new HashMap<>();
    for (Arg arg : first.args()) {
      Optional<DataType> now = last.arg(arg.name()).flatMap(a -> a.type().asData());
      Optional<DataType> then = arg.type().asData();
      if (now.isPresent() && then.isPresent() && now.get().rank() == then.get().rank()) {
        for (int d = 0; d < then.get().rank(); d++) {
          Expr value = now.get().dims().get(d);
          Optional<Sym> size = then.get().dims().get(d).accept(new Variable());
          if (size.isPresent() && value.accept(new Literal())) {
            values.put(size.get(), value);
          }
        }
      }
    }
    List<Arg> kept = first.args().stream().filter(a -> last.arg(a.name()).isPresent()).toList();
    for (Arg arg : first.args()) {
      if (!kept.contains(arg) && !values.containsKey(arg.sym())) {
        return Optional.empty();
      }
    }
    values.keySet().removeIf(sym -> kept.stream().anyMatch(a -> a.sym() == sym));
    return Optional.of(new Specializer(values).rewrite(first.withArgs(kept)));
  }

  private static final class Variable extends ExprDefault<Optional<Sym>> {
    @Override
    protected Optional<Sym> other(Expr e) {
      return Optional.empty();
    }

    @Override
    public Optional<Sym> var(Expr.Var e) {
      return Optional.of(e.sym());
    }
  }

  private static final class Literal extends ExprDefault<Boolean> {
    @Override
    protected Boolean other(Expr e) {
      return false;
    }

    @Override
    public Boolean intLit(Expr.IntLit e) {
      return true;
    }
  }

  private static final class Specializer extends Rewriter {
    private final Map<Sym, Expr> values;

    Specializer(Map<Sym, Expr> values) {
      this.values = values;
    }

    @Override
    public Expr var(Expr.Var e) {
      return values.getOrDefault(e.sym(), e);
    }
  }
}
