package io.exo4j.nativebuild.instr;

import io.exo4j.interp.Rounding;
import io.exo4j.ir.Precision;
import java.util.List;
import java.util.Random;

/** Random numbers of a format, and their bits. Integers of 64 bits are {@code long}s. */
final class Numbers {
  private static final List<Double> SPECIAL =
      List.of(
          0.0,
          -0.0,
          1.0,
          -1.0,
          0.5,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  private final Random random;

  Numbers(Random random) {
    this.random = random;
  }

  /**
   * A number: floating ones are between -2 and 2, integers any.
   *
   * @param special whether zeros, infinities and what is not a number are likely
   */
  double floating(Precision p, boolean special) {
    if (special && random.nextInt(4) > 0) {
      return SPECIAL.get(random.nextInt(SPECIAL.size()));
    }
    return Rounding.round(p, random.nextDouble() * 4 - 2);
  }

  /** An integer: mostly any, sometimes the least or the greatest. */
  long integer(Precision p) {
    return switch (random.nextInt(16)) {
      case 0 -> Rounding.min(p);
      case 1 -> Rounding.max(p);
      case 2 -> 0;
      default -> Rounding.wrap(p, random.nextLong());
    };
  }

  /** The bits of a number, in the low bits of the result. */
  static long bits(Precision p, double value) {
    return switch (p) {
      case F64 -> Double.doubleToRawLongBits(value);
      case F32, R -> Float.floatToRawIntBits((float) value) & 0xffff_ffffL;
      case BF16 -> Float.floatToRawIntBits((float) value) >>> 16 & 0xffffL;
      case F16 -> halfBits(value);
      default -> (long) value & mask(p.bits());
    };
  }

  /** The number with these bits; for the formats that a {@code double} holds. */
  static double value(Precision p, long bits) {
    return switch (p) {
      case F64 -> Double.longBitsToDouble(bits);
      case F32, R -> Float.intBitsToFloat((int) bits);
      case BF16 -> Float.intBitsToFloat((int) bits << 16);
      case F16 -> halfValue(bits);
      default -> Rounding.wrap(p, bits);
    };
  }

  static long mask(int bits) {
    return bits == 64 ? -1L : (1L << bits) - 1;
  }

  /** The width of an element in bytes. */
  static int bytes(Precision p) {
    return Rounding.effective(p).bits() / 8;
  }

  /** The value is one of the format. */
  private static long halfBits(double value) {
    long sign = Double.doubleToRawLongBits(value) >>> 63 << 15;
    double magnitude = Math.abs(value);
    if (Double.isNaN(value)) {
      return 0x7e00;
    }
    if (Double.isInfinite(value)) {
      return sign | 0x7c00;
    }
    if (magnitude < 0x1p-14) {
      return sign | (long) (magnitude * 0x1p24);
    }
    int exponent = Math.getExponent(magnitude);
    long fraction = (long) ((magnitude / Math.scalb(1.0, exponent) - 1) * 1024);
    return sign | (long) (exponent + 15) << 10 | fraction;
  }

  private static double halfValue(long bits) {
    long fraction = bits & 0x3ff;
    int exponent = (int) (bits >>> 10 & 0x1f);
    double magnitude;
    if (exponent == 31) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = fraction * 0x1p-24;
    } else {
      magnitude = Math.scalb(1 + fraction / 1024.0, exponent - 15);
    }
    return (bits & 0x8000) == 0 ? magnitude : -magnitude;
  }
}
