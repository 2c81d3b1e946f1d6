package io.exo4j.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes existential quantifiers from conjunctions by solving equations, so that "some iteration
 * of that loop writes this element" becomes quantifier-free: a variable with coefficient 1 is
 * replaced by what the equation says; {@code d*q + r = e} with {@code 0 <= r < d} gives {@code q =
 * e/d}, {@code r = e%d}; {@code x/d = e} becomes {@code d*e <= x < d*e + d}, and {@code x/d} is
 * {@code e} in the other parts; {@code d*q = e} alone gives {@code q = e/d} and {@code e%d = 0}.
 * What is left stays quantified.
 */
final class Elimination {
  private Elimination() {}

  /** A formula equivalent to: for some values of {@code variables}, all of {@code parts} hold. */
  static Formula exists(Set<Atom> variables, List<Formula> parts) {
    List<Formula> current = new ArrayList<>(Formula.and(parts).conjuncts());
    if (Formula.and(parts) == Formula.FALSE) {
      return Formula.FALSE;
    }
    Set<Atom> left = new LinkedHashSet<>(variables);
    for (boolean progress = true; progress && !left.isEmpty(); ) {
      progress =
          solvePair(left, current)
              || solveOne(left, current)
              || solveQuotient(left, current)
              || solveMultiple(left, current);
    }
    return Formula.exists(left, Formula.and(current));
  }

  private static boolean solveOne(Set<Atom> left, List<Formula> parts) {
    for (Formula f : parts) {
      if (f instanceof Formula.Zero z && z.equal()) {
        Affine e = z.e();
        for (int i = 0; i < e.size(); i++) {
          Atom v = e.atom(i);
          if (left.contains(v) && Math.abs(e.coef(i)) == 1 && occursOnce(e, v)) {
            Affine value = e.combine(-e.coef(i), e.terms().of(v), 1);
            replace(parts, f, v, value);
            left.remove(v);
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean solvePair(Set<Atom> left, List<Formula> parts) {
    for (Formula f : parts) {
      if (f instanceof Formula.Zero z && z.equal()) {
        Affine e = z.e();
        for (int i = 0; i < e.size(); i++) {
          for (int j = 0; j < e.size(); j++) {
            if (i != j && solvePair(left, parts, f, e, i, j)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** Solves {@code d*q + r + rest = 0} for atoms q = i, r = j. */
  private static boolean solvePair(
      Set<Atom> left, List<Formula> parts, Formula f, Affine e, int i, int j) {
    Atom q = e.atom(i);
    Atom r = e.atom(j);
    long s = e.coef(j);
    long d = e.coef(i) * s;
    if (!left.contains(q) || !left.contains(r) || Math.abs(s) != 1 || d <= 1) {
      return false;
    }
    Terms terms = e.terms();
    Affine rest = e.combine(1, terms.of(q), -e.coef(i)).combine(1, terms.of(r), -s);
    if (rest.mentions(q) || rest.mentions(r)) {
      return false;
    }
    Facts facts = new Facts(parts);
    Affine rr = terms.of(r);
    if (!facts.prove(Formula.nonNegative(rr))
        || !facts.prove(Formula.nonNegative(rr.negate().plus(d - 1)))) {
      return false;
    }
    // s*d'*q + s*r + rest = 0 with s = 1 or -1: d*q + r = -s*rest
    Affine value = rest.times(-s);
    replace(parts, f, q, value.div(d));
    List<Formula> after = new ArrayList<>();
    for (Formula p : parts) {
      after.add(p.substitute(a -> a == r ? value.mod(d) : null, b -> null));
    }
    parts.clear();
    parts.addAll(Formula.and(after).conjuncts());
    left.remove(q);
    left.remove(r);
    return true;
  }

  private static boolean solveMultiple(Set<Atom> left, List<Formula> parts) {
    for (Formula f : parts) {
      if (f instanceof Formula.Zero z && z.equal()) {
        Affine e = z.e();
        for (int i = 0; i < e.size(); i++) {
          Atom v = e.atom(i);
          if (left.contains(v)) {
            long d = Math.absExact(e.coef(i));
            Affine rest = e.combine(1, e.terms().of(v), -e.coef(i));
            Affine multiple = e.coef(i) < 0 ? rest : rest.negate();
            if (left.stream().noneMatch(rest::mentions)) {
              replace(parts, f, v, multiple.div(d));
              parts.add(Formula.zero(multiple.mod(d)));
              left.remove(v);
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** Takes quotients of the variables out of equations; each time there is one equation less. */
  private static boolean solveQuotient(Set<Atom> left, List<Formula> parts) {
    for (Formula f : parts) {
      if (f instanceof Formula.Zero z && z.equal()) {
        Affine e = z.e();
        for (int i = 0; i < e.size(); i++) {
          Atom q = e.atom(i);
          if (q.isDiv() && Math.abs(e.coef(i)) == 1 && left.stream().anyMatch(q.num()::mentions)) {
            Affine value = e.combine(-e.coef(i), e.terms().of(q), 1);
            if (left.stream().noneMatch(value::mentions)) {
              replaceQuotient(parts, f, q, value);
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static void replaceQuotient(List<Formula> parts, Formula solved, Atom q, Affine value) {
    List<Formula> after = new ArrayList<>();
    for (Formula p : parts) {
      if (p == solved) {
        Affine low = value.times(q.divisor());
        after.add(Formula.geq(q.num(), low));
        after.add(Formula.less(q.num(), low.plus(q.divisor())));
      } else if (p instanceof Formula.Zero z && z.equal()) {
        after.add(Formula.zero(without(z.e(), q, value)));
      } else if (p instanceof Formula.NonNegative n) {
        after.add(Formula.nonNegative(without(n.e(), q, value)));
      } else {
        after.add(p);
      }
    }
    settle(parts, after);
  }

  private static void settle(List<Formula> parts, List<Formula> after) {
    Formula all = Formula.and(after);
    parts.clear();
    parts.addAll(all == Formula.FALSE ? List.of(Formula.FALSE) : all.conjuncts());
  }

  /** The same linear form with the value of a quotient, where it is not inside of another one. */
  private static Affine without(Affine e, Atom q, Affine value) {
    long k = e.coefOf(q);
    return k == 0 ? e : e.combine(1, e.terms().of(q), -k).combine(1, value, k);
  }

  private static boolean occursOnce(Affine e, Atom v) {
    for (int i = 0; i < e.size(); i++) {
      if (e.atom(i).isDiv() && e.atom(i).num().mentions(v)) {
        return false;
      }
    }
    return true;
  }

  private static void replace(List<Formula> parts, Formula solved, Atom v, Affine value) {
    List<Formula> after = new ArrayList<>();
    for (Formula p : parts) {
      if (p != solved) {
        after.add(p.substitute(a -> a == v ? value : null, b -> null));
      }
    }
    settle(parts, after);
  }
}
