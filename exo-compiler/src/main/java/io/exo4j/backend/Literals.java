package io.exo4j.backend;

import io.exo4j.ir.Precision;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Writes numbers in C, rounded to nearest (ties to even) in the precision of their context. */
final class Literals {
  private Literals() {}

  /** A control integer; wide enough never to be an {@code int} that overflows. */
  static String control(long v) {
    if (v == Long.MIN_VALUE) {
      return "INT64_MIN";
    }
    boolean fits = v == (int) v && v != Integer.MIN_VALUE;
    return fits ? Long.toString(v) : (v < 0 ? "-" : "") + "INT64_C(" + Math.abs(v) + ")";
  }

  /** The value in that precision; empty if it has no such number. */
  static Optional<String> data(BigDecimal value, Precision p) {
    switch (CTypes.concrete(p)) {
      case F64:
        double d = Double.parseDouble(value.toString());
        return Double.isInfinite(d) ? Optional.empty() : Optional.of(Double.toString(d));
      case F32:
        return single(Float.parseFloat(value.toString()));
      case BF16:
        return single(narrow(value, 8, -133));
      case F16:
        double half = narrow(value, 11, -24);
        return Math.abs(half) > 65504 ? Optional.empty() : single(half).map(s -> "(exo_f16)" + s);
      default:
        return integer(value, p);
    }
  }

  private static Optional<String> single(double v) {
    float f = (float) v;
    return Float.isInfinite(f) ? Optional.empty() : Optional.of(Float.toString(f) + "f");
  }

  /**
   * Truncated; then wrapped if written as an integer, saturated if written with a decimal point.
   */
  private static Optional<String> integer(BigDecimal value, Precision p) {
    BigInteger v = value.toBigInteger();
    BigInteger span = BigInteger.ONE.shiftLeft(p.bits());
    BigInteger least = p.isSigned() ? span.shiftRight(1).negate() : BigInteger.ZERO;
    BigInteger most = least.add(span).subtract(BigInteger.ONE);
    v = value.scale() == 0 ? v.subtract(least).mod(span).add(least) : v.max(least).min(most);
    if (p == Precision.UI32) {
      return Optional.of(v + "u");
    }
    if (p == Precision.I64) {
      return Optional.of(control(v.longValueExact()));
    }
    boolean lowest = p == Precision.I32 && v.intValue() == Integer.MIN_VALUE;
    return Optional.of(lowest ? "INT32_MIN" : v.toString());
  }

  /** Rounds to {@code bits} significant bits, no finer than {@code 2^leastExponent}. */
  private static double narrow(BigDecimal value, int bits, int leastExponent) {
    double d = toOdd(value);
    if (d == 0 || Double.isInfinite(d)) {
      return d;
    }
    int unit = Math.max(Math.getExponent(d) - (bits - 1), leastExponent);
    return Math.scalb(Math.rint(Math.scalb(d, -unit)), unit);
  }

  /**
   * The double next to the value towards zero, with its last bit set if it is not exact: rounding
   * that once more to a narrower format gives what rounding the value itself gives (Boldo and
   * Melquiond, "When double rounding is odd").
   */
  private static double toOdd(BigDecimal value) {
    double d = Double.parseDouble(value.toString());
    if (Double.isInfinite(d)) {
      return d;
    }
    int c = new BigDecimal(d).abs().compareTo(value.abs());
    if (c == 0) {
      return d;
    }
    long bits = Double.doubleToRawLongBits(d);
    return Double.longBitsToDouble((c > 0 ? bits - 1 : bits) | 1);
  }
}
