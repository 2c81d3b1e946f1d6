package com.example.blas1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Calls the kernels from Java: vectors of many lengths, next to each other, apart, and within a
 * larger array.
 */
class Blas1Test {
  private final Random random = new Random(1);

  @Test
  void axpy() {
    for (int n = 1; n < 150; n++) {
      int dx = 1 + random.nextInt(2) * random.nextInt(4);
      int dy = 1 + random.nextInt(2) * random.nextInt(4);
      float[] x = floats(3 + dx * n);
      float[] y = floats(5 + dy * n);
      float[] expected = y.clone();
      for (int i = 0; i < n; i++) {
        expected[5 + dy * i] += 0.75f * x[3 + dx * i];
      }
      Blas1.saxpy(n, 0.75f, x, 3, dx, y, 5, dy);
      assertArrayEquals(expected, y, 1e-6f);
    }
  }

  @Test
  void dot() {
    for (int n = 1; n < 150; n++) {
      int dx = 1 + random.nextInt(2) * random.nextInt(4);
      double[] x = doubles(dx * n);
      double[] y = doubles(n);
      double expected = 0;
      for (int i = 0; i < n; i++) {
        expected += x[dx * i] * y[i];
      }
      double[] result = {Double.NaN};
      Blas1.ddot(n, x, 0, dx, y, 0, 1, result);
      assertEquals(expected, result[0], 1e-13 * n);
    }
  }

  @Test
  void asumOfANumberThatIsNone() {
    float[] x = floats(100);
    float[] result = {0};
    Blas1.sasum(100, x, 0, 1, result);
    double expected = 0;
    for (float v : x) {
      expected += Math.abs(v);
    }
    assertEquals(expected, result[0], 1e-4);
    x[77] = Float.NaN;
    Blas1.sasum(100, x, 0, 1, result);
    assertEquals(Float.NaN, result[0]);
  }

  @Test
  void rotAndBack() {
    double[] x = doubles(77);
    double[] y = doubles(77);
    double[] x0 = x.clone();
    double[] y0 = y.clone();
    Blas1.drot(77, x, 0, 1, y, 0, 1, 0.6, 0.8);
    assertEquals(0.6 * x0[76] + 0.8 * y0[76], x[76], 1e-15);
    assertEquals(0.6 * y0[76] - 0.8 * x0[76], y[76], 1e-15);
    Blas1.drot(77, x, 0, 1, y, 0, 1, 0.6, -0.8);
    assertArrayEquals(x0, x, 1e-15);
    assertArrayEquals(y0, y, 1e-15);
  }

  @Test
  void copyScalSwap() {
    float[] x = floats(1000);
    float[] y = new float[1000];
    Blas1.scopy(1000, x, 0, 1, y, 0, 1);
    assertArrayEquals(x, y);
    Blas1.sscal(1000, 2, y, 0, 1);
    Blas1.sswap(1000, x, 0, 1, y, 0, 1);
    for (int i = 0; i < 1000; i++) {
      assertEquals(2 * y[i], x[i]);
    }
  }

  /** A column of a matrix is a vector whose elements are a row apart. */
  @Test
  void scalesAColumn() {
    double[] matrix = {1, 2, 3, 4, 5, 6};
    Blas1.dscal(2, 10, matrix, 1, 3);
    assertArrayEquals(new double[] {1, 20, 3, 4, 50, 6}, matrix);
  }

  @Test
  void aVectorThatEndsOutsideItsArrayNeverReachesTheKernel() {
    assertThrows(IllegalArgumentException.class, () -> Blas1.sscal(4, 2, new float[10], 1, 3));
  }

  private float[] floats(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat() - 0.5f;
    }
    return x;
  }

  private double[] doubles(int n) {
    return random.doubles(n, -0.5, 0.5).toArray();
  }
}
