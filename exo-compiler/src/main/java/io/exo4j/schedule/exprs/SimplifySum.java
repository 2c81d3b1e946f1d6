package io.exo4j.schedule.exprs;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Sym;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code constant + c1 * t1 + c2 * t2 + …} where the terms may be anything, quotients and
 * remainders for instance; no coefficient is zero. Arithmetic throws {@link ArithmeticException} if
 * a number leaves 64 bits.
 */
record SimplifySum(long constant, Map<Expr, Long> terms) {
  static SimplifySum of(Expr e) {
    Collector c = new Collector();
    c.add(e, 1);
    c.terms.values().removeIf(n -> n == 0);
    return new SimplifySum(c.constant, c.terms);
  }

  /** The terms whose coefficients are multiples of a number, and of the constant the multiple. */
  SimplifySum multiples(long d) {
    return new SimplifySum(Math.subtractExact(constant, Math.floorMod(constant, d)), some(d, true));
  }

  /** What {@link #multiples} leaves. */
  SimplifySum rest(long d) {
    return new SimplifySum(Math.floorMod(constant, d), some(d, false));
  }

  /** Divided by a number of which everything is a multiple. */
  SimplifySum over(long d) {
    Map<Expr, Long> out = new LinkedHashMap<>();
    for (Map.Entry<Expr, Long> e : terms.entrySet()) {
      out.put(e.getKey(), e.getValue() / d);
    }
    return new SimplifySum(constant / d, out);
  }

  /** The linear form, if all terms are variables. */
  Optional<SimplifyLinear> linear() {
    Map<Sym, Long> out = new LinkedHashMap<>();
    for (Map.Entry<Expr, Long> e : terms.entrySet()) {
      variable(e.getKey()).ifPresent(s -> out.put(s, e.getValue()));
    }
    return out.size() == terms.size()
        ? Optional.of(new SimplifyLinear(constant, out))
        : Optional.empty();
  }

  Expr toExpr() {
    Expr out = Expr.lit(constant);
    boolean first = constant == 0;
    for (Map.Entry<Expr, Long> t : terms.entrySet()) {
      long c = t.getValue();
      Expr term = c == 1 ? t.getKey() : Expr.mul(Expr.lit(c), t.getKey());
      out = first ? term : Expr.add(out, term);
      first = false;
    }
    return out;
  }

  private Map<Expr, Long> some(long d, boolean multiples) {
    Map<Expr, Long> out = new LinkedHashMap<>();
    for (Map.Entry<Expr, Long> e : terms.entrySet()) {
      if (e.getValue() % d == 0 == multiples) {
        out.put(e.getKey(), e.getValue());
      }
    }
    return out;
  }

  private static Optional<Sym> variable(Expr e) {
    return e.as(Expr.Var.class).map(Expr.Var::sym);
  }

  private static final class Collector {
    private final Map<Expr, Long> terms = new LinkedHashMap<>();
    private long constant;

    void add(Expr e, long factor) {
      OptionalLong literal = e.asInt();
      if (literal.isPresent()) {
        constant = Math.addExact(constant, Math.multiplyExact(factor, literal.getAsLong()));
        return;
      }
      e.accept(
          new ExprDefault<Void>() {
            @Override
            protected Void other(Expr term) {
              terms.merge(term, factor, Math::addExact);
              return null;
            }

            @Override
            public Void neg(Expr.Neg n) {
              add(n.arg(), Math.negateExact(factor));
              return null;
            }

            @Override
            public Void bin(Expr.Bin b) {
              OptionalLong l = b.lhs().asInt();
              OptionalLong r = b.rhs().asInt();
              if (b.op() == BinOp.ADD || b.op() == BinOp.SUB) {
                add(b.lhs(), factor);
                add(b.rhs(), b.op() == BinOp.ADD ? factor : Math.negateExact(factor));
              } else if (b.op() == BinOp.MUL && l.isPresent()) {
                add(b.rhs(), Math.multiplyExact(factor, l.getAsLong()));
              } else if (b.op() == BinOp.MUL && r.isPresent()) {
                add(b.lhs(), Math.multiplyExact(factor, r.getAsLong()));
              } else {
                other(b);
              }
              return null;
            }
          });
    }
  }
}
