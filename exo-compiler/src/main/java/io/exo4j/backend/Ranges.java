package io.exo4j.backend;

import io.exo4j.ir.Arg;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known about the values of control variables at one place: a sound and cheap interval
 * analysis that decides where C's truncating {@code /} and {@code %} are the floor operations of
 * the language.
 *
 * <p>Every variable has symbolic lower and upper bounds, gathered from assertions, loop ranges and
 * conditions. The least value of a linear form is found by replacing variables by their bounds,
 * latest variable first, to a small depth. Facts about configuration fields are ignored, because
 * fields change. Immutable: entering a loop or a branch gives a new object.
 */
final class Ranges {
  private static final int DEPTH = 10;

  /** How many substitutions one question may try before the answer is "not known". */
  private static final int STEPS = 2000;

  /** The bounds of one variable; each is a form over other variables. */
  private record Bounds(List<Linear> lower, List<Linear> upper) {}

  private final Map<Sym, Bounds> bounds;

  private Ranges(Map<Sym, Bounds> bounds) {
    this.bounds = bounds;
  }

  /** What the arguments' types and the assertions say. */
  static Ranges of(Proc proc) {
    Ranges r = new Ranges(new HashMap<>());
    for (Arg a : proc.args()) {
      if (a.type() == ControlType.SIZE) {
        r.lower(a.sym(), Linear.of(Expr.lit(1)));
      }
    }
    for (Expr p : proc.preds()) {
      r.assume(p, true);
    }
    return r;
  }

  /** What is known inside {@code for iter in seq(lo, hi)}. */
  Ranges inLoop(Sym iter, Expr lo, Expr hi) {
    Ranges r = copy();
    r.guarded(lo, () -> r.lower(iter, Linear.of(lo)));
    r.guarded(hi, () -> r.upper(iter, Linear.of(hi).plus(-1)));
    return r;
  }

  /** What is known where the condition holds, or where it does not. */
  Ranges where(Expr cond, boolean holds) {
    Ranges r = copy();
    r.assume(cond, holds);
    return r;
  }

  /** Whether the value can be proved to be at least zero. */
  boolean isNonNegative(Expr e) {
    OptionalLong least = least(e);
    return least.isPresent() && least.getAsLong() >= 0;
  }

  /** A value that the expression is never below, if one is found. */
  OptionalLong least(Expr e) {
    try {
      return least(Linear.of(e), DEPTH, new Budget());
    } catch (ArithmeticException overflow) {
      return OptionalLong.empty();
    }
  }

  /** A value that the expression is never above, if one is found. */
  OptionalLong greatest(Expr e) {
    try {
      return negate(least(new Linear().plus(Linear.of(e), -1), DEPTH, new Budget()));
    } catch (ArithmeticException overflow) {
      return OptionalLong.empty();
    }
  }

  private Ranges copy() {
    Map<Sym, Bounds> map = new HashMap<>();
    for (Map.Entry<Sym, Bounds> e : bounds.entrySet()) {
      map.put(
          e.getKey(),
          new Bounds(new ArrayList<>(e.getValue().lower()), new ArrayList<>(e.getValue().upper())));
    }
    return new Ranges(map);
  }

  private void lower(Sym s, Linear f) {
    bounds.computeIfAbsent(s, k -> new Bounds(new ArrayList<>(), new ArrayList<>())).lower().add(f);
  }

  private void upper(Sym s, Linear f) {
    bounds.computeIfAbsent(s, k -> new Bounds(new ArrayList<>(), new ArrayList<>())).upper().add(f);
  }

  /** Runs {@code fact} unless the expression holds something that may change. */
  private void guarded(Expr e, Runnable fact) {
    boolean[] mutable = {false};
    new Walker() {
      @Override
      public Void readConfig(Expr.ReadConfig c) {
        mutable[0] = true;
        return null;
      }
    }.expr(e);
    if (!mutable[0]) {
      try {
        fact.run();
      } catch (ArithmeticException overflow) {
        // A bound that does not fit 64 bits says nothing that could be used.
      }
    }
  }

  private void assume(Expr cond, boolean holds) {
    cond.accept(
        new ExprDefault<Void>() {
          @Override
          protected Void other(Expr e) {
            return null;
          }

          @Override
          public Void bin(Expr.Bin b) {
            if (b.op() == (holds ? BinOp.AND : BinOp.OR)) {
              assume(b.lhs(), holds);
              assume(b.rhs(), holds);
            } else if (b.op().isComparison()) {
              guarded(b, () -> compare(b, holds));
            }
            return null;
          }
        });
  }

  private void compare(Expr.Bin b, boolean holds) {
    if (!isInteger(b.lhs()) || !isInteger(b.rhs())) {
      return;
    }
    Linear difference = Linear.of(b.lhs()).plus(Linear.of(b.rhs()), -1);
    Linear opposite = new Linear().plus(difference, -1);
    switch (b.op()) {
      case LT:
        nonNegative(holds ? opposite.plus(-1) : difference);
        break;
      case LE:
        nonNegative(holds ? opposite : difference.plus(-1));
        break;
      case GT:
        nonNegative(holds ? difference.plus(-1) : opposite);
        break;
      case GE:
        nonNegative(holds ? difference : opposite.plus(-1));
        break;
      default:
        if (holds) {
          nonNegative(difference);
          nonNegative(opposite);
        }
    }
  }

  /** Records {@code f >= 0} as bounds of the variables in it. */
  private void nonNegative(Linear f) {
    for (Map.Entry<Expr, Long> e : f.terms().entrySet()) {
      variable(e.getKey())
          .ifPresent(
              s -> {
                Linear rest = f.without(e.getKey());
                if (e.getValue() == 1) {
                  lower(s, new Linear().plus(rest, -1));
                } else if (e.getValue() == -1) {
                  upper(s, rest);
                } else if (rest.isConstant() && e.getValue() > 0) {
                  long least = -Math.floorDiv(rest.constant(), e.getValue());
                  lower(s, Linear.of(Expr.lit(least)));
                } else if (rest.isConstant()) {
                  long most = Math.floorDiv(rest.constant(), Math.negateExact(e.getValue()));
                  upper(s, Linear.of(Expr.lit(most)));
                }
              });
    }
  }

  private static final class Budget {
    private int steps = STEPS;

    boolean spent() {
      return steps-- <= 0;
    }
  }

  private OptionalLong least(Linear f, int depth, Budget budget) {
    OptionalLong best = OptionalLong.empty();
    if (f.isConstant()) {
      return OptionalLong.of(f.constant());
    }
    if (depth == 0 || budget.spent()) {
      return best;
    }
    for (Map.Entry<Expr, Long> term : f.terms().entrySet()) {
      for (Linear bound : boundsOf(term.getKey(), term.getValue(), depth - 1, budget)) {
        Linear replaced = f.without(term.getKey()).plus(bound, term.getValue());
        best = greater(best, least(replaced, depth - 1, budget));
        if (best.isPresent() && best.getAsLong() >= 0) {
          return best;
        }
      }
      best = greater(best, quotient(f, term.getKey(), term.getValue(), depth, budget));
    }
    return best;
  }

  /**
   * Replaces {@code k * c * (e / c)} by a bound in {@code e}, which keeps what they have in common.
   */
  private OptionalLong quotient(Linear f, Expr atom, long factor, int depth, Budget budget) {
    Optional<Expr.Bin> bin = atom.as(Expr.Bin.class);
    if (bin.isEmpty() || bin.get().op() != BinOp.DIV) {
      return OptionalLong.empty();
    }
    OptionalLong divisor = bin.get().rhs().asInt();
    if (divisor.isEmpty() || divisor.getAsLong() <= 0 || factor % divisor.getAsLong() != 0) {
      return OptionalLong.empty();
    }
    long k = factor / divisor.getAsLong();
    Linear e = Linear.of(bin.get().lhs());
    // c * (e / c) lies between e - (c - 1) and e.
    Linear bound = k > 0 ? e.plus(1 - divisor.getAsLong()) : e;
    return least(f.without(atom).plus(bound, k), depth - 1, budget);
  }

  /** Lower bounds of an atom if it counts positively, else upper bounds. */
  private List<Linear> boundsOf(Expr atom, long factor, int depth, Budget budget) {
    Optional<Sym> s = variable(atom);
    if (s.isPresent()) {
      Bounds b = bounds.get(s.get());
      return b == null ? List.of() : factor > 0 ? b.lower() : b.upper();
    }
    Optional<Expr.Bin> bin = atom.as(Expr.Bin.class);
    long c = bin.isPresent() ? bin.get().rhs().asInt().orElse(0) : 0;
    if (c <= 0) {
      return List.of();
    }
    OptionalLong value = OptionalLong.empty();
    if (bin.get().op() == BinOp.MOD) {
      value = OptionalLong.of(factor > 0 ? 0 : c - 1);
    } else if (bin.get().op() == BinOp.DIV) {
      Expr e = bin.get().lhs();
      OptionalLong dividend =
          factor > 0
              ? least(Linear.of(e), depth, budget)
              : negate(least(new Linear().plus(Linear.of(e), -1), depth, budget));
      if (dividend.isPresent()) {
        value = OptionalLong.of(Math.floorDiv(dividend.getAsLong(), c));
      }
    }
    return value.isPresent() ? List.of(Linear.of(Expr.lit(value.getAsLong()))) : List.of();
  }

  private static OptionalLong greater(OptionalLong a, OptionalLong b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return a.getAsLong() >= b.getAsLong() ? a : b;
  }

  private static OptionalLong negate(OptionalLong v) {
    return v.isEmpty() ? v : OptionalLong.of(Math.negateExact(v.getAsLong()));
  }

  private static Optional<Sym> variable(Expr e) {
    return e.as(Expr.Var.class).map(Expr.Var::sym);
  }

  /** Comparisons of truth values bound nothing. */
  private static boolean isInteger(Expr e) {
    return e.accept(
        new ExprDefault<Boolean>() {
          @Override
          protected Boolean other(Expr other) {
            return true;
          }

          @Override
          public Boolean boolLit(Expr.BoolLit b) {
            return false;
          }

          @Override
          public Boolean bin(Expr.Bin b) {
            return b.op().isArithmetic();
          }
        });
  }
}
