package io.exo4j.interp;

import io.exo4j.ir.Extern;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** The externs of the standard library. Real functions are computed in double and rounded once. */
final class BuiltinExterns {
  private BuiltinExterns() {}

  /** The meaning of a name with that many arguments. */
  static Optional<ExternFunction> find(Extern extern) {
    return switch (extern.name() + "/" + extern.arity()) {
      case "sin/1" -> real(Math::sin);
      case "cos/1" -> real(Math::cos);
      case "exp/1", "expf/1" -> real(Math::exp);
      case "log/1" -> real(Math::log);
      case "sqrt/1" -> real(Math::sqrt);
      case "tanh/1" -> real(Math::tanh);
      case "sigmoid/1" -> real(x -> 1 / (1 + Math.exp(-x)));
      case "relu/1" -> unary(x -> x > 0 ? x : 0, x -> Math.max(x, 0));
      case "fabs/1" -> unary(Math::abs, Math::abs);
      case "fmaxf/2" -> binary(BuiltinExterns::fmax, Math::max);
      case "fminf/2" -> binary(BuiltinExterns::fmin, Math::min);
      case "select/4" -> Optional.of(new Select());
      default -> Optional.empty();
    };
  }

  /** The greater one; as in C, the other one if one is NaN. */
  static double fmax(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
  }

  /** The lesser one; as in C, the other one if one is NaN. */
  static double fmin(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
  }

  private static Optional<ExternFunction> real(DoubleUnaryOperator f) {
    return Optional.of(args -> f.applyAsDouble(args[0]));
  }

  private static Optional<ExternFunction> unary(
      DoubleUnaryOperator real, LongUnaryOperator integer) {
    return Optional.of(
        new ExternFunction() {
          @Override
          public double ofReals(double[] args) {
            return real.applyAsDouble(args[0]);
          }

          @Override
          public long ofIntegers(long[] args) {
            return integer.applyAsLong(args[0]);
          }
        });
  }

  private static Optional<ExternFunction> binary(
      DoubleBinaryOperator real, LongBinaryOperator integer) {
    return Optional.of(
        new ExternFunction() {
          @Override
          public double ofReals(double[] args) {
            return real.applyAsDouble(args[0], args[1]);
          }

          @Override
          public long ofIntegers(long[] args) {
            return integer.applyAsLong(args[0], args[1]);
          }
        });
  }

  /** {@code select(x, v, a, b)}: {@code a} if {@code x < v}, else {@code b}. */
  private static final class Select implements ExternFunction {
    @Override
    public double ofReals(double[] args) {
      return args[0] < args[1] ? args[2] : args[3];
    }

    @Override
    public long ofIntegers(long[] args) {
      return args[0] < args[1] ? args[2] : args[3];
    }
  }
}
