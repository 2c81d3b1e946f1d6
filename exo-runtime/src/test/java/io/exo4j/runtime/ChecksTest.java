package io.exo4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static void accepted(ThrowingCallable check) {
    assertThatCode(check).doesNotThrowAnyException();
  }

  private static void refused(ThrowingCallable check, String message) {
    assertThatThrownBy(check)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void sizesAreAtLeastOneAndNotAbsurd() {
    accepted(() -> Checks.size("n", 1));
    accepted(() -> Checks.size("n", Checks.LIMIT));
    refused(() -> Checks.size("n", 0), "n is 0, a size is at least 1");
    refused(
        () -> Checks.size("n", Long.MAX_VALUE),
        "n is 9223372036854775807, its absolute value may be 281474976710656 at most");
  }

  @Test
  void indicesMayBeNegative() {
    accepted(() -> Checks.index("i", -5));
    refused(
        () -> Checks.index("i", Long.MIN_VALUE),
        "i is -9223372036854775808, its absolute value may be 281474976710656 at most");
  }

  @Test
  void anArrayMustBeThere() {
    assertThatThrownBy(() -> Checks.length("A", (float[]) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("A is null");
    assertThat(Checks.length("A", new short[3])).isEqualTo(3);
  }

  @Test
  void anAssertionShowsItsValues() {
    assertThat(Checks.violated("sgemm", "n % 8 == 0 and m <= n", "n", 12L, "m", 3L))
        .hasMessage("sgemm requires n % 8 == 0 and m <= n, but n = 12, m = 3");
    assertThat(Checks.violated("f", "False")).hasMessage("f requires False");
  }

  @Test
  void aDenseTensorMustFit() {
    accepted(() -> Checks.dense("A", 6, 0, 2, 3));
    accepted(() -> Checks.dense("A", 7, 1, 2, 3));
    accepted(() -> Checks.dense("A", 24, 0, 2, 3, 4));
    accepted(() -> Checks.dense("A", 48, 0, 2, 3, 4, 2));
    accepted(() -> Checks.dense("s", 1, 0));
    refused(
        () -> Checks.dense("A", 6, 1, 2, 3),
        "A has 6 elements, too few for 2 x 3 from element 1 on");
    refused(() -> Checks.dense("s", 1, 1), "s has 1 elements, too few for 1 from element 1 on");
    refused(
        () -> Checks.dense("A", 6, -1, 5), "A has 6 elements, too few for 5 from element -1 on");
    refused(
        () -> Checks.dense("A", 23, 0, 2, 3, 4),
        "A has 23 elements, too few for 2 x 3 x 4 from element 0 on");
    refused(
        () -> Checks.dense("A", 47, 0, 2, 3, 4, 2),
        "A has 47 elements, too few for 2 x 3 x 4 x 2 from element 0 on");
  }

  @Test
  void productsOfExtentsCannotOverflow() {
    long big = 1L << 32;
    assertThatThrownBy(() -> Checks.dense("A", 10, 0, big, big)).hasMessageContaining("too few");
    assertThatThrownBy(() -> Checks.dense("A", 10, 0, big, 2, big)).hasMessageContaining("too few");
    assertThatThrownBy(() -> Checks.dense("A", 10, 0, big, big, big, big))
        .hasMessageContaining("too few");
    assertThatThrownBy(() -> Checks.dense("A", 10, Long.MAX_VALUE, 1))
        .hasMessageContaining("too few");
    assertThatThrownBy(() -> Checks.dense("A", 10, 0, -2, -2)).hasMessageContaining("too few");
  }

  @Test
  void aWindowMustBeInsideAtBothEnds() {
    accepted(() -> Checks.window("w", 10, 1, 5, 2));
    accepted(() -> Checks.window("w", 10, 9, 10, -1));
    accepted(() -> Checks.window("w", 10, 3, 1, Long.MIN_VALUE));
    accepted(() -> Checks.window("w", 12, 11, 3, -4, 4, -1));
    refused(
        () -> Checks.window("w", 10, 2, 5, 2),
        "w has 10 elements, the window 5 by stride 2 from element 2 on is not inside");
    refused(
        () -> Checks.window("w", 10, 8, 10, -1),
        "w has 10 elements, the window 10 by stride -1 from element 8 on is not inside");
    refused(
        () -> Checks.window("w", 12, 1, 3, 4, 4, 1),
        "w has 12 elements, the window 3 by stride 4, 4 by stride 1 from element 1 on is not inside");
    assertThatThrownBy(() -> Checks.window("w", 10, 0, 3, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Checks.window("w", 10, 0, 3, 1L << 62, 3, 1L << 62))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Against the definition: every index computed, over random small windows of rank 1 to 3. */
  @Test
  void windowsAgreeWithEnumeration() {
    Random random = new Random(17);
    for (int round = 0; round < 200_000; round++) {
      long length = random.nextInt(12);
      long offset = random.nextInt(14) - 1;
      long[] d = {1 + random.nextInt(4), 1 + random.nextInt(3), 1 + random.nextInt(2)};
      long[] s = {random.nextInt(11) - 5, random.nextInt(11) - 5, random.nextInt(11) - 5};
      int rank = 1 + random.nextInt(3);
      Set<Long> seen = new HashSet<>();
      boolean inside = true;
      boolean distinct = true;
      for (long i = 0; i < d[0]; i++) {
        for (long j = 0; j < (rank > 1 ? d[1] : 1); j++) {
          for (long k = 0; k < (rank > 2 ? d[2] : 1); k++) {
            long at = offset + i * s[0] + j * s[1] + k * s[2];
            inside &= at >= 0 && at < length;
            distinct &= seen.add(at);
          }
        }
      }
      String shape = length + "@" + offset + " " + d[0] + "/" + s[0] + " " + d[1] + "/" + s[1];
      boolean accepted = passes(() -> window(length, offset, rank, d, s));
      assertThat(accepted).as(shape + " rank " + rank).isEqualTo(inside);
      if (inside && passes(() -> distinct(rank, d, s))) {
        assertThat(distinct).as("distinct " + shape + " rank " + rank).isTrue();
      }
    }
  }

  private static void window(long length, long offset, int rank, long[] d, long[] s) {
    switch (rank) {
      case 1 -> Checks.window("w", length, offset, d[0], s[0]);
      case 2 -> Checks.window("w", length, offset, d[0], s[0], d[1], s[1]);
      default -> Checks.window("w", length, offset, d[0], s[0], d[1], s[1], d[2], s[2]);
    }
  }

  private static void distinct(int rank, long[] d, long[] s) {
    switch (rank) {
      case 1 -> Checks.distinct("w", d[0], s[0]);
      case 2 -> Checks.distinct("w", d[0], s[0], d[1], s[1]);
      default -> Checks.distinct("w", d[0], s[0], d[1], s[1], d[2], s[2]);
    }
  }

  private static boolean passes(Runnable check) {
    try {
      check.run();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void usualLayoutsHaveDistinctElements() {
    accepted(() -> Checks.distinct("w", 4, 1));
    accepted(() -> Checks.distinct("w", 1, 0));
    accepted(() -> Checks.distinct("w", 3, 8, 8, 1));
    accepted(() -> Checks.distinct("w", 8, 1, 3, 8));
    accepted(() -> Checks.distinct("w", 8, -1, 3, -8));
    accepted(() -> Checks.distinct("w", 1, 0, 3, 1));
    accepted(() -> Checks.distinct("w", 2, 12, 3, 4, 4, 1));
    refused(
        () -> Checks.distinct("w", 4, 0),
        "w is written, but in the window 4 by stride 0 two indices may mean the same element");
    assertThatThrownBy(() -> Checks.distinct("w", 3, 7, 8, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Checks.distinct("w", 2, 12, 3, 4, 4, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void arithmeticOfShapesCannotWrap() {
    assertThat(Checks.add(2, 3)).isEqualTo(5);
    assertThat(Checks.subtract(2, 3)).isEqualTo(-1);
    assertThat(Checks.multiply(-2, 3)).isEqualTo(-6);
    refused(
        () -> Checks.multiply(1L << 40, 1L << 40),
        "the arguments are too large: 1099511627776 * 1099511627776");
    refused(
        () -> Checks.add(Long.MAX_VALUE, 1),
        "the arguments are too large: 9223372036854775807 + 1");
    refused(
        () -> Checks.subtract(Long.MIN_VALUE, 1),
        "the arguments are too large: -9223372036854775808 - 1");
  }

  @Test
  void aStatusIsAnError() {
    accepted(() -> Checks.status("f", 0));
    assertThatThrownBy(() -> Checks.status("f", 1))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("kernel f could not allocate native memory");
    assertThatThrownBy(() -> Checks.status("f", 7)).isInstanceOf(InternalError.class);
  }
}
