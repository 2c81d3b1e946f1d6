package io.exo4j.schedule.procs;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The values that a block knows, and the translation of control expressions into {@link LinForm}s
 * over them. Quotients, remainders, strides and configuration fields are opaque values; two of them
 * are the same if their operands have the same form.
 */
final class Quantities {
  private final Map<Object, Quantity> interned = new HashMap<>();
  private final Set<Sym> bound;
  private final List<Sym> order;

  /**
   * The values of a block.
   *
   * @param bound the symbols that the block binds
   * @param free the other symbols that it mentions, in the order in which sums are to name them
   */
  Quantities(Set<Sym> bound, Set<Sym> free) {
    this.bound = bound;
    this.order = new ArrayList<>(free);
  }

  private Quantity known(Object key, Expr value, boolean isBound) {
    return interned.computeIfAbsent(key, k -> Quantity.known(value, isBound));
  }

  /** The value of a control variable of the block. */
  LinForm variable(Sym sym) {
    return LinForm.of(known(sym, Expr.var(sym), bound.contains(sym)));
  }

  /** The form of an expression of the block; empty if it has none. */
  Optional<LinForm> form(Expr e) {
    return form(e, sym -> Optional.of(variable(sym)), true);
  }

  /**
   * The form of an expression whose variables have forms of their own.
   *
   * @param variables the form of a variable, if it has one
   * @param strides whether the buffers in the expression are the block's, so that strides have
   *     values
   */
  Optional<LinForm> form(Expr e, Function<Sym, Optional<LinForm>> variables, boolean strides) {
    try {
      return e.accept(new Former(variables, strides));
    } catch (ArithmeticException overflow) {
      return Optional.empty();
    }
  }

  /**
   * A sum that has a form's value: {@code 4 * i + n + 0}; a constant alone if there is nothing
   * else.
   */
  Expr expr(LinForm form) {
    List<Quantity> terms = new ArrayList<>(form.quantities());
    terms.sort((a, b) -> Integer.compare(position(a), position(b)));
    Optional<Expr> sum = Optional.empty();
    for (Quantity q : terms) {
      Expr term = form.coef(q) == 1 ? q.value() : Expr.mul(Expr.lit(form.coef(q)), q.value());
      sum = Optional.of(sum.isPresent() ? Expr.add(sum.get(), term) : term);
    }
    Expr constant = Expr.lit(form.constant());
    return sum.map(s -> (Expr) Expr.add(s, constant)).orElse(constant);
  }

  private int position(Quantity q) {
    for (int i = 0; i < order.size(); i++) {
      if (interned.get(order.get(i)) == q) {
        return i;
      }
    }
    return order.size();
  }

  private final class Former extends ExprDefault<Optional<LinForm>> {
    private final Function<Sym, Optional<LinForm>> variables;
    private final boolean strides;

    Former(Function<Sym, Optional<LinForm>> variables, boolean strides) {
      this.variables = variables;
      this.strides = strides;
    }

    @Override
    protected Optional<LinForm> other(Expr e) {
      return Optional.empty();
    }

    @Override
    public Optional<LinForm> var(Expr.Var e) {
      return variables.apply(e.sym());
    }

    @Override
    public Optional<LinForm> intLit(Expr.IntLit e) {
      return Optional.of(LinForm.constant(e.value()));
    }

    @Override
    public Optional<LinForm> neg(Expr.Neg e) {
      return e.arg().accept(this).map(f -> f.times(-1));
    }

    @Override
    public Optional<LinForm> stride(Expr.Stride e) {
      return strides
          ? Optional.of(LinForm.of(known(List.of(e.buf(), e.dim()), e, bound.contains(e.buf()))))
          : Optional.empty();
    }

    @Override
    public Optional<LinForm> readConfig(Expr.ReadConfig e) {
      return Optional.of(LinForm.of(known(ConfigKey.of(e.config(), e.field()), e, false)));
    }

    @Override
    public Optional<LinForm> bin(Expr.Bin e) {
      Optional<LinForm> l = e.lhs().accept(this);
      Optional<LinForm> r = e.rhs().accept(this);
      if (l.isEmpty() || r.isEmpty()) {
        return Optional.empty();
      }
      LinForm a = l.get();
      LinForm b = r.get();
      return switch (e.op()) {
        case ADD -> Optional.of(a.plus(b));
        case SUB -> Optional.of(a.minus(b));
        case MUL ->
            b.isConstant()
                ? Optional.of(a.times(b.constant()))
                : a.isConstant() ? Optional.of(b.times(a.constant())) : Optional.empty();
        case DIV, MOD -> quotient(e, a, b);
        default -> Optional.empty();
      };
    }

    private Optional<LinForm> quotient(Expr.Bin e, LinForm a, LinForm b) {
      if (!b.isConstant() || b.constant() <= 0 || a.any(Quantity::isHole)) {
        return Optional.empty();
      }
      if (a.isConstant()) {
        return Optional.of(
            LinForm.constant(
                e.op() == BinOp.DIV
                    ? Math.floorDiv(a.constant(), b.constant())
                    : Math.floorMod(a.constant(), b.constant())));
      }
      boolean isBound = a.any(Quantity::isBound);
      return Optional.of(LinForm.of(known(List.of(e.op(), a, b.constant()), e, isBound)));
    }
  }
}
