package io.exo4j.schedule.exprs;

import java.util.OptionalLong;

/**
 * All integers from {@code lo} to {@code hi}. {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE}
 * mean that there is no bound; a bound that leaves 64 bits is dropped.
 */
record SimplifyInterval(long lo, long hi) {
  private static final long NO_LO = Long.MIN_VALUE;
  private static final long NO_HI = Long.MAX_VALUE;

  /** Every integer. */
  static final SimplifyInterval ALL = new SimplifyInterval(NO_LO, NO_HI);

  static SimplifyInterval point(long value) {
    return new SimplifyInterval(value, value);
  }

  static SimplifyInterval atLeast(long lo) {
    return new SimplifyInterval(lo, NO_HI);
  }

  /** The iterations of a loop from {@code lo} up to but not including {@code hi}. */
  static SimplifyInterval iterations(SimplifyInterval lo, SimplifyInterval hi) {
    long last = hi.hi == NO_HI || hi.hi == NO_LO ? NO_HI : hi.hi - 1;
    return lo.lo > last ? ALL : new SimplifyInterval(lo.lo, last);
  }

  boolean isWithin(long from, long to) {
    return lo >= from && hi <= to && lo != NO_LO && hi != NO_HI;
  }

  /** The upper bound, if there is one. */
  OptionalLong most() {
    return hi == NO_HI || hi == NO_LO ? OptionalLong.empty() : OptionalLong.of(hi);
  }

  /** Those that are at most {@code most + more}; this if that leaves 64 bits or nothing is left. */
  SimplifyInterval upTo(long most, long more) {
    long end = sum(most, more, NO_HI);
    return end >= hi || end < lo ? this : new SimplifyInterval(lo, end);
  }

  SimplifyInterval plus(SimplifyInterval other) {
    return new SimplifyInterval(
        lo == NO_LO || other.lo == NO_LO ? NO_LO : sum(lo, other.lo, NO_LO),
        hi == NO_HI || other.hi == NO_HI ? NO_HI : sum(hi, other.hi, NO_HI));
  }

  SimplifyInterval times(long c) {
    if (c == 0) {
      return point(0);
    }
    long a = c > 0 ? lo : hi;
    long b = c > 0 ? hi : lo;
    return new SimplifyInterval(
        isEnd(a) ? NO_LO : product(a, c, NO_LO), isEnd(b) ? NO_HI : product(b, c, NO_HI));
  }

  /** Of the quotients, rounded down, by a positive number. */
  SimplifyInterval over(long d) {
    return new SimplifyInterval(
        lo == NO_LO ? NO_LO : Math.floorDiv(lo, d), hi == NO_HI ? NO_HI : Math.floorDiv(hi, d));
  }

  /** Of the remainders by a positive number. */
  SimplifyInterval mod(long m) {
    boolean oneBlock = lo != NO_LO && hi != NO_HI && Math.floorDiv(lo, m) == Math.floorDiv(hi, m);
    return oneBlock
        ? new SimplifyInterval(Math.floorMod(lo, m), Math.floorMod(hi, m))
        : new SimplifyInterval(0, m - 1);
  }

  private static boolean isEnd(long x) {
    return x == NO_LO || x == NO_HI;
  }

  private static long sum(long a, long b, long otherwise) {
    try {
      return Math.addExact(a, b);
    } catch (ArithmeticException tooLarge) {
      return otherwise;
    }
  }

  private static long product(long a, long b, long otherwise) {
    try {
      return Math.multiplyExact(a, b);
    } catch (ArithmeticException tooLarge) {
      return otherwise;
    }
  }
}
