package io.exo4j.interp;

import io.exo4j.ir.Precision;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The arithmetic of the number formats: every conversion there is. A value of a floating format is
 * held in a {@code double}, a value of an integer format in a {@code long}; both hold every value
 * of their formats exactly. {@link Precision#R} is treated as {@link Precision#F32}.
 *
 * <p>For two operands of a format with at most 24 significant bits, {@code + - * /} and the square
 * root computed in {@code double} and then rounded once are what the format itself would give: 53 ≥
 * 2·24+2 (Figueroa, "When is double rounding innocuous?", 1995).
 */
public final class Rounding {
  private Rounding() {}

  /** {@link Precision#F32} for {@link Precision#R}, otherwise the precision itself. */
  public static Precision effective(Precision p) {
    return p == Precision.R ? Precision.F32 : p;
  }

  /**
   * The nearest value of a floating format, ties to even.
   *
   * @throws IllegalArgumentException if {@code p} is an integer format
   */
  public static double round(Precision p, double value) {
    return switch (p) {
      case F64 -> value;
      case F32, R -> (float) value;
      case F16 -> narrow(value, 11, 15);
      case BF16 -> narrow(value, 8, 127);
      default -> throw notFloating(p);
    };
  }

  /** The nearest value of a floating format, ties to even; the integer is rounded only once. */
  public static double round(Precision p, long value) {
    return switch (p) {
      case F64 -> (double) value;
      case F32, R -> (float) value;
      case F16 -> narrow(value, 11, 15);
      case BF16 -> narrow(odd(value), 8, 127);
      default -> throw notFloating(p);
    };
  }

  /** The value of a decimal literal in a floating format, rounded only once. */
  public static double round(Precision p, BigDecimal value) {
    double d = value.doubleValue();
    if (p == Precision.F64 || Double.isInfinite(d)) {
      return round(p, d);
    }
    int side = value.compareTo(new BigDecimal(d));
    if (side != 0 && (Double.doubleToRawLongBits(d) & 1) == 0) {
      // rounding to odd first makes the second rounding see on which side of a tie the value was
      d = side > 0 ? Math.nextUp(d) : Math.nextDown(d);
    }
    return round(p, d);
  }

  /**
   * The value modulo two to the width of an integer format.
   *
   * @throws IllegalArgumentException if {@code p} is a floating format
   */
  public static long wrap(Precision p, long value) {
    return switch (p) {
      case I8 -> (byte) value;
      case UI8 -> value & 0xff;
      case I16 -> (short) value;
      case UI16 -> value & 0xffff;
      case I32 -> (int) value;
      case UI32 -> value & 0xffff_ffffL;
      case I64 -> value;
      default -> throw new IllegalArgumentException("not an integer format: " + p);
    };
  }

  /**
   * The value truncated toward zero; the nearest value of the format if it is too large; 0 for NaN.
   */
  public static long truncate(Precision p, double value) {
    return Math.max(min(p), Math.min(max(p), (long) value));
  }

  /**
   * The value of a literal in an integer format: truncated; then wrapped if it was written as an
   * integer, saturated if it was written with a decimal point.
   */
  public static long literal(Precision p, BigDecimal value) {
    BigInteger i = value.toBigInteger();
    if (value.scale() == 0) {
      return wrap(p, i.longValue());
    }
    return i.max(BigInteger.valueOf(min(p))).min(BigInteger.valueOf(max(p))).longValue();
  }

  /** The least value of an integer format. */
  public static long min(Precision p) {
    return p.isSigned() ? -1L << (p.bits() - 1) : wrap(p, 0);
  }

  /** The greatest value of an integer format. */
  public static long max(Precision p) {
    return p.isSigned() ? ~(-1L << (p.bits() - 1)) : wrap(p, -1);
  }

  /**
   * Rounds to a format with that many significant bits and exponents of {@code 1 - maxExponent} to
   * {@code maxExponent}, with subnormal numbers.
   */
  private static double narrow(double value, int significant, int maxExponent) {
    int exponent = Math.getExponent(value);
    if (exponent > maxExponent) {
      return Double.isNaN(value) ? value : Math.copySign(Double.POSITIVE_INFINITY, value);
    }
    int ulp = Math.max(exponent, 1 - maxExponent) - (significant - 1);
    // near 1.5 * 2^(ulp + 52) doubles are 2^ulp apart, so the addition rounds as we want
    double magnet = 1.5 * Double.longBitsToDouble((ulp + 52 + 1023L) << 52);
    double rounded = (Math.abs(value) + magnet) - magnet;
    return Math.copySign(
        Math.getExponent(rounded) > maxExponent ? Double.POSITIVE_INFINITY : rounded, value);
  }

  /** The value rounded to odd in 53 bits, so that rounding it again to far fewer bits is exact. */
  private static double odd(long value) {
    long low = value & 0x3ff;
    boolean small = value > -(1L << 53) && value < 1L << 53;
    return small || low == 0 ? (double) value : (double) ((value & ~0x3ffL) | 0x400);
  }

  private static IllegalArgumentException notFloating(Precision p) {
    return new IllegalArgumentException("not a floating format: " + p);
  }
}
