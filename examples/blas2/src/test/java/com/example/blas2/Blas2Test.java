package com.example.blas2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calls the kernels from Java, also on a part of a matrix and on its columns. */
class Blas2Test {
  private final Random random = new Random(2);

  @Test
  void gemv() {
    for (int m = 1; m < 40; m += 3) {
      for (int n = 1; n < 40; n += 2) {
        int row = n + 3;
        double[] a = random.doubles((long) m * row, -1, 1).toArray();
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] y = random.doubles(m, -1, 1).toArray();
        double[] expected = y.clone();
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            expected[i] += 0.5 * a[i * row + j] * x[j];
          }
        }
        Blas2.dgemv(m, n, 0.5, a, 0, row, 1, x, 0, 1, y, 0, 1);
        assertArrayEquals(expected, y, 1e-13);
      }
    }
  }

  /** The transposed matrix is the same memory with the strides exchanged. */
  @Test
  void transposed() {
    float[] a = new float[50 * 30];
    float[] x = new float[50];
    for (int i = 0; i < a.length; i++) {
      a[i] = random.nextFloat();
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    float[] one = new float[30];
    float[] other = new float[30];
    Blas2.sgemv_t(50, 30, 1, a, 0, 30, 1, x, 0, 1, one, 0, 1);
    Blas2.sgemv(30, 50, 1, a, 0, 1, 30, x, 0, 1, other, 0, 1);
    assertArrayEquals(other, one, 1e-4f);
  }

  @Test
  void triangles() {
    double[] a = {2, 3, 5, 7, 11, 13, 17, 19, 23};
    double[] x = {1, 10, 100};
    Blas2.dtrmv_upper(3, a, 0, 3, 1, x, 0, 1);
    assertArrayEquals(new double[] {532, 1410, 2300}, x);
    x = new double[] {1, 10, 100};
    Blas2.dtrmv_lower_t(3, a, 0, 3, 1, x, 0, 1);
    assertArrayEquals(new double[] {1772, 2010, 2300}, x);
    double[] y = {0, 0, 0};
    Blas2.dsymv_lower(3, 1, a, 0, 3, 1, new double[] {1, 10, 100}, 0, 1, y, 0, 1);
    assertArrayEquals(new double[] {1772, 2017, 2507}, y);
  }

  @Test
  void ger() {
    float[] a = {1, 2, 3, 4};
    Blas2.sger(2, 2, 2, new float[] {1, 10}, 0, 1, new float[] {3, 5}, 0, 1, a, 0, 2, 1);
    assertArrayEquals(new float[] {7, 12, 63, 104}, a);
  }

  @Test
  void aMatrixThatIsTooSmallNeverReachesTheKernel() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Blas2.dtrmv_upper(3, new double[8], 0, 3, 1, new double[3], 0, 1));
  }
}
