package io.exo4j.interp;

import io.exo4j.ir.Precision;

/**
 * A compiled data expression with the precision of its value. Floating values come from {@link
 * Real#eval}, integer values from {@link Int#eval}.
 */
final class DataCode {
  /** Computes a value of a floating format. */
  @FunctionalInterface
  interface Real {
    double eval(Frame f);
  }

  /** Computes a value of an integer format. */
  @FunctionalInterface
  interface Int {
    long eval(Frame f);
  }

  final Precision precision;
  private final Real real;
  private final Int integer;

  private DataCode(Precision precision, Real real, Int integer) {
    this.precision = precision;
    this.real = real;
    this.integer = integer;
  }

  static DataCode real(Precision precision, Real code) {
    return new DataCode(precision, code, f -> 0);
  }

  static DataCode integer(Precision precision, Int code) {
    return new DataCode(precision, f -> 0, code);
  }

  /** The code of a floating value. */
  Real real() {
    return real;
  }

  /** The code of an integer value. */
  Int integer() {
    return integer;
  }

  /** The same value converted, as a store converts it. */
  DataCode to(Precision p) {
    if (p == precision) {
      return this;
    }
    Real r = real;
    Int i = integer;
    if (precision.isFloating()) {
      return p.isFloating()
          ? real(p, f -> Rounding.round(p, r.eval(f)))
          : integer(p, f -> Rounding.truncate(p, r.eval(f)));
    }
    return p.isFloating()
        ? real(p, f -> Rounding.round(p, i.eval(f)))
        : integer(p, f -> Rounding.wrap(p, i.eval(f)));
  }
}
