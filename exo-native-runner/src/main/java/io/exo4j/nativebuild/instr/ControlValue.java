package io.exo4j.nativebuild.instr;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Sym;
import java.util.Map;

/**
 * The values of control expressions; truth values are 1 and 0.
 *
 * @param variables the control arguments
 * @param config the control fields of configurations, by {@code Config.field}
 * @param strides the strides of data arguments, in elements
 */
record ControlValue(Map<Sym, Long> variables, Map<String, Long> config, Map<Sym, long[]> strides) {
  /** An expression that has no value: it mentions something that is not a control value here. */
  static final class Undefined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undefined(String what) {
      super(what);
    }
  }

  /**
   * The value.
   *
   * @throws Undefined if there is none
   */
  long of(Expr e) {
    return e.accept(new Eval());
  }

  boolean holds(Expr e) {
    return of(e) != 0;
  }

  private static <K, V> V get(Map<K, V> map, K key) {
    V v = map.get(key);
    if (v == null) {
      throw new Undefined(String.valueOf(key));
    }
    return v;
  }

  private final class Eval extends ExprDefault<Long> {
    @Override
    protected Long other(Expr e) {
      throw new Undefined(e.toString());
    }

    @Override
    public Long var(Expr.Var e) {
      return get(variables, e.sym());
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
      return -of(e.arg());
    }

    @Override
    public Long stride(Expr.Stride e) {
      return get(strides, e.buf())[e.dim()];
    }

    @Override
    public Long readConfig(Expr.ReadConfig e) {
      return get(config, e.config().name() + "." + e.field());
    }

    @Override
    public Long bin(Expr.Bin e) {
      long l = of(e.lhs());
      switch (e.op()) {
        case AND:
          return l != 0 && holds(e.rhs()) ? 1L : 0L;
        case OR:
          return l != 0 || holds(e.rhs()) ? 1L : 0L;
        default:
          return arithmetic(e, l, of(e.rhs()));
      }
    }

    private long arithmetic(Expr.Bin e, long l, long r) {
      switch (e.op()) {
        case ADD:
          return l + r;
        case SUB:
          return l - r;
        case MUL:
          return l * r;
        case DIV:
          return Math.floorDiv(l, r);
        case MOD:
          return Math.floorMod(l, r);
        case LT:
          return l < r ? 1 : 0;
        case GT:
          return l > r ? 1 : 0;
        case LE:
          return l <= r ? 1 : 0;
        case GE:
          return l >= r ? 1 : 0;
        default:
          return l == r ? 1 : 0;
      }
    }
  }
}
