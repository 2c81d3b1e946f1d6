package io.exo4j.stdlib;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** A sum of constant multiples of variables (or of other expressions that are left as they are). */
final class Affine {
  private final Map<Expr, Long> terms;
  private final long constant;

  private Affine(Map<Expr, Long> terms, long constant) {
    this.terms = terms;
    this.constant = constant;
  }

  static Affine constant(long value) {
    return new Affine(Map.of(), value);
  }

  static Affine atom(Expr e) {
    return new Affine(Map.of(e, 1L), 0);
  }

  /** The sum that a control expression is. */
  static Affine of(Expr e) {
    return e.accept(
        new ExprDefault<Affine>() {
          @Override
          protected Affine other(Expr o) {
            return atom(o);
          }

          @Override
          public Affine intLit(Expr.IntLit i) {
            return constant(i.value());
          }

          @Override
          public Affine neg(Expr.Neg n) {
            return of(n.arg()).times(-1);
          }

          @Override
          public Affine bin(Expr.Bin b) {
            Affine l = of(b.lhs());
            Affine r = of(b.rhs());
            if (b.op() == BinOp.ADD) {
              return l.plus(r);
            }
            if (b.op() == BinOp.SUB) {
              return l.plus(r.times(-1));
            }
            if (b.op() == BinOp.MUL && l.value().isPresent()) {
              return r.times(l.constant);
            }
            if (b.op() == BinOp.MUL && r.value().isPresent()) {
              return l.times(r.constant);
            }
            return atom(b);
          }
        });
  }

  Map<Expr, Long> terms() {
    return terms;
  }

  long constant() {
    return constant;
  }

  /** The value if it has no terms. */
  OptionalLong value() {
    return terms.isEmpty() ? OptionalLong.of(constant) : OptionalLong.empty();
  }

  Affine plus(Affine other) {
    Map<Expr, Long> sum = new LinkedHashMap<>(terms);
    for (Map.Entry<Expr, Long> entry : other.terms.entrySet()) {
      sum.merge(entry.getKey(), entry.getValue(), Long::sum);
    }
    sum.values().removeIf(c -> c == 0);
    return new Affine(sum, constant + other.constant);
  }

  Affine plus(long value) {
    return new Affine(terms, constant + value);
  }

  Affine times(long factor) {
    Map<Expr, Long> out = new LinkedHashMap<>();
    if (factor != 0) {
      for (Map.Entry<Expr, Long> entry : terms.entrySet()) {
        out.put(entry.getKey(), entry.getValue() * factor);
      }
    }
    return new Affine(out, constant * factor);
  }

  /** The expression: positive terms, negative ones, the constant. */
  Expr expr() {
    Expr sum = null;
    for (Map.Entry<Expr, Long> t : terms.entrySet()) {
      if (t.getValue() > 0) {
        Expr term = term(t.getKey(), t.getValue());
        sum = sum == null ? term : Expr.add(sum, term);
      }
    }
    if (sum == null) {
      sum = Expr.lit(constant);
    } else if (constant > 0) {
      sum = Expr.add(sum, Expr.lit(constant));
    } else if (constant < 0) {
      sum = Expr.sub(sum, Expr.lit(-constant));
    }
    for (Map.Entry<Expr, Long> t : terms.entrySet()) {
      if (t.getValue() < 0) {
        sum = Expr.sub(sum, term(t.getKey(), -t.getValue()));
      }
    }
    return sum;
  }

  private static Expr term(Expr e, long factor) {
    return factor == 1 ? e : Expr.mul(Expr.lit(factor), e);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Affine a && terms.equals(a.terms) && constant == a.constant;
  }

  @Override
  public int hashCode() {
    return 31 * terms.hashCode() + Long.hashCode(constant);
  }
}
