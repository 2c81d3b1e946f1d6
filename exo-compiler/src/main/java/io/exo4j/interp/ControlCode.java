package io.exo4j.interp;

/** A compiled control expression: the value of an integer; of a truth value, 1 or 0. */
@FunctionalInterface
interface ControlCode {
  long eval(Frame f);

  /** The values of several expressions. */
  static long[] evalAll(ControlCode[] codes, Frame f) {
    long[] values = new long[codes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = codes[i].eval(f);
    }
    return values;
  }
}
