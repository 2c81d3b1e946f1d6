package com.example.consumer;

import com.example.kernels.Saxpy;
import com.example.kernels.Sgemm;
import java.util.Arrays;
import java.util.Random;

/**
 * Multiplies two matrices with native kernels out of jars, as written and as scheduled for this
 * processor, and checks the results against plain Java.
 */
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
    run("as written", Sgemm::sgemm, a, b, c);
    String variant = com.example.sgemm.Sgemm.library().kernel("sgemm").variant();
    run("with its schedule, " + variant, com.example.sgemm.Sgemm::sgemm, a, b, c);

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

  /** A product {@code c += a * b}. */
  private interface Product {
    void add(long m, long n, long k, float[] a, float[] b, float[] c);
  }

  private static void run(String what, Product product, float[] a, float[] b, float[] c) {
    Arrays.fill(c, 0);
    product.add(M, N, K, a, b, c);
    double error = largestError(a, b, c);
    System.out.printf(
        "sgemm %d x %d x %d, %s: largest error %.1e against plain Java: correct; %.1f GFLOP/s%n",
        M, N, K, what, error, speed(product, a, b, c));
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
  private static double speed(Product product, float[] a, float[] b, float[] c) {
    long best = Long.MAX_VALUE;
    for (int call = 0; call < 20; call++) {
      long start = System.nanoTime();
      product.add(M, N, K, a, b, c);
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
