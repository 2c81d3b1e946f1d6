package io.exo4j.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The fast path of the prover: a conjunction of facts, prepared once, that decides most goals
 * without a solver.
 *
 * <p>{@code e >= 0} is shown by replacing the newest atom of {@code e} by a bound that the facts
 * give for it, in terms of older atoms, until a constant is left (variable elimination with a lower
 * bound at each step, in the manner of Fourier and Motzkin, in one direction and with a budget).
 * Everything it says is a proof; saying nothing means nothing.
 */
public final class Facts {
  private static final int BUDGET = 400;
  private static final int DEPTH = 24;

  private final Set<Formula> known = new HashSet<>();

  /** Linear part to the smallest constant known to make it non-negative. */
  private final Map<Affine, Long> tightest = new HashMap<>();

  /** Facts {@code f >= 0} by their newest atom. */
  private final Map<Atom, List<Affine>> byNewest = new HashMap<>();

  private final List<Affine> equalities = new ArrayList<>();
  private final List<Affine> inequalities = new ArrayList<>();
  private boolean contradictory;
  private int budget;

  /** The facts of a conjunction. */
  public Facts(List<Formula> hypotheses) {
    Deque<Formula> work = new ArrayDeque<>(hypotheses);
    Set<Formula> atomic = new LinkedHashSet<>();
    while (!work.isEmpty()) {
      Formula f = work.removeFirst();
      if (f == Formula.FALSE) {
        contradictory = true;
      }
      List<Formula> parts = f.conjuncts();
      if (parts.size() == 1 && parts.get(0) == f) {
        atomic.add(f);
      } else {
        work.addAll(parts);
      }
    }
    for (Formula fact : atomic) {
      add(fact);
    }
  }

  private void add(Formula f) {
    known.add(f);
    try {
      bounds(f);
    } catch (ArithmeticException overflow) {
      // a fact that bounds nothing
    }
  }

  private void bounds(Formula f) {
    f.accept(
        new FormulaDefault<Void>(null) {
          @Override
          public Void nonNegative(Affine e) {
            bound(e);
            return null;
          }

          @Override
          public Void zero(Affine e, boolean equal) {
            if (equal) {
              equalities.add(e);
              bound(e);
              bound(e.negate());
            }
            return null;
          }
        });
  }

  private void bound(Affine e) {
    if (e.isConstant()) {
      contradictory |= e.constant() < 0;
      return;
    }
    inequalities.add(e);
    tightest.merge(e.linearPart(), e.constant(), Math::min);
    byNewest.computeIfAbsent(e.atom(e.size() - 1), a -> new ArrayList<>()).add(e);
  }

  /** True if the facts contradict each other (so that they prove anything). */
  public boolean contradiction() {
    if (contradictory) {
      return true;
    }
    budget = BUDGET;
    try {
      return refutes(equalities, inequalities);
    } catch (ArithmeticException overflow) {
      return false;
    }
  }

  /** True if the facts prove the goal. */
  public boolean prove(Formula goal) {
    if (contradictory || known.contains(goal)) {
      return true;
    }
    budget = BUDGET;
    try {
      return proves(goal);
    } catch (ArithmeticException overflow) {
      return false;
    }
  }

  private boolean proves(Formula goal) {
    return known.contains(goal)
        || goal.accept(
            new FormulaDefault<Boolean>(false) {
              @Override
              public Boolean constant(boolean value) {
                return value;
              }

              @Override
              public Boolean nonNegative(Affine e) {
                return geq(e, 0);
              }

              @Override
              public Boolean zero(Affine e, boolean equal) {
                return equal
                    ? geq(e, 0) && geq(e.negate(), 0)
                    : geq(e.plus(-1), 0) || geq(e.negate().plus(-1), 0);
              }

              @Override
              public Boolean and(List<Formula> parts) {
                return parts.stream().allMatch(Facts.this::proves);
              }

              @Override
              public Boolean or(List<Formula> parts) {
                return oneOf(parts);
              }
            });
  }

  /** Tries to show one of them, or that what is left to show of one is the opposite of another. */
  private boolean oneOf(List<Formula> parts) {
    Set<Formula> left = new HashSet<>();
    for (Formula p : parts) {
      List<Formula> open = new ArrayList<>();
      for (Formula c : p.conjuncts()) {
        if (!proves(c)) {
          open.add(c);
        }
      }
      if (open.isEmpty()) {
        return true;
      }
      if (open.size() == 1) {
        if (left.contains(open.get(0).negate())) {
          return true;
        }
        left.add(open.get(0));
      }
    }
    return false;
  }

  /** Tries to show {@code e >= 0}. */
  private boolean geq(Affine e, int depth) {
    if (e.isConstant()) {
      return e.constant() >= 0;
    }
    Long c = tightest.get(e.linearPart());
    if (c != null && e.constant() >= c) {
      return true;
    }
    if (depth > DEPTH || --budget < 0) {
      return false;
    }
    Atom newest = e.atom(e.size() - 1);
    long k = e.coef(e.size() - 1);
    for (Affine fact : byNewest.getOrDefault(newest, List.of())) {
      if (eliminate(e, k, fact, newest, depth)) {
        return true;
      }
    }
    if (newest.isDiv()) {
      Affine q = e.terms().of(newest);
      long d = newest.divisor();
      if (Math.abs(k) == 1 && geq(tighten(e.undivided()), depth + 1)) {
        return true;
      }
      Affine low = newest.num().combine(1, q, -d); // num - d*q >= 0
      Affine high = q.combine(d, newest.num(), -1).plus(d - 1); // d*q + d-1 - num >= 0
      if (eliminate(e, k, low, newest, depth) || eliminate(e, k, high, newest, depth)) {
        return true;
      }
      if (k > 0 && geq(newest.num(), depth + 2)) {
        // q >= 0 where the dividend is: drop it; q >= 1 where the dividend is not less than the
        // divisor
        Affine rest = e.combine(1, q, -k);
        return geq(rest, depth + 1)
            || geq(newest.num().plus(-d), depth + 2) && geq(rest.plus(k), depth + 1);
      }
      if (k < 0 && geq(newest.num().negate().plus(d - 1), depth + 2)) {
        // q <= 0 where the dividend is less than the divisor: drop it
        return geq(e.combine(1, q, -k), depth + 1);
      }
    }
    return false;
  }

  /**
   * Uses {@code fact >= 0} to replace {@code atom}, whose coefficient in {@code e} is {@code k}.
   */
  private boolean eliminate(Affine e, long k, Affine fact, Atom atom, int depth) {
    long f = fact.coefOf(atom);
    if (f == 0 || (f > 0) != (k > 0)) {
      return false;
    }
    // m*e - n*fact, with m, n > 0, no longer mentions the atom, and m*e >= it; as e is an integer,
    // m*e > -m is enough
    long g = Terms.gcd(f, k);
    long m = Math.abs(f) / g;
    long n = Math.abs(k) / g;
    Affine rest = e.combine(m, fact, -n).plus(m - 1);
    Affine tight = tighten(rest);
    return geq(tight, depth + 1);
  }

  /** {@code e >= 0} with its coefficients divided by their common divisor. */
  private static Affine tighten(Affine e) {
    long g = e.content();
    if (g <= 1) {
      return e;
    }
    long[] c = new long[e.size()];
    for (int i = 0; i < c.length; i++) {
      c[i] = e.coef(i) / g;
    }
    return e.terms().make(Math.floorDiv(e.constant(), g), e.rawAtoms(), c);
  }

  /** Solves the equalities and looks for a fact that has become impossible. */
  private boolean refutes(List<Affine> eqs, List<Affine> ineqs) {
    for (Affine e : eqs) {
      if (geq(e.plus(-1), 0) || geq(e.negate().plus(-1), 0)) {
        return true;
      }
    }
    List<Affine> equal = new ArrayList<>(eqs);
    List<Affine> bounds = new ArrayList<>(ineqs);
    for (int round = 0; round < 12; round++) {
      Affine chosen = null;
      Atom solved = null;
      for (Affine e : equal) {
        solved = unit(e);
        if (solved != null) {
          chosen = e;
          break;
        }
      }
      if (chosen == null) {
        break;
      }
      long c = chosen.coefOf(solved);
      // c*v + r = 0, |c| = 1: v = -c*r
      Affine value = chosen.combine(-c, chosen.terms().of(solved), 1);
      Atom v = solved;
      Function<Atom, Affine> solution = a -> a == v ? value : null;
      List<Affine> nextEqual = new ArrayList<>();
      for (Affine e : equal) {
        if (e != chosen) {
          Affine s = e.substitute(solution);
          if (impossible(s)) {
            return true;
          }
          if (!s.isConstant()) {
            nextEqual.add(s);
          }
        }
      }
      equal = nextEqual;
      List<Affine> nextBounds = new ArrayList<>();
      for (Affine e : bounds) {
        Affine b = tighten(e.substitute(solution));
        if (b.isConstant() && b.constant() < 0) {
          return true;
        }
        nextBounds.add(b);
      }
      bounds = nextBounds;
    }
    if (equal.size() == eqs.size()) {
      for (Affine b : bounds) {
        if (--budget > 0 && geq(b.negate().plus(-1), 0)) {
          return true;
        }
      }
      return false;
    }
    List<Formula> solvedFacts = new ArrayList<>();
    for (Affine b : bounds) {
      solvedFacts.add(Formula.nonNegative(b));
    }
    for (Affine e : equal) {
      solvedFacts.add(Formula.zero(e));
    }
    if (solvedFacts.contains(Formula.FALSE)) {
      return true;
    }
    Facts next = new Facts(solvedFacts);
    next.budget = BUDGET;
    if (next.contradictory) {
      return true;
    }
    for (Affine e : next.equalities) {
      if (next.geq(e.plus(-1), 0) || next.geq(e.negate().plus(-1), 0)) {
        return true;
      }
    }
    for (Affine b : next.inequalities) {
      if (next.budget > 0 && next.geq(b.negate().plus(-1), 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean impossible(Affine e) {
    return e.isConstant() ? e.constant() != 0 : e.constant() % e.content() != 0;
  }

  /** The newest variable with coefficient 1 or -1 that occurs in no quotient of the form. */
  private static Atom unit(Affine e) {
    for (int i = e.size() - 1; i >= 0; i--) {
      Atom a = e.atom(i);
      if (!a.isDiv() && Math.abs(e.coef(i)) == 1) {
        boolean inside =
            Arrays.stream(e.rawAtoms()).anyMatch(x -> x.isDiv() && x.num().mentions(a));
        if (!inside) {
          return a;
        }
      }
    }
    return null;
  }
}
