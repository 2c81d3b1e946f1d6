package com.example.gemmini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernels for the accelerator, run on its functional model, give exactly what the kernel as
 * written gives.
 */
class MatmulTest {

  @FunctionalInterface
  interface Kernel {
    void run(float scale, boolean act, byte[] a, byte[] b, byte[] c);
  }

  static Stream<Arguments> kernels() {
    return Stream.of(
        Arguments.of(512, 512, 512, (Kernel) Matmul::matmul_512_512_512),
        Arguments.of(12544, 64, 256, (Kernel) Matmul::matmul_12544_64_256),
        Arguments.of(12544, 256, 64, (Kernel) Matmul::matmul_12544_256_64),
        Arguments.of(3136, 128, 512, (Kernel) Matmul::matmul_3136_128_512),
        Arguments.of(3136, 512, 128, (Kernel) Matmul::matmul_3136_512_128),
        Arguments.of(784, 1024, 256, (Kernel) Matmul::matmul_784_1024_256),
        Arguments.of(784, 256, 1024, (Kernel) Matmul::matmul_784_256_1024),
        Arguments.of(196, 2048, 512, (Kernel) Matmul::matmul_196_2048_512));
  }

  @ParameterizedTest(name = "{0} x {1} x {2}")
  @MethodSource("kernels")
  void isExactlyTheKernelAsWritten(int n, int m, int k, Kernel kernel) {
    Random random = new Random(n + m + k);
    byte[] a = new byte[n * k];
    byte[] b = new byte[k * m];
    random.nextBytes(a);
    random.nextBytes(b);
    // The sums have a deviation of about 5400 sqrt(k): most results are rounded, some saturate.
    float scale = 0.01f / (float) Math.sqrt(k);
    for (boolean act : new boolean[] {false, true}) {
      byte[] expected = new byte[n * m];
      byte[] actual = new byte[n * m];
      Reference.matmul(n, m, k, scale, act, a, b, expected);
      kernel.run(scale, act, a, b, actual);
      assertArrayEquals(expected, actual);
    }
  }
}
