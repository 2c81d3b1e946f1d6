package io.exo4j.interp;

import io.exo4j.ir.Precision;

/**
 * A pure scalar function. The interpreter converts the result to the result precision of the
 * overload.
 */
@FunctionalInterface
public interface ExternFunction {
  /** The value for arguments that are exact values of the parameters' formats. */
  double ofReals(double[] args);

  /**
   * The value where the parameters and the result are all integers; by default computed in double.
   */
  default long ofIntegers(long[] args) {
    double[] reals = new double[args.length];
    for (int i = 0; i < args.length; i++) {
      reals[i] = args[i];
    }
    return Rounding.truncate(Precision.I64, ofReals(reals));
  }
}
