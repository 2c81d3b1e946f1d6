package org.example.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TwiceTest {
  @Test
  void scalesByWhatTheImportedFileSays() {
    float[] x = {1};
    Twice.twice(1, x);
    assertEquals(Float.parseFloat(System.getProperty("expected")), x[0]);
  }
}
