package com.example.conv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The kernels against the definition of a convolution, with sums in double precision. */
class ConvTest {
  private final Random random = new Random(1);

  @Test
  void anySize() {
    for (int k = 0; k < 100; k++) {
      check(size(2), size(5), size(20), size(20), size(150), size(4), size(4), false);
    }
  }

  @Test
  void fixedChannels() {
    for (int width = 1; width <= 16; width++) {
      check(1, 2, width, 128, 128, 3, 3, true);
    }
  }

  @Test
  void anInputThatIsTooSmallNeverReachesTheKernel() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Conv.conv(
                1, 4, 4, 1, 1, 3, 3, new float[35], new float[9], new float[1], new float[16]));
  }

  private void check(int n, int h, int w, int ic, int oc, int kh, int kw, boolean fixed) {
    float[] input = values(n * (h + kh - 1) * (w + kw - 1) * ic);
    float[] weights = values(kh * kw * ic * oc);
    float[] bias = values(oc);
    float[] output = new float[n * h * w * oc];
    if (fixed) {
      Conv.conv_3x3_128(n, h, w, input, weights, bias, output);
    } else {
      Conv.conv(n, h, w, ic, oc, kh, kw, input, weights, bias, output);
    }
    for (int at = 0; at < output.length; at++) {
      int o = at % oc;
      int x = at / oc % w;
      int y = at / oc / w % h;
      int image = at / oc / w / h;
      double sum = bias[o];
      for (int i = 0; i < kh; i++) {
        for (int j = 0; j < kw; j++) {
          for (int c = 0; c < ic; c++) {
            int pixel = (image * (h + kh - 1) + y + i) * (w + kw - 1) + x + j;
            sum += (double) input[pixel * ic + c] * weights[((i * kw + j) * ic + c) * oc + o];
          }
        }
      }
      assertEquals(Math.max(sum, 0), output[at], 1e-4);
    }
  }

  private int size(int most) {
    return 1 + random.nextInt(most);
  }

  private float[] values(int count) {
    float[] out = new float[count];
    for (int k = 0; k < count; k++) {
      out[k] = 2 * random.nextFloat() - 1;
    }
    return out;
  }
}
