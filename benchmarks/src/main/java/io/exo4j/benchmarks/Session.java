package io.exo4j.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What was measured with one number of threads.
 *
 * @param threads how many; one thread is pinned to one core
 * @param loadBefore the machine's load averages when it began
 * @param loadAfter and when it ended
 * @param versions what exactly the contestants are
 * @param measurements the results
 * @param peak what the processor can do
 */
record Session(
    int threads,
    String loadBefore,
    String loadAfter,
    Map<String, String> versions,
    List<Measurement> measurements,
    Measurement peak) {

  /** The processor's best multiply-add rate in this session, in GFLOP/s. */
  double peakRate() {
    return peak.samples().values().stream()
        .mapToDouble(s -> peak.problem().flops() * threads / s.min())
        .max()
        .orElse(Double.NaN);
  }

  List<Measurement> of(Operation operation) {
    return measurements.stream().filter(m -> m.problem().operation() == operation).toList();
  }
}
