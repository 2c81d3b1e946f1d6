package io.exo4j.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.exo4j.ir.Precision;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Against references that know nothing of bits: tables of all values, BigDecimal, float arithmetic.
 */
class RoundingTest {
  /** All finite non-negative values of a small format, and the first one beyond, in order. */
  private static double[] table(int significant, int maxExponent) {
    List<Double> values = new ArrayList<>();
    int fraction = significant - 1;
    for (int e = 1 - maxExponent; e <= maxExponent; e++) {
      for (int m = 0; m < 1 << fraction; m++) {
        if (e == 1 - maxExponent) {
          values.add(Math.scalb((double) m, e - fraction));
        }
      }
      for (int m = 0; m < 1 << fraction; m++) {
        values.add(Math.scalb(1.0 + (double) m / (1 << fraction), e));
      }
    }
    values.add(Math.scalb(1.0, maxExponent + 1));
    return values.stream().mapToDouble(d -> d).toArray();
  }

  private static double[] tableOf(Precision p) {
    return p == Precision.F16 ? table(11, 15) : table(8, 127);
  }

  private static double overflow(double v, double[] table) {
    return v == table[table.length - 1] ? Double.POSITIVE_INFINITY : v;
  }

  private static void same(double expected, double actual) {
    assertEquals(
        Double.doubleToRawLongBits(expected),
        Double.doubleToRawLongBits(actual),
        () -> expected + " expected, but was " + actual);
  }

  @Test
  void tablesHaveTheKnownEnds() {
    double[] half = tableOf(Precision.F16);
    assertEquals(0x7c01, half.length); // 31 exponents of 1024 values, and the one beyond
    assertEquals(Math.scalb(1.0, -24), half[1]);
    assertEquals(65504.0, half[half.length - 2]);
    double[] brain = tableOf(Precision.BF16);
    assertEquals(0x7f81, brain.length);
    assertEquals((double) Float.intBitsToFloat(0x0001_0000), brain[1]);
    assertEquals((double) Float.intBitsToFloat(0x7f7f_0000), brain[brain.length - 2]);
  }

  @Test
  void everyValueOfASmallFormatIsKept() {
    for (Precision p : List.of(Precision.F16, Precision.BF16)) {
      double[] table = tableOf(p);
      for (int i = 0; i < table.length - 1; i++) {
        same(table[i], Rounding.round(p, table[i]));
        same(-table[i], Rounding.round(p, -table[i]));
      }
    }
  }

  @Test
  void everyTieGoesToEvenAndItsNeighboursToTheNearest() {
    for (Precision p : List.of(Precision.F16, Precision.BF16)) {
      double[] table = tableOf(p);
      for (int i = 0; i + 1 < table.length; i++) {
        double lo = table[i];
        double hi = overflow(table[i + 1], table);
        double tie = lo + (table[i + 1] - lo) / 2;
        double even = i % 2 == 0 ? lo : hi;
        same(even, Rounding.round(p, tie));
        same(-even, Rounding.round(p, -tie));
        same(lo, Rounding.round(p, Math.nextDown(tie)));
        same(hi, Rounding.round(p, Math.nextUp(tie)));
      }
    }
  }

  @Test
  void specialValuesAreKept() {
    for (Precision p : Precision.values()) {
      if (p.isFloating()) {
        same(0.0, Rounding.round(p, 0.0));
        same(-0.0, Rounding.round(p, -0.0));
        same(Double.POSITIVE_INFINITY, Rounding.round(p, Double.POSITIVE_INFINITY));
        same(Double.NEGATIVE_INFINITY, Rounding.round(p, Double.NEGATIVE_INFINITY));
        assertEquals(Double.NaN, Rounding.round(p, Double.NaN));
        if (p != Precision.F64) {
          same(-0.0, Rounding.round(p, -1e-320));
          same(Double.NEGATIVE_INFINITY, Rounding.round(p, -Double.MAX_VALUE));
        }
      } else {
        assertThrows(IllegalArgumentException.class, () -> Rounding.round(p, 1.0));
      }
    }
  }

  /** The nearest table entry of an exact value, by binary search: the reference for operations. */
  private static double nearest(BigDecimal exact, double[] table) {
    BigDecimal abs = exact.abs();
    int lo = 0;
    int hi = table.length - 1;
    if (abs.compareTo(new BigDecimal(table[hi])) >= 0) {
      return exact.signum() * Double.POSITIVE_INFINITY;
    }
    while (hi - lo > 1) {
      int mid = (lo + hi) / 2;
      if (new BigDecimal(table[mid]).compareTo(abs) <= 0) {
        lo = mid;
      } else {
        hi = mid;
      }
    }
    BigDecimal below = abs.subtract(new BigDecimal(table[lo]));
    BigDecimal above = new BigDecimal(table[hi]).subtract(abs);
    int side = below.compareTo(above);
    double nearest =
        side < 0 || (side == 0 && lo % 2 == 0) ? table[lo] : overflow(table[hi], table);
    return exact.signum() < 0 ? -nearest : nearest;
  }

  @Test
  void operationsInDoubleRoundedOnceAreCorrectlyRounded() {
    Random random = new Random(1);
    for (Precision p : List.of(Precision.F16, Precision.BF16)) {
      double[] table = tableOf(p);
      for (int n = 0; n < 40_000; n++) {
        double a = table[random.nextInt(table.length - 1)] * (random.nextBoolean() ? 1 : -1);
        // near in magnitude half of the time, so that sums cancel and quotients are ordinary
        int near = Math.abs((int) (n * 37L % 4096));
        double b = table[Math.min(table.length - 2, random.nextInt(table.length - 1) + near)];
        BigDecimal x = new BigDecimal(a);
        BigDecimal y = new BigDecimal(b);
        assertEquals(nearest(x.add(y), table) + 0.0, Rounding.round(p, a + b) + 0.0);
        assertEquals(nearest(x.subtract(y), table) + 0.0, Rounding.round(p, a - b) + 0.0);
        assertEquals(nearest(x.multiply(y), table) + 0.0, Rounding.round(p, a * b) + 0.0);
        if (n % 8 == 0 && b != 0) {
          // a quotient of 11-bit numbers that is no tie differs from one long before 120 digits
          BigDecimal q = x.divide(y, new MathContext(120));
          assertEquals(nearest(q, table) + 0.0, Rounding.round(p, a / b) + 0.0);
        }
      }
    }
  }

  @Test
  void singleArithmeticIsThatOfFloat() {
    Random random = new Random(2);
    for (int n = 0; n < 300_000; n++) {
      float a = Float.intBitsToFloat(random.nextInt());
      float b =
          n % 2 == 0
              ? Float.intBitsToFloat(random.nextInt())
              : Float.intBitsToFloat(Float.floatToRawIntBits(a) + random.nextInt(1 << 25));
      assertEquals((double) (a + b), Rounding.round(Precision.F32, (double) a + b));
      assertEquals((double) (a - b), Rounding.round(Precision.F32, (double) a - b));
      assertEquals((double) (a * b), Rounding.round(Precision.F32, (double) a * b));
      assertEquals((double) (a / b), Rounding.round(Precision.R, (double) a / b));
    }
  }

  @Test
  void integersAreRoundedOnlyOnce() {
    long tie = (1L << 60) + (1L << 52); // between two bf16 values, the lower of which is even
    assertEquals(0x1p60, Rounding.round(Precision.BF16, tie));
    assertEquals(0x1.02p60, Rounding.round(Precision.BF16, tie + 1));
    assertEquals(0x1p60, Rounding.round(Precision.BF16, tie - 1));
    assertEquals(-0x1.02p60, Rounding.round(Precision.BF16, -tie - 1));
    assertEquals(-0x1p60, Rounding.round(Precision.BF16, -tie + 1));
    Random random = new Random(3);
    double[] table = tableOf(Precision.BF16);
    for (int n = 0; n < 20_000; n++) {
      long v = random.nextLong() >> random.nextInt(64);
      if (n % 2 == 0) {
        v =
            (v & ~0L << Math.max(0, 55 - Long.numberOfLeadingZeros(Math.abs(v))))
                + random.nextInt(3)
                - 1;
      }
      assertEquals(
          nearest(new BigDecimal(v), table) + 0.0, Rounding.round(Precision.BF16, v) + 0.0);
      assertEquals((double) (float) v, Rounding.round(Precision.F32, v));
      assertEquals((double) v, Rounding.round(Precision.F64, v));
    }
    assertEquals(Double.POSITIVE_INFINITY, Rounding.round(Precision.F16, 65520));
    assertEquals(65504.0, Rounding.round(Precision.F16, 65519));
  }

  @Test
  void literalsAreRoundedOnlyOnce() {
    // one plus half an ulp of f16, and a little more than a double can hold
    BigDecimal above = new BigDecimal("1.00048828125000000000000000001");
    assertEquals(1.0 + 0x1p-10, Rounding.round(Precision.F16, above));
    assertEquals(1.0, Rounding.round(Precision.F16, new BigDecimal("1.00048828125")));
    assertEquals(
        1.0, Rounding.round(Precision.F16, new BigDecimal("1.00048828124999999999999999999")));
    assertEquals(-1.0 - 0x1p-10, Rounding.round(Precision.F16, above.negate()));
    Random random = new Random(4);
    for (int n = 0; n < 20_000; n++) {
      float f = Float.intBitsToFloat(random.nextInt(0x7f00_0000));
      BigDecimal tie =
          new BigDecimal(f).add(new BigDecimal(Math.ulp(f)).divide(BigDecimal.valueOf(2)));
      BigDecimal little = tie.ulp().movePointLeft(30 + random.nextInt(5));
      for (BigDecimal d : List.of(tie, tie.add(little), tie.subtract(little), new BigDecimal(f))) {
        assertEquals((double) Float.parseFloat(d.toString()), Rounding.round(Precision.F32, d));
      }
    }
    assertEquals(0.1, Rounding.round(Precision.F64, new BigDecimal("0.1")));
    assertEquals(0.0, Rounding.round(Precision.F32, new BigDecimal("1e-400")));
    assertEquals(Double.POSITIVE_INFINITY, Rounding.round(Precision.BF16, new BigDecimal("1e400")));
  }

  @Test
  void integersWrapAsTwosComplement() {
    Random random = new Random(5);
    for (Precision p : Precision.values()) {
      if (p.isFloating()) {
        assertThrows(IllegalArgumentException.class, () -> Rounding.wrap(p, 1));
        continue;
      }
      BigInteger modulus = BigInteger.ONE.shiftLeft(p.bits());
      assertEquals(
          BigInteger.ONE.shiftLeft(p.bits()),
          BigInteger.valueOf(Rounding.max(p))
              .subtract(BigInteger.valueOf(Rounding.min(p)))
              .add(BigInteger.ONE));
      assertEquals(p.isSigned(), Rounding.min(p) < 0);
      for (int n = 0; n < 2000; n++) {
        long v = random.nextLong() >> random.nextInt(64);
        BigInteger expected = BigInteger.valueOf(v).mod(modulus);
        if (expected.compareTo(BigInteger.valueOf(Rounding.max(p))) > 0) {
          expected = expected.subtract(modulus);
        }
        assertEquals(expected.longValueExact(), Rounding.wrap(p, v));
      }
    }
  }

  @Test
  void realsBecomeIntegersByTruncationAndSaturation() {
    for (Precision p : Precision.values()) {
      if (p.isFloating()) {
        continue;
      }
      assertEquals(0, Rounding.truncate(p, Double.NaN));
      assertEquals(Rounding.max(p), Rounding.truncate(p, Double.POSITIVE_INFINITY));
      assertEquals(Rounding.min(p), Rounding.truncate(p, -1e300));
      assertEquals(2, Rounding.truncate(p, 2.99));
      assertEquals(p.isSigned() ? -2 : 0, Rounding.truncate(p, -2.99));
    }
    assertEquals(127, Rounding.truncate(Precision.I8, 128));
    assertEquals(255, Rounding.truncate(Precision.UI8, 255.9));
  }

  @Test
  void literalsInIntegerContext() {
    assertEquals(8, Rounding.literal(Precision.I32, new BigDecimal("8.0")));
    assertEquals(2, Rounding.literal(Precision.I8, new BigDecimal("2.7")));
    assertEquals(-2, Rounding.literal(Precision.I8, new BigDecimal("-2.7")));
    assertEquals(44, Rounding.literal(Precision.I8, new BigDecimal("300")));
    assertEquals(127, Rounding.literal(Precision.I8, new BigDecimal("300.0")));
    assertEquals(
        Long.MAX_VALUE, Rounding.literal(Precision.I64, new BigDecimal("9223372036854775807")));
    assertEquals(0, Rounding.literal(Precision.UI16, new BigDecimal("-0.5")));
  }
}
