package org.example.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void squares() {
    double[] x = new double[100_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }
    Threads.square_all(x.length, x);
    for (int i = 0; i < x.length; i++) {
      assertEquals((double) i * i, x[i]);
    }
  }
}
