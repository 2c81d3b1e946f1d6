package io.exo4j.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for values that make a conjunction true without a solver: every variable in the order of
 * its creation takes the least value that the facts about it and earlier ones allow, or the
 * greatest, or one less; where there is no greatest, little more than the least, then more; where
 * they allow any, different variables take different values, which change where that was of no use.
 * What it finds is checked; finding nothing means nothing.
 */
final class Witness {
  /** How much more than the least a variable without a greatest value takes. */
  private static final List<Integer> MORE =
      List.of(0, 1, 2, 3, 4, 5, 6, 7, 15, 23, 31, 47, 64, 65, 200, 5038);

  private final Map<Atom, List<Affine>> bounds = new HashMap<>();
  private final Map<Integer, Atom> variables = new TreeMap<>();
  private final Map<Integer, Formula.BoolVar> bools = new TreeMap<>();
  private final List<Formula> facts = new ArrayList<>();
  private final Map<Atom, Long> values = new HashMap<>();
  private Choice choice = Choice.LEAST;
  private long more;

  /** Whether a variable may have any value, and what is added to the one that it would take. */
  private boolean free;

  private long shift;

  /** Which of the values between a least and a greatest one a variable takes. */
  private enum Choice {
    LEAST,
    GREATEST,
    /** So that a remainder may be left. */
    ONE_LESS
  }

  private Witness(List<Formula> conjunction) {
    for (Formula part : conjunction) {
      conjuncts(part);
    }
    for (Formula f : facts) {
      f.variables(a -> variables.put(a.id(), a));
      f.boolVariables(b -> bools.put(b.id(), b));
      f.accept(new Bounds());
    }
  }

  /** True if some values are found that make all of these true. */
  static boolean of(List<Formula> facts) {
    return new Witness(facts).search();
  }

  /**
   * Values of the named variables for which the hypotheses hold and the goal does not, if some are
   * found.
   */
  static Optional<Map<String, String>> against(List<Formula> hypotheses, Formula goal) {
    List<Formula> all = new ArrayList<>(hypotheses);
    all.add(goal.negate());
    Witness w = new Witness(all);
    return w.search() ? Optional.of(w.named()) : Optional.empty();
  }

  private void conjuncts(Formula f) {
    List<Formula> parts = f.conjuncts();
    if (parts.size() == 1 && parts.get(0) == f) {
      facts.add(f);
    } else {
      for (Formula part : parts) {
        conjuncts(part);
      }
    }
  }

  /** Collects what bounds a variable in terms of earlier ones. */
  private final class Bounds extends FormulaDefault<Void> {
    Bounds() {
      super(null);
    }

    @Override
    public Void nonNegative(Affine e) {
      add(e);
      return null;
    }

    @Override
    public Void zero(Affine e, boolean equal) {
      if (equal) {
        add(e);
        try {
          add(e.negate());
        } catch (ArithmeticException overflow) {
          // a bound that is not known
        }
      }
      return null;
    }

    private void add(Affine e) {
      int last = e.size() - 1;
      if (last >= 0 && !e.atom(last).isDiv()) {
        bounds.computeIfAbsent(e.atom(last), k -> new ArrayList<>()).add(e);
      } else if (last >= 0 && Math.abs(e.coef(last)) == 1) {
        try {
          add(e.undivided());
        } catch (ArithmeticException overflow) {
          // a bound that is not known
        }
      }
    }
  }

  private boolean search() {
    return attempts() || free && shifted();
  }

  private boolean shifted() {
    shift = 1;
    return attempts();
  }

  private boolean attempts() {
    for (int m : MORE) {
      more = m;
      for (Choice c : Choice.values()) {
        choice = c;
        try {
          if (attempt()) {
            return true;
          }
        } catch (ArithmeticException overflow) {
          // not these values
        }
      }
    }
    return false;
  }

  private boolean attempt() {
    values.clear();
    int rank = 0;
    for (Atom a : variables.values()) {
      values.put(a, choose(a, rank++, bounds.getOrDefault(a, List.of())));
    }
    for (Formula f : facts) {
      if (!holds(f)) {
        return false;
      }
    }
    return true;
  }

  /** A value between the bounds that these put on the variable, which is the newest in each. */
  private long choose(Atom a, int rank, List<Affine> nonNegative) {
    long low = Long.MIN_VALUE;
    long high = Long.MAX_VALUE;
    for (Affine e : nonNegative) {
      long coef = e.coefOf(a);
      values.put(a, 0L);
      long rest = value(e);
      if (coef > 0) {
        low = Math.max(low, -Math.floorDiv(rest, coef));
      } else {
        high = Math.min(high, Math.floorDiv(rest, -coef));
      }
    }
    if (low == Long.MIN_VALUE) {
      free |= high == Long.MAX_VALUE;
      return high == Long.MAX_VALUE ? rank + shift : high;
    }
    if (high == Long.MAX_VALUE) {
      return more == 0 ? low : Math.addExact(low, more + rank);
    }
    return choice == Choice.LEAST
        ? low
        : choice == Choice.GREATEST ? high : Math.max(low, high - 1);
  }

  private long value(Affine e) {
    long sum = e.constant();
    for (int k = 0; k < e.size(); k++) {
      sum = Math.addExact(sum, Math.multiplyExact(e.coef(k), value(e.atom(k))));
    }
    return sum;
  }

  private long value(Atom a) {
    return a.isDiv()
        ? Math.floorDiv(value(a.num()), a.divisor())
        : values.computeIfAbsent(a, k -> 0L);
  }

  private boolean value(Formula.BoolVar v) {
    return choice != Choice.LEAST || v.id() % 2 == 0;
  }

  private boolean holds(Formula f) {
    return f.accept(
        new FormulaDefault<Boolean>(false) {
          @Override
          public Boolean constant(boolean value) {
            return value;
          }

          @Override
          public Boolean nonNegative(Affine e) {
            return value(e) >= 0;
          }

          @Override
          public Boolean zero(Affine e, boolean equal) {
            return (value(e) == 0) == equal;
          }

          @Override
          public Boolean bool(Formula.BoolVar v, boolean positive) {
            return positive == value(v);
          }

          @Override
          public Boolean and(List<Formula> parts) {
            return parts.stream().allMatch(Witness.this::holds);
          }

          @Override
          public Boolean or(List<Formula> parts) {
            return parts.stream().anyMatch(Witness.this::holds);
          }
        });
  }

  private Map<String, String> named() {
    Map<String, String> out = new LinkedHashMap<>();
    for (Atom a : variables.values()) {
      if (a.role() == Atom.Role.NAMED) {
        out.put(Verdict.unique(out, a.name()), Long.toString(value(a)));
      }
    }
    for (Formula.BoolVar b : bools.values()) {
      if (b.role() == Atom.Role.NAMED) {
        out.put(Verdict.unique(out, b.name()), value(b) ? "True" : "False");
      }
    }
    return out;
  }
}
