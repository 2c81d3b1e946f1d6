package io.exo4j.schedule.exprs;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * {@code constant + c1 * v1 + c2 * v2 + …}, no coefficient zero. Arithmetic throws {@link
 * ArithmeticException} if a number leaves 64 bits.
 */
record SimplifyLinear(long constant, Map<Sym, Long> terms) {
  SimplifyLinear {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  static SimplifyLinear of(long constant) {
    return new SimplifyLinear(constant, Map.of());
  }

  static SimplifyLinear of(Sym sym) {
    return new SimplifyLinear(0, Map.of(sym, 1L));
  }

  boolean isConstant() {
    return terms.isEmpty();
  }

  /** This and {@code factor} times the other. */
  SimplifyLinear plus(SimplifyLinear other, long factor) {
    Map<Sym, Long> sum = new LinkedHashMap<>(terms);
    for (Map.Entry<Sym, Long> e : other.terms.entrySet()) {
      long total =
          Math.addExact(sum.getOrDefault(e.getKey(), 0L), Math.multiplyExact(e.getValue(), factor));
      if (total == 0) {
        sum.remove(e.getKey());
      } else {
        sum.put(e.getKey(), total);
      }
    }
    return new SimplifyLinear(
        Math.addExact(constant, Math.multiplyExact(other.constant, factor)), sum);
  }

  SimplifyLinear times(long factor) {
    return of(0).plus(this, factor);
  }

  /** The terms that satisfy a predicate, and the constant or zero. */
  SimplifyLinear only(BiPredicate<Sym, Long> wanted, boolean withConstant) {
    Map<Sym, Long> some = new LinkedHashMap<>();
    for (Map.Entry<Sym, Long> e : terms.entrySet()) {
      if (wanted.test(e.getKey(), e.getValue())) {
        some.put(e.getKey(), e.getValue());
      }
    }
    return new SimplifyLinear(withConstant ? constant : 0, some);
  }

  /** The quotient, rounded down, by a divisor of all coefficients. */
  SimplifyLinear over(long d) {
    Map<Sym, Long> out = new LinkedHashMap<>();
    for (Map.Entry<Sym, Long> e : terms.entrySet()) {
      out.put(e.getKey(), e.getValue() / d);
    }
    return new SimplifyLinear(Math.floorDiv(constant, d), out);
  }

  /** The expression: the constant, then the terms by coefficient, then by variable. */
  Expr toExpr(Comparator<Sym> order) {
    List<Map.Entry<Sym, Long>> sorted = new ArrayList<>(terms.entrySet());
    sorted.sort(
        Map.Entry.<Sym, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey(order)));
    if (sorted.isEmpty()) {
      return Expr.lit(constant);
    }
    int from = 0;
    Expr out = Expr.lit(constant);
    if (constant == 0) {
      Map.Entry<Sym, Long> first = sorted.get(0);
      Expr term = term(first);
      out = first.getValue() < 0 ? Expr.negate(term, SourceSpan.NONE) : term;
      from = 1;
    }
    for (Map.Entry<Sym, Long> t : sorted.subList(from, sorted.size())) {
      out = t.getValue() < 0 ? Expr.sub(out, term(t)) : Expr.add(out, term(t));
    }
    return out;
  }

  private static Expr term(Map.Entry<Sym, Long> t) {
    Expr v = Expr.var(t.getKey());
    long c = Math.absExact(t.getValue());
    return c == 1 ? v : Expr.mul(Expr.lit(c), v);
  }
}
