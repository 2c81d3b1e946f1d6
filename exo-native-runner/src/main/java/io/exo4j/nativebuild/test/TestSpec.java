package io.exo4j.nativebuild.test;

import io.exo4j.diagnostics.SourceSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code src/test/exo/*.yaml} says about the test of a kernel.
 *
 * @param name the name of the file, without directory and extension: names the group of cases
 * @param kernel the name of the kernel
 * @param interpreter whether the results are compared with those of the reference interpreter, not
 *     with the unscheduled procedure
 * @param sizes values by argument; a case for each combination
 * @param random random sizes, where they are asked for
 * @param inputs what buffers hold before the kernel runs
 * @param tolerance how far results may be from the expected ones
 * @param span where the kernel is named
 */
public record TestSpec(
    String name,
    String kernel,
    boolean interpreter,
    List<Sizes> sizes,
    Optional<Random> random,
    Map<String, Fill> inputs,
    Optional<Tolerance> tolerance,
    SourceSpan span) {
  /** Copies the collections. */
  public TestSpec {
    sizes = List.copyOf(sizes);
    inputs = Map.copyOf(inputs);
  }

  /**
   * Values of some arguments.
   *
   * @param values the values of each argument, in the order in which they are written
   * @param span where they are written
   */
  public record Sizes(Map<String, List<Long>> values, SourceSpan span) {
    /** Copies the map. */
    public Sizes {
      values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * Sizes that are drawn.
   *
   * @param count how many cases
   * @param seed decides what is drawn
   * @param ranges what is drawn from, for arguments where that is said
   */
  public record Random(int count, long seed, Sizes ranges) {}
}
