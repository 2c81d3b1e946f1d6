package io.exo4j.schedule.procs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code constant + Σ coefficient * quantity}. Immutable; arithmetic that leaves 64 bits throws.
 */
final class LinForm {
  static final LinForm ZERO = new LinForm(0, Map.of());

  private final long constant;
  private final Map<Quantity, Long> terms;

  private LinForm(long constant, Map<Quantity, Long> terms) {
    this.constant = constant;
    this.terms = terms;
  }

  static LinForm constant(long c) {
    return new LinForm(c, Map.of());
  }

  static LinForm of(Quantity q) {
    return new LinForm(0, Map.of(q, 1L));
  }

  long constant() {
    return constant;
  }

  /** The quantities that occur, each with a coefficient other than 0. */
  Set<Quantity> quantities() {
    return terms.keySet();
  }

  long coef(Quantity q) {
    return terms.getOrDefault(q, 0L);
  }

  boolean isConstant() {
    return terms.isEmpty();
  }

  boolean isZero() {
    return constant == 0 && terms.isEmpty();
  }

  boolean any(Predicate<Quantity> test) {
    return terms.keySet().stream().anyMatch(test);
  }

  LinForm plus(LinForm other) {
    return combine(1, other, 1);
  }

  LinForm minus(LinForm other) {
    return combine(1, other, -1);
  }

  LinForm times(long k) {
    return combine(k, ZERO, 0);
  }

  /** {@code a * this + b * other}. */
  LinForm combine(long a, LinForm other, long b) {
    Map<Quantity, Long> out = new LinkedHashMap<>();
    if (a != 0) {
      for (Map.Entry<Quantity, Long> e : terms.entrySet()) {
        out.put(e.getKey(), Math.multiplyExact(a, e.getValue()));
      }
    }
    if (b != 0) {
      for (Map.Entry<Quantity, Long> e : other.terms.entrySet()) {
        out.merge(e.getKey(), Math.multiplyExact(b, e.getValue()), Math::addExact);
      }
    }
    out.values().removeIf(c -> c == 0);
    return new LinForm(
        Math.addExact(Math.multiplyExact(a, constant), Math.multiplyExact(b, other.constant)), out);
  }

  /** This form divided by {@code d}, if every coefficient is divisible. */
  Optional<LinForm> divided(long d) {
    if (constant % d != 0 || terms.values().stream().anyMatch(c -> c % d != 0)) {
      return Optional.empty();
    }
    Map<Quantity, Long> out = new LinkedHashMap<>();
    for (Map.Entry<Quantity, Long> e : terms.entrySet()) {
      out.put(e.getKey(), e.getValue() / d);
    }
    return Optional.of(new LinForm(constant / d, out));
  }

  /** The part that is about some quantities; without the constant. */
  LinForm part(Predicate<Quantity> which) {
    Map<Quantity, Long> out = new LinkedHashMap<>();
    for (Map.Entry<Quantity, Long> e : terms.entrySet()) {
      if (which.test(e.getKey())) {
        out.put(e.getKey(), e.getValue());
      }
    }
    return new LinForm(0, out);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LinForm f && f.constant == constant && f.terms.equals(terms);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(constant) * 31 + terms.hashCode();
  }
}
