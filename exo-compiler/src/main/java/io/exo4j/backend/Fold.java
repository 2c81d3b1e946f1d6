package io.exo4j.backend;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Builds control expressions with literals folded (division and remainder are floor division and
 * its remainder) and the neutral elements of {@code +} and {@code *} left out, so that addresses
 * are short and C never multiplies two {@code int} literals.
 */
final class Fold {
  private Fold() {}

  /** The expression with everything folded that can be. */
  static Expr simplify(Expr e) {
    return e.accept(
        new ExprDefault<Expr>() {
          @Override
          protected Expr other(Expr other) {
            return other;
          }

          @Override
          public Expr neg(Expr.Neg n) {
            return sub(Expr.lit(0), simplify(n.arg()));
          }

          @Override
          public Expr bin(Expr.Bin b) {
            return combine(b.op(), simplify(b.lhs()), simplify(b.rhs()));
          }
        });
  }

  /** The product of extents. */
  static Expr product(List<Expr> factors) {
    Expr all = Expr.lit(1);
    for (Expr f : factors) {
      all = mul(all, simplify(f));
    }
    return all;
  }

  static Expr add(Expr a, Expr b) {
    return combine(BinOp.ADD, a, b);
  }

  static Expr sub(Expr a, Expr b) {
    return combine(BinOp.SUB, a, b);
  }

  static Expr mul(Expr a, Expr b) {
    return combine(BinOp.MUL, a, b);
  }

  static Expr combine(BinOp op, Expr a, Expr b) {
    OptionalLong x = a.asInt();
    OptionalLong y = b.asInt();
    if (x.isPresent() && y.isPresent()) {
      Optional<Expr> folded = literals(op, x.getAsLong(), y.getAsLong());
      if (folded.isPresent()) {
        return folded.get();
      }
    }
    switch (op) {
      case ADD:
        if (is(x, 0)) {
          return b;
        }
        if (is(y, 0)) {
          return a;
        }
        if (y.isPresent() && y.getAsLong() < 0 && y.getAsLong() != Long.MIN_VALUE) {
          return Expr.bin(BinOp.SUB, a, Expr.lit(-y.getAsLong()));
        }
        break;
      case SUB:
        if (is(y, 0)) {
          return a;
        }
        if (a.equals(b)) {
          return Expr.lit(0);
        }
        if (is(x, 0)) {
          return Expr.negate(b, SourceSpan.NONE);
        }
        if (y.isPresent() && y.getAsLong() < 0 && y.getAsLong() != Long.MIN_VALUE) {
          return Expr.bin(BinOp.ADD, a, Expr.lit(-y.getAsLong()));
        }
        break;
      case MUL:
        if (is(x, 0) || is(y, 0)) {
          return Expr.lit(0);
        }
        if (is(x, 1)) {
          return b;
        }
        if (is(y, 1)) {
          return a;
        }
        if (y.isPresent()) {
          return scaled(a, b, y.getAsLong());
        }
        break;
      case DIV:
        if (is(y, 1)) {
          return a;
        }
        break;
      case MOD:
        if (is(y, 1)) {
          return Expr.lit(0);
        }
        break;
      default:
        return logical(op, a, b);
    }
    return Expr.bin(op, a, b);
  }

  /** {@code a * factor}, where {@code a} may be a product with a literal itself. */
  private static Expr scaled(Expr a, Expr b, long factor) {
    return a.accept(
        new ExprDefault<Expr>() {
          @Override
          protected Expr other(Expr e) {
            return Expr.bin(BinOp.MUL, a, b);
          }

          @Override
          public Expr bin(Expr.Bin e) {
            OptionalLong left = e.lhs().asInt();
            OptionalLong right = e.rhs().asInt();
            if (e.op() != BinOp.MUL || left.isEmpty() && right.isEmpty()) {
              return other(e);
            }
            Optional<Expr> product =
                literals(BinOp.MUL, (left.isPresent() ? left : right).getAsLong(), factor);
            Expr rest = left.isPresent() ? e.rhs() : e.lhs();
            return product.map(f -> mul(rest, f)).orElseGet(() -> other(e));
          }
        });
  }

  private static Expr logical(BinOp op, Expr a, Expr b) {
    if (op.isComparison() && a.equals(b)) {
      return Expr.lit(op == BinOp.LE || op == BinOp.GE || op == BinOp.EQ);
    }
    Optional<Boolean> x = a.asBool();
    Optional<Boolean> y = b.asBool();
    if (x.isPresent() && y.isPresent() && op == BinOp.EQ) {
      return Expr.lit(x.get().booleanValue() == y.get().booleanValue());
    }
    if (op == BinOp.AND || op == BinOp.OR) {
      boolean absorbing = op == BinOp.OR;
      if (x.isPresent()) {
        return x.get() == absorbing ? a : b;
      }
      if (y.isPresent()) {
        return y.get() == absorbing ? b : a;
      }
    }
    return Expr.bin(op, a, b);
  }

  private static boolean is(OptionalLong v, long value) {
    return v.isPresent() && v.getAsLong() == value;
  }

  /** The operation on two literals; empty if it overflows or divides by zero. */
  private static Optional<Expr> literals(BinOp op, long a, long b) {
    try {
      switch (op) {
        case ADD:
          return Optional.of(Expr.lit(Math.addExact(a, b)));
        case SUB:
          return Optional.of(Expr.lit(Math.subtractExact(a, b)));
        case MUL:
          return Optional.of(Expr.lit(Math.multiplyExact(a, b)));
        case DIV:
          return Optional.of(Expr.lit(Math.floorDiv(a, b)));
        case MOD:
          return Optional.of(Expr.lit(Math.floorMod(a, b)));
        case LT:
          return Optional.of(Expr.lit(a < b));
        case GT:
          return Optional.of(Expr.lit(a > b));
        case LE:
          return Optional.of(Expr.lit(a <= b));
        case GE:
          return Optional.of(Expr.lit(a >= b));
        case EQ:
          return Optional.of(Expr.lit(a == b));
        default:
          return Optional.empty();
      }
    } catch (ArithmeticException overflow) {
      return Optional.empty();
    }
  }
}
