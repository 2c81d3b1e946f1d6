package org.example.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.example.second.AQuarter;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void eachClassHasItsOwn() {
    float[] x = {8};
    Doubles.scale(1, x);
    assertEquals(16, x[0]);
    Triples.scale(1, x);
    assertEquals(48, x[0]);
    AQuarter.scale(1, x);
    assertEquals(12, x[0]);
  }
}
