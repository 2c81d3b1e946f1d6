package io.exo4j.nativebuild.bench;

import java.util.Optional;

/**
 * The times of one variant of a kernel with one set of sizes.
 *
 * @param kernel the kernel
 * @param variant the variant
 * @param sizes the control arguments: {@code M=64 N=64}
 * @param times those of the variant
 * @param source those of the kernel as it was written
 */
public record BenchResult(
    String kernel, String variant, String sizes, Times times, Optional<Times> source) {

  /**
   * Seconds of one call.
   *
   * @param min the shortest of all rounds
   * @param median the median of the rounds
   * @param max the longest
   */
  public record Times(double min, double median, double max) {}

  /**
   * How many times as fast as the kernel as it was written, by the shortest times, which other load
   * on the machine disturbs least.
   */
  public Optional<Double> speedUp() {
    return source.map(s -> s.min() / times.min());
  }
}
