package io.exo4j.fuzz;

import java.util.List;
import java.util.Random;

/** Random choices that a seed determines. */
final class Choice {
  private final Random random;

  Choice(long seed) {
    // neighbouring seeds give similar first numbers otherwise
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 0x1234567L);
  }

  int below(int n) {
    return random.nextInt(n);
  }

  /** From {@code lo} to {@code hi}, both included. */
  int between(int lo, int hi) {
    return lo + random.nextInt(hi - lo + 1);
  }

  boolean percent(int p) {
    return random.nextInt(100) < p;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T of(T... options) {
    return options[random.nextInt(options.length)];
  }
}
