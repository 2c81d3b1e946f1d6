package org.example.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RowsTest {
  @Test
  void scales() {
    float[] x = {1, 2, 3, 4, 5, 6};
    Rows.scale_all(2, 3, 2, x);
    assertArrayEquals(new float[] {2, 4, 6, 8, 10, 12}, x);
  }

  @Test
  void takesTheFirstColumn() {
    float[] out = new float[2];
    Rows.first_column(2, 3, new float[] {1, 2, 3, 4, 5, 6}, out);
    assertArrayEquals(new float[] {1, 4}, out);
  }

  @Test
  void refusesWrongArguments() {
    assertThrows(IllegalArgumentException.class, () -> Rows.scale_all(2, 3, 2, new float[5]));
    assertThrows(IllegalArgumentException.class, () -> Rows.scale_all(0, 3, 2, new float[6]));
    assertThrows(IllegalArgumentException.class, () -> Rows.scale_all(-1, 3, 2, new float[6]));
    assertThrows(
        IllegalArgumentException.class,
        () -> Rows.scale_all(Long.MAX_VALUE, Long.MAX_VALUE, 2, new float[6]));
  }
}
