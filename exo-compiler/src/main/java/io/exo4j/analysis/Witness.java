package io.exo4j.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for values that make a conjunction true without a solver: every variable in the order of
 * its creation takes the least value that the facts about it and earlier ones allow, or the
 * greatest; where they allow any, different variables take different values. What it finds is
 * checked; finding nothing means nothing.
 */
final class Witness {
  private final Map<Atom, Long> values = new HashMap<>();
  private final boolean greatest;

  private Witness(boolean greatest) {
    this.greatest = greatest;
  }

  /** True if some values are found that make all of these true. */
  static boolean of(List<Formula> facts) {
    List<Formula> atomic = new ArrayList<>();
    facts.forEach(f -> conjuncts(f, atomic));
    try {
      return greedy(atomic, false) || greedy(atomic, true);
    } catch (ArithmeticException overflow) {
      return false;
    }
  }

  private static void conjuncts(Formula f, List<Formula> out) {
    List<Formula> parts = f.conjuncts();
    if (parts.size() == 1 && parts.get(0) == f) {
      out.add(f);
    } else {
      parts.forEach(p -> conjuncts(p, out));
    }
  }

  private static boolean greedy(List<Formula> facts, boolean greatest) {
    Witness w = new Witness(greatest);
    Map<Integer, Atom> variables = new TreeMap<>();
    Map<Atom, List<Affine>> bounds = new HashMap<>();
    for (Formula f : facts) {
      f.variables(a -> variables.put(a.id(), a));
      f.accept(
          new FormulaDefault<Void>(null) {
            @Override
            public Void nonNegative(Affine e) {
              add(e);
              return null;
            }

            @Override
            public Void zero(Affine e, boolean equal) {
              if (equal) {
                add(e);
                add(e.negate());
              }
              return null;
            }

            private void add(Affine e) {
              int last = e.size() - 1;
              if (last >= 0 && !e.atom(last).isDiv()) {
                bounds.computeIfAbsent(e.atom(last), k -> new ArrayList<>()).add(e);
              }
            }
          });
    }
    for (Atom a : variables.values()) {
      w.values.put(a, w.choose(a, bounds.getOrDefault(a, List.of())));
    }
    return facts.stream().allMatch(w::holds);
  }

  /** A value between the bounds that these put on the variable, which is the newest in each. */
  private long choose(Atom a, List<Affine> nonNegative) {
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
      return high == Long.MAX_VALUE ? a.id() : high;
    }
    return !greatest ? low : high == Long.MAX_VALUE ? Math.addExact(low, a.id()) : high;
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
            return positive == (greatest || v.id() % 2 == 0);
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
}
