package io.exo4j.schedule.exprs;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import java.math.BigDecimal;
import java.util.Optional;

/** Asks whether an expression is a literal. */
final class SimplifyLiterals {
  private SimplifyLiterals() {}

  /** The value of a number in data position. */
  static Optional<BigDecimal> data(Expr e) {
    return e.accept(
        new ExprDefault<Optional<BigDecimal>>() {
          @Override
          protected Optional<BigDecimal> other(Expr x) {
            return Optional.empty();
          }

          @Override
          public Optional<BigDecimal> dataLit(Expr.DataLit x) {
            return Optional.of(x.value());
          }
        });
  }

  /** An operation of that kind. */
  static Optional<Expr.Bin> operation(Expr e) {
    return e.accept(
        new ExprDefault<Optional<Expr.Bin>>() {
          @Override
          protected Optional<Expr.Bin> other(Expr x) {
            return Optional.empty();
          }

          @Override
          public Optional<Expr.Bin> bin(Expr.Bin x) {
            return Optional.of(x);
          }
        });
  }
}
