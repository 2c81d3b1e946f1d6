package io.exo4j.testing;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Sym;
import java.util.Map;

/** The value of a size or index expression; what is not known, and a divisor of 0, counts as 1. */
public final class ControlValue extends ExprDefault<Long> {
  private final Map<Sym, Long> values;

  /** With the values of variables. */
  public ControlValue(Map<Sym, Long> values) {
    this.values = Map.copyOf(values);
  }

  /** The value of an expression. */
  public long of(Expr e) {
    return e.accept(this);
  }

  @Override
  protected Long other(Expr e) {
    return 1L;
  }

  @Override
  public Long intLit(Expr.IntLit e) {
    return e.value();
  }

  @Override
  public Long var(Expr.Var e) {
    return values.getOrDefault(e.sym(), 1L);
  }

  @Override
  public Long neg(Expr.Neg e) {
    return -of(e.arg());
  }

  @Override
  public Long bin(Expr.Bin e) {
    long l = of(e.lhs());
    long r = of(e.rhs());
    if (e.op() == BinOp.DIV || e.op() == BinOp.MOD) {
      long d = r == 0 ? 1 : r;
      return e.op() == BinOp.DIV ? Math.floorDiv(l, d) : Math.floorMod(l, d);
    }
    return switch (e.op()) {
      case ADD -> l + r;
      case SUB -> l - r;
      default -> l * r;
    };
  }
}
