package io.exo4j.schedule.buffers;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import java.util.OptionalLong;

/** Integer literals. */
final class Literals {
  private Literals() {}

  /** The value of a literal. */
  static OptionalLong value(Expr e) {
    return e.accept(
        new ExprDefault<OptionalLong>() {
          @Override
          protected OptionalLong other(Expr o) {
            return OptionalLong.empty();
          }

          @Override
          public OptionalLong intLit(Expr.IntLit i) {
            return OptionalLong.of(i.value());
          }
        });
  }

  /** True for the literal 0. */
  static boolean isZero(Expr e) {
    return value(e).orElse(1) == 0;
  }
}
