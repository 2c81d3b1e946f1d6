package io.exo4j.testing;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random choices that a seed determines. */
public final class Dice {
  private final Random random;

  /** Choices for a seed. */
  public Dice(long seed) {
    this(seed, 0x5DEECE66DL);
  }

  /** One of several streams of choices for a seed. */
  public Dice(long seed, long stream) {
    // neighbouring seeds give similar first numbers otherwise
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + stream);
  }

  /** From 0 to {@code n - 1}. */
  public int below(int n) {
    return random.nextInt(n);
  }

  /** From {@code lo} to {@code hi}, both included. */
  public int between(int lo, int hi) {
    return lo + random.nextInt(hi - lo + 1);
  }

  /** True in so many of a hundred cases. */
  public boolean percent(int p) {
    return random.nextInt(100) < p;
  }

  long bits() {
    return random.nextLong();
  }

  /** From -1 to 1. */
  double fraction() {
    return 2 * random.nextDouble() - 1;
  }

  /** One of a list that is not empty. */
  public <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** One of a list, if there is one. */
  <T> Optional<T> any(List<T> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(pick(list));
  }

  /** One of several. */
  @SafeVarargs
  public final <T> T of(T... options) {
    return options[random.nextInt(options.length)];
  }
}
