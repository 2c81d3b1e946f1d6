package org.example.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tiles of AMX from Java, where this processor and Linux give them to a JVM. */
class TilesTest {
  private static final int K = 3;

  private final byte[] a = new byte[16 * 64 * K];
  private final byte[] b = new byte[16 * K * 64];
  private final int[] expected = new int[256];

  TilesTest() {
    Random random = new Random(1);
    random.nextBytes(a);
    random.nextBytes(b);
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < 16; j++) {
        for (int k = 0; k < 64 * K; k++) {
          expected[16 * i + j] += a[64 * K * i + k] * b[k / 4 * 64 + 4 * j + k % 4];
        }
      }
    }
  }

  private int[] product(int ignored) {
    int[] c = new int[256];
    Matmul.matmul(K, a, b, c);
    return c;
  }

  @Test
  void theProductIsRightInAllThreads() {
    IntStream.range(0, 200)
        .parallel()
        .mapToObj(this::product)
        .forEach(c -> assertArrayEquals(expected, c));
  }

  @Test
  void tilesAreUsedWhereTheyAre() {
    boolean tiles =
        Matmul.library().cpuFeatures().containsAll(Set.of("amx_tile", "amx_int8", "amx_bf16"));
    assertEquals(List.of("amx", "default"), Matmul.library().kernel("matmul").variants());
    assertEquals(tiles ? "amx" : "default", Matmul.library().kernel("matmul").variant());
  }
}
