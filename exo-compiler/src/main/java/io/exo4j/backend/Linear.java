package io.exo4j.backend;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sum of integer multiples of atoms and a constant. Atoms are variables, quotients, remainders,
 * strides and everything else that is not linear. Overflow throws {@link ArithmeticException}:
 * whoever asks then knows nothing.
 */
final class Linear {
  private final Map<Expr, Long> terms = new LinkedHashMap<>();
  private long constant;

  /** The linear form of a control expression. */
  static Linear of(Expr e) {
    Linear f = new Linear();
    f.addScaled(e, 1);
    return f;
  }

  Map<Expr, Long> terms() {
    return terms;
  }

  long constant() {
    return constant;
  }

  boolean isConstant() {
    return terms.isEmpty();
  }

  long coefficient(Expr atom) {
    return terms.getOrDefault(atom, 0L);
  }

  /** {@code this + factor * other}, as a new form. */
  Linear plus(Linear other, long factor) {
    Linear f = new Linear();
    f.add(this, 1);
    f.add(other, factor);
    return f;
  }

  /** This form without an atom. */
  Linear without(Expr atom) {
    Linear f = new Linear();
    f.add(this, 1);
    f.terms.remove(atom);
    return f;
  }

  /** This form plus a constant. */
  Linear plus(long c) {
    Linear f = new Linear();
    f.add(this, 1);
    f.constant = Math.addExact(f.constant, c);
    return f;
  }

  private void add(Linear other, long factor) {
    for (Map.Entry<Expr, Long> e : other.terms.entrySet()) {
      term(e.getKey(), Math.multiplyExact(e.getValue(), factor));
    }
    constant = Math.addExact(constant, Math.multiplyExact(other.constant, factor));
  }

  private void term(Expr atom, long factor) {
    long sum = Math.addExact(terms.getOrDefault(atom, 0L), factor);
    if (sum == 0) {
      terms.remove(atom);
    } else {
      terms.put(atom, sum);
    }
  }

  private void addScaled(Expr e, long factor) {
    e.accept(
        new ExprDefault<Void>() {
          @Override
          protected Void other(Expr atom) {
            term(atom, factor);
            return null;
          }

          @Override
          public Void intLit(Expr.IntLit lit) {
            constant = Math.addExact(constant, Math.multiplyExact(lit.value(), factor));
            return null;
          }

          @Override
          public Void neg(Expr.Neg n) {
            addScaled(n.arg(), Math.negateExact(factor));
            return null;
          }

          @Override
          public Void bin(Expr.Bin b) {
            if (b.op() == BinOp.ADD || b.op() == BinOp.SUB) {
              addScaled(b.lhs(), factor);
              addScaled(b.rhs(), b.op() == BinOp.ADD ? factor : Math.negateExact(factor));
              return null;
            }
            if (b.op() == BinOp.MUL) {
              Linear l = of(b.lhs());
              Linear r = of(b.rhs());
              if (l.isConstant() || r.isConstant()) {
                Linear variable = l.isConstant() ? r : l;
                add(variable, Math.multiplyExact(factor, (l.isConstant() ? l : r).constant));
                return null;
              }
            }
            return other(b);
          }
        });
  }
}
