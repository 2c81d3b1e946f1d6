package io.exo4j.schedule.procs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Linear equations over the unknowns of a unification, whose right-hand sides are linear forms over
 * values of the block: Gaussian elimination with integer coefficients. Rows are kept reduced by one
 * another.
 */
final class HoleSystem {
  /** What an equation says in the light of the earlier ones. */
  enum Effect {
    /** Nothing new. */
    REDUNDANT,
    /** It restricts an unknown. */
    RESTRICTS,
    /** It leaves no unknown, and does not hold identically. */
    LEFT_OVER
  }

  /** Unknown to a form that contains it and equals 0. */
  private final Map<Quantity, LinForm> rows = new LinkedHashMap<>();

  HoleSystem() {}

  HoleSystem(HoleSystem other) {
    rows.putAll(other.rows);
  }

  /** Adds {@code form == 0}, unless it leaves no unknown. */
  Effect add(LinForm form) {
    LinForm reduced = reduce(form);
    if (reduced.isZero()) {
      return Effect.REDUNDANT;
    }
    Optional<Quantity> pivot = pivot(reduced);
    if (pivot.isEmpty()) {
      return Effect.LEFT_OVER;
    }
    Quantity h = pivot.get();
    rows.replaceAll((other, row) -> eliminate(row, h, reduced));
    rows.put(h, reduced);
    return Effect.RESTRICTS;
  }

  private LinForm reduce(LinForm form) {
    LinForm f = form;
    for (Map.Entry<Quantity, LinForm> row : rows.entrySet()) {
      f = eliminate(f, row.getKey(), row.getValue());
    }
    return f;
  }

  /** A combination of a form and a row in which {@code h} does not occur. */
  private static LinForm eliminate(LinForm form, Quantity h, LinForm row) {
    long c = form.coef(h);
    if (c == 0) {
      return form;
    }
    long p = row.coef(h);
    return p == 1 || p == -1 ? form.combine(1, row, -c * p) : form.combine(p, row, -c);
  }

  /** An unknown with a coefficient of 1 if there is one: that keeps everything integral. */
  private static Optional<Quantity> pivot(LinForm form) {
    Optional<Quantity> found = Optional.empty();
    for (Quantity q : form.quantities()) {
      if (q.isHole()) {
        if (Math.abs(form.coef(q)) == 1) {
          return Optional.of(q);
        }
        found = found.or(() -> Optional.of(q));
      }
    }
    return found;
  }

  /** True if the value of an unknown follows from the equations, be it integral or not. */
  boolean determines(Quantity h) {
    return rows.containsKey(h) && !rows.get(h).any(q -> q.isHole() && q != h);
  }

  /** The value of an unknown, if it is determined and integral. */
  Optional<LinForm> value(Quantity h) {
    if (!determines(h)) {
      return Optional.empty();
    }
    LinForm row = rows.get(h);
    long p = row.coef(h);
    return row.minus(LinForm.of(h).times(p)).times(-1).divided(p);
  }

  /** A form with the values of the unknowns put in, if all of them are determined and integral. */
  Optional<LinForm> evaluate(LinForm form) {
    LinForm f = form;
    for (Quantity q : form.quantities()) {
      if (q.isHole()) {
        Optional<LinForm> v = value(q);
        if (v.isEmpty()) {
          return Optional.empty();
        }
        f = f.plus(v.get().minus(LinForm.of(q)).times(form.coef(q)));
      }
    }
    return Optional.of(f);
  }
}
