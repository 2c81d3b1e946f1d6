package com.example.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the kernels do to pictures of which one can tell what comes out. */
class ImageTest {
  private final Random random = new Random(1);

  @Test
  void eachPixelIsTheMeanOfItsNeighbours() {
    for (int k = 0; k < 100; k++) {
      int height = 1 + random.nextInt(70);
      int width = 1 + random.nextInt(70);
      float[] input = new float[(height + 2) * (width + 2)];
      for (int i = 0; i < input.length; i++) {
        input[i] = random.nextFloat();
      }
      float[] output = new float[height * width];
      Image.blur(height, width, input, output);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double sum = 0;
          for (int i = 0; i < 9; i++) {
            sum += input[(y + i / 3) * (width + 2) + x + i % 3];
          }
          assertEquals(sum / 9, output[y * width + x], 1e-6);
        }
      }
    }
  }

  @Test
  void aPictureOfOneColourStaysAsItIs() {
    for (int size = 1; size < 40; size++) {
      float[] input = new float[3 * (size + 6) * (size + 6)];
      Arrays.fill(input, 0.5f);
      float[] output = new float[3 * size * size];
      Image.unsharp(size, size, input, output);
      for (float value : output) {
        assertEquals(0.5f, value, 1e-5);
      }
    }
  }

  @Test
  void anEdgeBecomesSteeper() {
    int size = 32;
    int wide = size + 6;
    float[] input = new float[3 * wide * wide];
    for (int i = 0; i < input.length; i++) {
      input[i] = i % wide < wide / 2 ? 0.25f : 0.75f;
    }
    float[] output = new float[3 * size * size];
    Image.unsharp(size, size, input, output);
    assertTrue(output[size / 2 - 1] < 0.2f, "darker in front of the edge");
    assertTrue(output[size / 2] > 0.8f, "lighter behind it");
  }

  @Test
  void anInputWithoutBorderNeverReachesTheKernel() {
    assertThrows(
        IllegalArgumentException.class, () -> Image.blur(4, 4, new float[16], new float[16]));
  }
}
