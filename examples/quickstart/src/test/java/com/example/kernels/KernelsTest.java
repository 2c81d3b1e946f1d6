package com.example.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The kernels are called like any other method, also from the tests of the module that builds them. */
class KernelsTest {

  @Test
  void multiplies() {
    float[] a = {1, 2, 3, 4, 5, 6};
    float[] b = {1, 0, 0, 1, 1, 1};
    float[] c = {10, 10, 10, 10};
    Sgemm.sgemm(2, 2, 3, a, b, c);
    assertArrayEquals(new float[] {14, 15, 20, 21}, c);
  }

  @Test
  void addsScaled() {
    float[] y = {1, 1, 1};
    Saxpy.saxpy(3, 2, new float[] {1, 2, 3}, y);
    assertArrayEquals(new float[] {3, 5, 7}, y);
  }

  /** The kernel was proved to stay inside its arguments, so checking these is all that safety takes. */
  @Test
  void anArrayThatIsTooShortNeverReachesTheKernel() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Sgemm.sgemm(2, 2, 3, new float[5], new float[6], new float[4]));
    assertTrue(refused.getMessage().contains("A"), refused.getMessage());
  }
}
