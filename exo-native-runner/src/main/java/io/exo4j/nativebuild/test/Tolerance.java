package io.exo4j.nativebuild.test;

import io.exo4j.ir.Precision;

/**
 * How far a result may be from what it is compared with: {@code absolute + relative * size}, where
 * the size is that of the expected or of the actual value, or the root mean square of all expected
 * values of the buffer, whichever is largest: an element whose terms cancel is as uncertain as its
 * neighbours. Integers are compared exactly whatever it says.
 *
 * @param relative at least 0
 * @param absolute at least 0
 */
public record Tolerance(double relative, double absolute) {
  /**
   * The tolerance where nobody says: room for fused operations and another order of additions of
   * numbers around 1.
   */
  static Tolerance standard(Precision precision) {
    return switch (precision) {
      case F64 -> new Tolerance(1e-12, 1e-12);
      case R, F32 -> new Tolerance(1e-5, 1e-5);
      case F16 -> new Tolerance(1e-2, 1e-2);
      case BF16 -> new Tolerance(5e-2, 5e-2);
      case I8, UI8, I16, UI16, I32, UI32, I64 -> new Tolerance(0, 0);
    };
  }
}
