package io.exo4j.nativebuild.bindings;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import java.util.List;

/**
 * Java text of control expressions. {@code /} and {@code %} are floor division; arithmetic that
 * could overflow is exact and throws.
 */
final class JavaExpr extends ExprDefault<String> {
  private final KernelShape kernel;

  JavaExpr(KernelShape kernel) {
    this.kernel = kernel;
  }

  /** The text of an expression; one that needs parentheses has them. */
  String text(Expr e) {
    return e.accept(this);
  }

  /** The text of an expression where no parentheses are needed. */
  String bare(Expr e) {
    String text = text(e);
    return text.startsWith("(") && closes(text) == text.length() - 1
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static int closes(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String var(Expr.Var e) {
    return kernel.param(e.sym()).java();
  }

  @Override
  public String intLit(Expr.IntLit e) {
    return e.value() + "L";
  }

  @Override
  public String boolLit(Expr.BoolLit e) {
    return Boolean.toString(e.value());
  }

  @Override
  public String neg(Expr.Neg e) {
    return Magnitude.fits(e)
        ? "(-" + text(e.arg()) + ")"
        : "Checks.subtract(0L, " + bare(e.arg()) + ")";
  }

  @Override
  public String bin(Expr.Bin e) {
    boolean plain = Magnitude.fits(e);
    return switch (e.op()) {
      case ADD -> plain ? infix(e, "+") : call("Checks.add", e);
      case SUB -> plain ? infix(e, "-") : call("Checks.subtract", e);
      case MUL -> plain ? infix(e, "*") : call("Checks.multiply", e);
      case DIV -> call("Math.floorDiv", e);
      case MOD -> call("Math.floorMod", e);
      case LT, GT, LE, GE, EQ -> infix(e, e.op().text());
      case AND -> infix(e, "&&");
      case OR -> infix(e, "||");
    };
  }

  private String infix(Expr.Bin e, String operator) {
    return "(" + text(e.lhs()) + " " + operator + " " + text(e.rhs()) + ")";
  }

  private String call(String function, Expr.Bin e) {
    return function + "(" + bare(e.lhs()) + ", " + bare(e.rhs()) + ")";
  }

  /**
   * Of a window, the stride that was given; of a dense tensor, the product of the inner extents.
   */
  @Override
  public String stride(Expr.Stride e) {
    Param param = kernel.param(e.buf());
    if (param.kind() == Param.Kind.WINDOW) {
      return param.strides().get(e.dim());
    }
    List<Expr> inner = param.dims().subList(e.dim() + 1, param.dims().size());
    return inner.stream().reduce(Expr::mul).map(this::text).orElse("1L");
  }

  @Override
  public String readConfig(Expr.ReadConfig e) {
    throw new IllegalStateException("the entry point checks what depends on configuration");
  }

  @Override
  protected String other(Expr e) {
    throw new IllegalStateException("not a control expression: " + e);
  }
}
