package io.exo4j.interp;

import io.exo4j.ir.Precision;
import java.util.Arrays;

/**
 * The elements of one root buffer. {@code i64} lives in a {@code long[]}, everything else in a
 * {@code double[]}, as the arrays that callers pass.
 */
final class Storage {
  final Precision precision;
  private final double[] reals;
  private final long[] longs;

  /** Which elements have a value; null where nothing can be undefined. */
  private final boolean[] defined;

  private Storage(Precision precision, double[] reals, long[] longs, boolean[] defined) {
    this.precision = precision;
    this.reals = reals;
    this.longs = longs;
    this.defined = defined;
  }

  /** Elements without values. */
  static Storage undefined(Precision precision, int length) {
    return precision == Precision.I64
        ? new Storage(precision, null, new long[length], new boolean[length])
        : new Storage(precision, new double[length], null, new boolean[length]);
  }

  /** One defined element, zero. */
  static Storage cell(Precision precision) {
    return precision == Precision.I64
        ? new Storage(precision, null, new long[1], null)
        : new Storage(precision, new double[1], null, null);
  }

  /** A caller's array. */
  static Storage of(Precision precision, double[] data, boolean defined) {
    return new Storage(precision, data, null, defined ? null : new boolean[data.length]);
  }

  /** A caller's array of {@code i64}. */
  static Storage of(long[] data, boolean defined) {
    return new Storage(Precision.I64, null, data, defined ? null : new boolean[data.length]);
  }

  int length() {
    return reals == null ? longs.length : reals.length;
  }

  /** Whether both share their elements, be it as two arguments that are one array. */
  boolean isSameAs(Storage other) {
    return reals == null ? longs == other.longs : reals == other.reals;
  }

  boolean isDefined(int at) {
    return defined == null || defined[at];
  }

  /** An element as a value of the floating format {@code p}. */
  double real(int at, Precision p) {
    return p == precision ? reals[at] : convertedReal(at, p);
  }

  /** An element as a value of the integer format {@code p}. */
  long integer(int at, Precision p) {
    if (p != precision) {
      return convertedInteger(at, p);
    }
    return reals == null ? longs[at] : (long) reals[at];
  }

  private double convertedReal(int at, Precision p) {
    if (precision.isFloating()) {
      return Rounding.round(p, reals[at]);
    }
    return Rounding.round(p, integer(at, precision));
  }

  private long convertedInteger(int at, Precision p) {
    if (precision.isFloating()) {
      return Rounding.truncate(p, reals[at]);
    }
    return Rounding.wrap(p, integer(at, precision));
  }

  /** Stores a value of the floating format {@code p}. */
  void store(int at, Precision p, double value) {
    if (p == precision) {
      reals[at] = value;
      define(at);
    } else if (precision.isFloating()) {
      reals[at] = Rounding.round(precision, value);
      define(at);
    } else {
      storeInteger(at, Rounding.truncate(precision, value));
    }
  }

  /** Stores a value of the integer format {@code p}. */
  void store(int at, Precision p, long value) {
    if (p == precision) {
      storeInteger(at, value);
    } else if (precision.isFloating()) {
      reals[at] = Rounding.round(precision, value);
      define(at);
    } else {
      storeInteger(at, Rounding.wrap(precision, value));
    }
  }

  private void storeInteger(int at, long value) {
    if (reals == null) {
      longs[at] = value;
    } else {
      reals[at] = value;
    }
    define(at);
  }

  private void define(int at) {
    if (defined != null) {
      defined[at] = true;
    }
  }

  /** Rounds an element of a caller's array to the precision that it is declared with. */
  void normalise(int at) {
    if (reals != null) {
      reals[at] =
          precision.isFloating()
              ? Rounding.round(precision, reals[at])
              : (double) Rounding.truncate(precision, reals[at]);
    }
  }

  /** An element as text. */
  String text(int at) {
    return precision.isFloating()
        ? Double.toString(reals[at])
        : Long.toString(integer(at, precision));
  }

  @Override
  public String toString() {
    return precision + Arrays.toString(reals) + Arrays.toString(longs);
  }
}
