package org.example.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxpyTest {
  @Test
  void computesWhatTheSourceSays() {
    for (int n = 1; n < 20; n++) {
      float[] x = new float[n];
      float[] y = new float[n];
      float[] expected = new float[n];
      for (int i = 0; i < n; i++) {
        x[i] = i;
        y[i] = 1;
        expected[i] = 1 + 3f * i;
      }
      Axpy.axpy_blocked(n, 3f, x, y);
      assertArrayEquals(expected, y);
    }
  }

  @Test
  void onlyWhatNoScheduleStartsFromIsExportedToo() {
    float[] y = new float[5];
    Axpy.fill(5, y);
    assertArrayEquals(new float[] {1, 1, 1, 1, 1}, y);
    List<String> methods =
        Arrays.stream(Axpy.class.getMethods()).map(m -> m.getName()).distinct().toList();
    assertEquals(false, methods.contains("axpy"), methods.toString());
    assertEquals(false, methods.contains("axpy_eager"), methods.toString());
  }
}
