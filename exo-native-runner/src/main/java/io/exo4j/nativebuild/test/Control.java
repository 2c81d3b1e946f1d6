package io.exo4j.nativebuild.test;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Sym;
import java.util.Map;

/**
 * Computes control expressions: integers as they are, truth values as 0 and 1, configuration as it
 * is at first (zero).
 */
final class Control extends ExprDefault<Long> {
  /** A value that is not known: of a variable without one, or of a division by zero. */
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super("no value", null, false, false);
    }
  }

  /** The distance between neighbours along a dimension of a buffer. */
  interface Strides {
    /**
     * Gives it.
     *
     * @throws Unknown if the buffer has none
     */
    long of(Sym buffer, int dimension);
  }

  private final Map<Sym, Long> values;
  private final Strides strides;

  Control(Map<Sym, Long> values, Strides strides) {
    this.values = values;
    this.strides = strides;
  }

  /**
   * The value.
   *
   * @throws Unknown if it has none
   */
  long value(Expr e) {
    try {
      return e.accept(this);
    } catch (ArithmeticException overflowOrZero) {
      throw new Unknown();
    }
  }

  /** Whether a condition holds; one without a value does not. */
  boolean holds(Expr e) {
    try {
      return value(e) != 0;
    } catch (Unknown unknown) {
      return false;
    }
  }

  @Override
  protected Long other(Expr e) {
    throw new Unknown();
  }

  @Override
  public Long var(Expr.Var e) {
    Long value = values.get(e.sym());
    if (value == null) {
      throw new Unknown();
    }
    return value;
  }

  @Override
  public Long intLit(Expr.IntLit e) {
    return e.value();
  }

  @Override
  public Long boolLit(Expr.BoolLit e) {
    return e.value() ? 1L : 0L;
  }

  @Override
  public Long neg(Expr.Neg e) {
    return Math.negateExact(e.arg().accept(this));
  }

  @Override
  public Long stride(Expr.Stride e) {
    return strides.of(e.buf(), e.dim());
  }

  @Override
  public Long readConfig(Expr.ReadConfig e) {
    return 0L;
  }

  @Override
  public Long bin(Expr.Bin e) {
    long l = e.lhs().accept(this);
    switch (e.op()) {
      case AND:
        return l == 0 ? 0L : e.rhs().accept(this);
      case OR:
        return l != 0 ? 1L : e.rhs().accept(this);
      default:
        break;
    }
    long r = e.rhs().accept(this);
    return switch (e.op()) {
      case ADD -> Math.addExact(l, r);
      case SUB -> Math.subtractExact(l, r);
      case MUL -> Math.multiplyExact(l, r);
      case DIV -> Math.floorDiv(l, r);
      case MOD -> Math.floorMod(l, r);
      case LT -> truth(l < r);
      case GT -> truth(l > r);
      case LE -> truth(l <= r);
      case GE -> truth(l >= r);
      case EQ -> truth(l == r);
      default -> throw new Unknown();
    };
  }

  private static Long truth(boolean b) {
    return b ? 1L : 0L;
  }
}
