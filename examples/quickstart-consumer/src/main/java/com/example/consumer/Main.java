package com.example.consumer;

import com.example.kernels.Saxpy;
import com.example.kernels.Sgemm;
import java.util.Random;

/** Multiplies two matrices with a native kernel out of a jar, and checks the result against plain Java. */
public final class Main {
  private static final int M = 200;
  private static final int N = 300;
  private static final int K = 400;

  private Main() {}

  /** Runs the example; fails with an exception if a result is wrong. */
  public static void main(String[] args) {
    Random random = new Random(1);
    float[] a = uniform(random, M * K);
    float[] b = uniform(random, K * N);
    float[] c = new float[M * N];
    Sgemm.sgemm(M, N, K, a, b, c);
    System.out.printf(
        "sgemm %d x %d x %d: largest error %.1e against plain Java: correct%n",
        M, N, K, largestError(a, b, c));
    System.out.printf("sgemm runs at %.1f GFLOP/s%n", speed(a, b, c));

    float[] y = {1, 2, 3};
    Saxpy.saxpy(3, 10, new float[] {1, 1, 1}, y);
    System.out.printf("saxpy: %.0f %.0f %.0f%n", y[0], y[1], y[2]);

    try {
      Sgemm.sgemm(M, N, K, a, b, new float[7]);
      throw new AssertionError("an array that is too short was let through");
    } catch (IllegalArgumentException refused) {
      System.out.println("a wrong call is refused: " + refused.getMessage());
    }
  }

  private static double largestError(float[] a, float[] b, float[] c) {
    double largest = 0;
    for (int i = 0; i < M; i++) {
      for (int j = 0; j < N; j++) {
        double expected = 0;
        for (int k = 0; k < K; k++) {
          expected += (double) a[i * K + k] * b[k * N + j];
        }
        largest = Math.max(largest, Math.abs(c[i * N + j] - expected));
      }
    }
    if (!(largest < 1e-3)) {
      throw new AssertionError("sgemm is wrong by " + largest);
    }
    return largest;
  }

  /** Floating-point operations per nanosecond, of the best of several calls. */
  private static double speed(float[] a, float[] b, float[] c) {
    long best = Long.MAX_VALUE;
    for (int call = 0; call < 20; call++) {
      long start = System.nanoTime();
      Sgemm.sgemm(M, N, K, a, b, c);
      best = Math.min(best, System.nanoTime() - start);
    }
    return 2.0 * M * N * K / best;
  }

  private static float[] uniform(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }
}
