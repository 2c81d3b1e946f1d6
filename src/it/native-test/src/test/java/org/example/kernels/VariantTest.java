package org.example.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.exo4j.runtime.Kernel;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantTest {
  @Test
  void theBestVariantThatThisCpuHasIsCalled() {
    float[] x = {1, 2, 3};
    float[] y = {1, 1, 1};
    Saxpy.saxpy(3, 2, x, y);
    assertEquals(7, y[2]);
    Kernel kernel = Saxpy.library().kernel("saxpy");
    assertEquals(List.of("avx512", "avx2", "default"), kernel.variants());
    String wanted = System.getProperty("exo.variant.saxpy");
    String best =
        wanted != null
            ? wanted
            : has("avx512vl") && has("avx512bw") ? "avx512" : has("avx2") ? "avx2" : "default";
    assertEquals(best, kernel.variant());
  }

  private static boolean has(String feature) {
    return Saxpy.library().cpuFeatures().contains(feature);
  }
}
