package io.exo4j.schedule;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import java.util.Optional;

/**
 * A new expression: given as such, or as text whose names are looked up at the place where the
 * directive puts it.
 *
 * @param expr the expression, if it is one
 * @param text the text otherwise
 * @param span where it was written
 */
public record NewExpr(Optional<Expr> expr, String text, SourceSpan span) {
  /** An expression. */
  public static NewExpr of(Expr expr) {
    return new NewExpr(Optional.of(expr), "", SourceSpan.NONE);
  }

  /** Text. */
  public static NewExpr of(String text) {
    return new NewExpr(Optional.empty(), text, SourceSpan.NONE);
  }

  /** An integer. */
  public static NewExpr of(long value) {
    return of(Expr.lit(value));
  }

  @Override
  public String toString() {
    return expr.map(Printer::print).orElse(text);
  }
}
