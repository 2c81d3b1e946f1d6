package io.exo4j.testing;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random choices. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    // neighbouring seeds give similar first numbers otherwise
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 0x5DEECE66DL);
  }

  /** From 0 to {@code n - 1}. */
  int below(int n) {
    return random.nextInt(n);
  }

  /** From {@code lo} to {@code hi}, both included. */
  int between(int lo, int hi) {
    return lo + random.nextInt(hi - lo + 1);
  }

  /** True in so many of a hundred cases. */
  boolean percent(int p) {
    return random.nextInt(100) < p;
  }

  long bits() {
    return random.nextLong();
  }

  /** From -1 to 1. */
  double fraction() {
    return 2 * random.nextDouble() - 1;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  <T> Optional<T> any(List<T> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(pick(list));
  }
}
