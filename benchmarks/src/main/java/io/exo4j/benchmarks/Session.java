package io.exo4j.benchmarks;

import io.exo4j.benchmarks.Contestant.Kind;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was measured with one number of threads.
 *
 * @param threads how many; one thread is pinned to one core
 * @param loadBefore the machine's load averages when it began
 * @param loadAfter and when it ended
 * @param versions what exactly the contestants are
 * @param measurements the results
 */
record Session(
    int threads,
    String loadBefore,
    String loadAfter,
    Map<String, String> versions,
    List<Measurement> measurements) {

  /**
   * How many multiply-adds the processor did in the rounds of each product, in GFLOP/s: the medians.
   */
  DoubleSummaryStatistics peakRates() {
    return measurements.stream()
        .flatMap(m -> m.of(Kind.PEAK).stream().map(s -> m.problem().flops() / s.median()))
        .collect(Collectors.summarizingDouble(rate -> rate));
  }

  List<Measurement> of(Operation operation) {
    return measurements.stream().filter(m -> m.problem().operation() == operation).toList();
  }
}
