package io.exo4j.schedule.exprs;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.util.Optional;

/**
 * Looks whether the control values of a statement are quasi-affine, as the language wants them: a
 * factor is made of literals, and a divisor is a positive literal.
 */
final class QuasiAffine extends Walker {
  private static final ExprDefault<Boolean> LITERALS =
      new ExprDefault<>() {
        @Override
        protected Boolean other(Expr e) {
          return false;
        }

        @Override
        public Boolean intLit(Expr.IntLit e) {
          return true;
        }

        @Override
        public Boolean neg(Expr.Neg e) {
          return e.arg().accept(this);
        }

        @Override
        public Boolean bin(Expr.Bin e) {
          return e.lhs().accept(this) && e.rhs().accept(this);
        }
      };

  private Optional<String> violation = Optional.empty();

  private QuasiAffine() {}

  /** What is not quasi-affine in a statement, and why. */
  static Optional<String> violation(Stmt s) {
    QuasiAffine q = new QuasiAffine();
    q.stmt(s);
    return q.violation;
  }

  @Override
  public Void bin(Expr.Bin e) {
    if (!e.isData()) {
      if (e.op() == BinOp.MUL && !e.lhs().accept(LITERALS) && !e.rhs().accept(LITERALS)) {
        violation = Optional.of(Printer.print(e) + ": one factor must be made of literals");
      } else if ((e.op() == BinOp.DIV || e.op() == BinOp.MOD) && e.rhs().asInt().orElse(0) <= 0) {
        violation = Optional.of(Printer.print(e) + ": the divisor must be a positive literal");
      }
    }
    return super.bin(e);
  }
}
