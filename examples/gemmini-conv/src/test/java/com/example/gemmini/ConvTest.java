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
class ConvTest {
  private static final int BATCH = 4;

  @FunctionalInterface
  interface Kernel {
    void run(float scale, boolean act, byte[] input, byte[] weights, int[] bias, byte[] output);
  }

  static Stream<Arguments> kernels() {
    return Stream.of(
        Arguments.of(56, 64, (Kernel) Conv::conv_56_64),
        Arguments.of(28, 128, (Kernel) Conv::conv_28_128),
        Arguments.of(14, 256, (Kernel) Conv::conv_14_256),
        Arguments.of(7, 512, (Kernel) Conv::conv_7_512));
  }

  @ParameterizedTest(name = "{0} x {0}, {1} channels")
  @MethodSource("kernels")
  void isExactlyTheKernelAsWritten(int dim, int channels, Kernel kernel) {
    Random random = new Random(dim);
    byte[] input = new byte[BATCH * dim * dim * channels];
    byte[] weights = new byte[9 * channels * channels];
    random.nextBytes(input);
    random.nextBytes(weights);
    int[] bias = random.ints(channels, -50_000, 50_000).toArray();
    float scale = 0.01f / (float) Math.sqrt(9 * channels);
    for (boolean act : new boolean[] {false, true}) {
      byte[] expected = new byte[input.length];
      byte[] actual = new byte[input.length];
      Reference.conv(BATCH, dim, channels, channels, scale, act, input, weights, bias, expected);
      kernel.run(scale, act, input, weights, bias, actual);
      assertArrayEquals(expected, actual);
    }
  }
}
