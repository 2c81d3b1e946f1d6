package io.exo4j.check;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A control expression as a sum of multiples of other expressions: enough to see that {@code 0 + n}
 * and {@code n - 0} are the same. What overflows stays as it is written.
 *
 * @param terms the expressions with their factors, none of which is zero
 */
record LinearForm(long constant, Map<Expr, Long> terms) {
  LinearForm {
    terms = Map.copyOf(terms);
  }

  /** Whether two expressions are evidently equal. */
  static boolean same(Expr a, Expr b) {
    LinearForm x = of(a);
    LinearForm y = of(b);
    return x.constant == y.constant && x.terms.equals(y.terms);
  }

  static LinearForm of(Expr e) {
    try {
      return e.accept(new Reader());
    } catch (ArithmeticException overflow) {
      return atom(e);
    }
  }

  private static LinearForm atom(Expr e) {
    return new LinearForm(0, Map.of(e, 1L));
  }

  private static LinearForm constant(long value) {
    return new LinearForm(value, Map.of());
  }

  private LinearForm times(long factor) {
    Map<Expr, Long> out = new HashMap<>();
    for (Map.Entry<Expr, Long> entry : terms.entrySet()) {
      out.put(entry.getKey(), Math.multiplyExact(entry.getValue(), factor));
    }
    out.values().removeIf(k -> k == 0);
    return new LinearForm(Math.multiplyExact(constant, factor), out);
  }

  private LinearForm plus(LinearForm other) {
    Map<Expr, Long> out = new HashMap<>(terms);
    for (Map.Entry<Expr, Long> entry : other.terms.entrySet()) {
      out.merge(entry.getKey(), entry.getValue(), Math::addExact);
    }
    out.values().removeIf(k -> k == 0);
    return new LinearForm(Math.addExact(constant, other.constant), out);
  }

  private OptionalLong value() {
    return terms.isEmpty() ? OptionalLong.of(constant) : OptionalLong.empty();
  }

  private static final class Reader extends ExprDefault<LinearForm> {
    @Override
    protected LinearForm other(Expr e) {
      return atom(e);
    }

    @Override
    public LinearForm intLit(Expr.IntLit e) {
      return constant(e.value());
    }

    @Override
    public LinearForm neg(Expr.Neg e) {
      return e.arg().accept(this).times(-1);
    }

    @Override
    public LinearForm bin(Expr.Bin e) {
      if (!e.op().isArithmetic()) {
        return atom(e);
      }
      LinearForm l = e.lhs().accept(this);
      LinearForm r = e.rhs().accept(this);
      if (e.op() == BinOp.ADD) {
        return l.plus(r);
      }
      if (e.op() == BinOp.SUB) {
        return l.plus(r.times(-1));
      }
      if (e.op() == BinOp.MUL && l.value().isPresent()) {
        return r.times(l.constant);
      }
      if (e.op() == BinOp.MUL && r.value().isPresent()) {
        return l.times(r.constant);
      }
      OptionalLong folded = Literals.fold(e.op(), l.value(), r.value());
      return folded.isPresent() ? constant(folded.getAsLong()) : atom(e);
    }
  }
}
