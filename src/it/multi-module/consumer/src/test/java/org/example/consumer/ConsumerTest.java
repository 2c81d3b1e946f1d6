package org.example.consumer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.example.kernels.Sums;
import org.example.more.kernels.Doubles;
import org.junit.jupiter.api.Test;

class ConsumerTest {
  @Test
  void callsKernelsOfTwoModules() {
    float[] sums = new float[2];
    Sums.sum_rows(3, 2, new float[] {1, 2, 3, 4, 5, 6}, sums);
    assertArrayEquals(new float[] {9, 12}, sums);
    float[] doubles = new float[2];
    Doubles.double_into(2, sums, doubles);
    assertArrayEquals(new float[] {18, 24}, doubles);
  }
}
