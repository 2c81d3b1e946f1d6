package com.example.sgemm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The kernel as Java calls it, in the variant for the processor that the test runs on. */
class SgemmTest {
  private final Random random = new Random(1);

  @Test
  void adds() {
    float[] c = {10, 10, 10, 10};
    Sgemm.sgemm(2, 2, 3, new float[] {1, 2, 3, 4, 5, 6}, new float[] {1, 0, 0, 1, 1, 1}, c);
    assertArrayEquals(new float[] {14, 15, 20, 21}, c);
  }

  @Test
  void sizesAroundThoseOfTilesAndBlocks() {
    for (int[] size :
        new int[][] {
          {6, 64, 512}, {7, 63, 511}, {29, 129, 513}, {40, 515, 520}, {1, 600, 3}, {300, 1, 5}, {30, 700, 9}, {110, 70, 20}
        }) {
      multiply(size[0], size[1], size[2]);
    }
  }

  private void multiply(int m, int n, int k) {
    float[] a = matrix(m * k);
    float[] b = matrix(k * n);
    float[] c = matrix(m * n);
    float[] before = c.clone();
    Sgemm.sgemm(m, n, k, a, b, c);
    compare(m, n, k, a, b, before, c);
    float[] parallel = before.clone();
    Sgemm.sgemm_parallel(m, n, k, a, b, parallel);
    compare(m, n, k, a, b, before, parallel);
  }

  private static void compare(
      int m, int n, int k, float[] a, float[] b, float[] before, float[] c) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = before[i * n + j];
        for (int l = 0; l < k; l++) {
          sum += (double) a[i * k + l] * b[l * n + j];
        }
        assertEquals(
            sum, c[i * n + j], 1e-4, "C[" + i + ", " + j + "] of " + m + " x " + n + " x " + k);
      }
    }
  }

  private float[] matrix(int elements) {
    float[] out = new float[elements];
    for (int i = 0; i < elements; i++) {
      out[i] = random.nextFloat() - 0.5f;
    }
    return out;
  }
}
