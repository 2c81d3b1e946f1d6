package org.example.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class SaxpyTest {
  @Test
  void computes() {
    float[] y = {1, 2, 3};
    Saxpy.saxpy(3, 10, new float[] {1, 1, 1}, y);
    assertArrayEquals(new float[] {11, 12, 13}, y);
  }
}
