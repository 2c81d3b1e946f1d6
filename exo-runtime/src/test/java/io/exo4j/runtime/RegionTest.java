package io.exo4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionTest {
  @Test
  void denseRegionsAreTheirBounds() {
    Region first = Region.dense("A", 0, 1, 4, 4);
    assertThat(first.isDisjoint(Region.dense("B", 16, 1, 2))).isTrue();
    assertThat(first.isDisjoint(Region.dense("B", 15, 1, 2))).isFalse();
    assertThatThrownBy(() -> first.requireDisjoint(Region.dense("B", 15, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A and B overlap, and the kernel writes to one of them");
  }

  @Test
  void columnsOfAMatrixAreApart() {
    Region column = Region.window("x", 2, 1, 8, 10);
    assertThat(column.isDisjoint(Region.window("y", 3, 1, 8, 10))).isTrue();
    assertThat(column.isDisjoint(Region.window("y", 22, 1, 3, 10))).isFalse();
  }

  @Test
  void blocksSideBySideAreApart() {
    Region left = Region.window("A", 0, 1, 4, 16, 8, 1);
    assertThat(left.isDisjoint(Region.window("B", 8, 1, 4, 16, 8, 1))).isTrue();
    assertThat(left.isDisjoint(Region.window("B", 7, 1, 4, 16, 8, 1))).isFalse();
    assertThat(Region.window("A", 8, 1, 4, 16, 8, 1).isDisjoint(left)).isTrue();
  }

  @Test
  void realAndImaginaryPartsAreApart() {
    Region real = Region.window("re", 4096, 8, 100, 2);
    assertThat(real.isDisjoint(Region.window("im", 4104, 8, 100, 2))).isTrue();
    assertThat(real.isDisjoint(Region.window("im", 4100, 8, 100, 2))).isFalse();
  }

  @Test
  void reversedWindowsReachDown() {
    Region reversed = Region.window("x", 9, 1, 5, -1);
    assertThat(reversed.isDisjoint(Region.dense("y", 0, 1, 5))).isTrue();
    assertThat(reversed.isDisjoint(Region.dense("y", 0, 1, 6))).isFalse();
  }

  /** "Disjoint" is never said of two regions that share a byte. */
  @Test
  void neverWrongAgainstEnumeration() {
    Random random = new Random(4);
    int proved = 0;
    for (int round = 0; round < 100_000; round++) {
      long[] a = shape(random);
      long[] b = shape(random);
      long firstA = random.nextInt(40);
      long firstB = random.nextInt(40);
      long unitA = 1 + random.nextInt(2);
      long unitB = 1 + random.nextInt(2);
      Set<Long> shared = bytes(firstA, unitA, a);
      shared.retainAll(bytes(firstB, unitB, b));
      boolean disjoint =
          Region.window("a", firstA, unitA, a).isDisjoint(Region.window("b", firstB, unitB, b));
      if (disjoint) {
        proved++;
        assertThat(shared).isEmpty();
      }
    }
    assertThat(proved).isGreaterThan(10_000);
  }

  private static long[] shape(Random random) {
    return new long[] {
      1 + random.nextInt(4), random.nextInt(13) - 6, 1 + random.nextInt(4), random.nextInt(13) - 6
    };
  }

  private static Set<Long> bytes(long first, long unit, long[] shape) {
    Set<Long> bytes = new HashSet<>();
    for (long i = 0; i < shape[0]; i++) {
      for (long j = 0; j < shape[2]; j++) {
        for (long k = 0; k < unit; k++) {
          bytes.add(first + (i * shape[1] + j * shape[3]) * unit + k);
        }
      }
    }
    return bytes;
  }
}
