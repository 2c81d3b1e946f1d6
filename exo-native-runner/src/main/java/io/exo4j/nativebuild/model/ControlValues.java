package io.exo4j.nativebuild.model;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Sym;
import java.util.Map;

/**
 * Computes control expressions from the values of variables: integers exactly, truth values as 1
 * and 0.
 */
public final class ControlValues {
  /**
   * An expression has no value: a variable has none, a number is too large for 64 bits, or it is
   * divided by zero.
   */
  public static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No value; without a stack trace, for it is no error. */
    public Unknown() {
      super("no value", null, false, false);
    }
  }

  /** The distances between neighbours along the dimensions of a buffer. */
  public interface Strides {
    /**
     * Gives one, in elements.
     *
     * @throws Unknown if the buffer has none
     */
    long of(Sym buffer, int dimension);
  }

  /** The values of configuration fields. */
  public interface Fields {
    /**
     * Gives one.
     *
     * @throws Unknown if the field has none
     */
    long of(Expr.ReadConfig field);
  }

  private final Map<Sym, Long> variables;
  private final Strides strides;
  private final Fields fields;
  private final Eval eval = new Eval();

  private ControlValues(Map<Sym, Long> variables, Strides strides, Fields fields) {
    this.variables = variables;
    this.strides = strides;
    this.fields = fields;
  }

  /** Knows variables alone: strides and configuration have no values. */
  public static ControlValues of(Map<Sym, Long> variables) {
    return new ControlValues(
        variables,
        (buffer, dimension) -> {
          throw new Unknown();
        },
        field -> {
          throw new Unknown();
        });
  }

  /** Knows strides, too. */
  public ControlValues withStrides(Strides known) {
    return new ControlValues(variables, known, fields);
  }

  /** Knows configuration fields, too. */
  public ControlValues withFields(Fields known) {
    return new ControlValues(variables, strides, known);
  }

  /** Takes configuration as it is at first: zero. */
  public ControlValues withInitialFields() {
    return withFields(field -> 0);
  }

  /**
   * Computes an expression.
   *
   * @throws Unknown if it has no value
   */
  public long value(Expr e) {
    try {
      return e.accept(eval);
    } catch (ArithmeticException overflowOrZero) {
      throw new Unknown();
    }
  }

  /** Whether a condition holds; one without a value does not. */
  public boolean holds(Expr e) {
    try {
      return value(e) != 0;
    } catch (Unknown unknown) {
      return false;
    }
  }

  private final class Eval extends ExprDefault<Long> {
    @Override
    protected Long other(Expr e) {
      throw new Unknown();
    }

    @Override
    public Long var(Expr.Var e) {
      Long value = variables.get(e.sym());
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
      return truth(e.value());
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
      return fields.of(e);
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

    private Long truth(boolean b) {
      return b ? 1L : 0L;
    }
  }
}
