package io.exo4j.check;

import io.exo4j.ir.Expr;
import java.util.OptionalLong;

/**
 * A checked expression.
 *
 * @param expr the expression
 * @param type its type
 * @param constant its value, if it is a control integer made of literals only
 * @param dense whether it is a window that lies in memory as a dense tensor does
 */
record Typed(Expr expr, ExprType type, OptionalLong constant, boolean dense) {
  Typed(Expr expr, ExprType type, OptionalLong constant) {
    this(expr, type, constant, false);
  }

  static Typed of(Expr expr, ExprType type) {
    return new Typed(expr, type, OptionalLong.empty());
  }

  static Typed constant(Expr expr, OptionalLong value) {
    return new Typed(expr, ExprType.INT, value);
  }

  Typed asDense(boolean isDense) {
    return new Typed(expr, type, constant, isDense);
  }

  /** Something wrong that was reported. */
  static Typed error() {
    return of(Expr.lit(0), ExprType.ERROR);
  }

  boolean isError() {
    return type.isError();
  }
}
