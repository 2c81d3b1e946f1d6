package io.exo4j.nativebuild.bindings;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import java.util.List;
import java.util.function.Function;

/**
 * C text of the assertions that depend on configuration. State may hold any value, so arithmetic
 * notes an overflow in {@code exo_bad} and goes on.
 */
final class CExpr extends ExprDefault<String> {
  /** The functions that the text calls. */
  static final String HELPERS =
      """
      static inline int64_t exo_add(int64_t a, int64_t b, int *bad) {
        int64_t r;
        if (__builtin_add_overflow(a, b, &r)) *bad = 1;
        return r;
      }

      static inline int64_t exo_sub(int64_t a, int64_t b, int *bad) {
        int64_t r;
        if (__builtin_sub_overflow(a, b, &r)) *bad = 1;
        return r;
      }

      static inline int64_t exo_mul(int64_t a, int64_t b, int *bad) {
        int64_t r;
        if (__builtin_mul_overflow(a, b, &r)) *bad = 1;
        return r;
      }

      /* Floor division and its remainder; b is a positive literal. */
      static inline int64_t exo_mod(int64_t a, int64_t b) {
        return a % b < 0 ? a % b + b : a % b;
      }

      static inline int64_t exo_div(int64_t a, int64_t b) {
        return a % b < 0 ? a / b - 1 : a / b;
      }
      """;

  private final KernelShape kernel;
  private final Function<Param, String> names;
  private final Function<Expr.ReadConfig, String> state;
  private final Function<String, String> strides;

  /**
   * @param names the C name of a parameter
   * @param state the lvalue of a configuration field
   * @param strides the C name of a stride parameter
   */
  CExpr(
      KernelShape kernel,
      Function<Param, String> names,
      Function<Expr.ReadConfig, String> state,
      Function<String, String> strides) {
    this.kernel = kernel;
    this.names = names;
    this.state = state;
    this.strides = strides;
  }

  String text(Expr e) {
    return e.accept(this);
  }

  @Override
  public String var(Expr.Var e) {
    return names.apply(kernel.param(e.sym()));
  }

  @Override
  public String intLit(Expr.IntLit e) {
    return "INT64_C(" + e.value() + ")";
  }

  @Override
  public String boolLit(Expr.BoolLit e) {
    return e.value() ? "1" : "0";
  }

  @Override
  public String neg(Expr.Neg e) {
    return "exo_sub(0, " + text(e.arg()) + ", &exo_bad)";
  }

  @Override
  public String bin(Expr.Bin e) {
    String l = text(e.lhs());
    String r = text(e.rhs());
    return switch (e.op()) {
      case ADD -> "exo_add(" + l + ", " + r + ", &exo_bad)";
      case SUB -> "exo_sub(" + l + ", " + r + ", &exo_bad)";
      case MUL -> "exo_mul(" + l + ", " + r + ", &exo_bad)";
      case DIV -> "exo_div(" + l + ", " + r + ")";
      case MOD -> "exo_mod(" + l + ", " + r + ")";
      case LT, GT, LE, GE, EQ -> "(" + l + " " + e.op().text() + " " + r + ")";
      case AND -> "(" + l + " && " + r + ")";
      case OR -> "(" + l + " || " + r + ")";
    };
  }

  @Override
  public String stride(Expr.Stride e) {
    Param param = kernel.param(e.buf());
    if (param.kind() == Param.Kind.WINDOW) {
      return strides.apply(param.strides().get(e.dim()));
    }
    List<Expr> inner = param.dims().subList(e.dim() + 1, param.dims().size());
    return inner.stream().reduce(Expr::mul).map(this::text).orElse("INT64_C(1)");
  }

  @Override
  public String readConfig(Expr.ReadConfig e) {
    return state.apply(e);
  }

  @Override
  protected String other(Expr e) {
    throw new IllegalStateException("not a control expression: " + e);
  }
}
