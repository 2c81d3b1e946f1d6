package io.exo4j.benchmarks;

import io.exo4j.benchmarks.Contestant.Kind;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What was measured on one problem. */
final class Measurement {
  private final Problem problem;
  private final Map<Contestant, Samples> samples = new LinkedHashMap<>();

  Measurement(Problem problem) {
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  Map<Contestant, Samples> samples() {
    return Collections.unmodifiableMap(samples);
  }

  Samples of(Contestant c) {
    return samples.computeIfAbsent(c, x -> new Samples());
  }

  /** The contestant of that kind; there is at most one for our own kinds. */
  Optional<Samples> of(Kind kind) {
    return samples.entrySet().stream()
        .filter(e -> e.getKey().kind() == kind)
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The contestant of those kinds with the smallest value. */
  Optional<Map.Entry<Contestant, Samples>> best(
      Predicate<Kind> kinds, ToDoubleFunction<Samples> value) {
    return samples.entrySet().stream()
        .filter(e -> kinds.test(e.getKey().kind()))
        .min(Comparator.comparingDouble(e -> value.applyAsDouble(e.getValue())));
  }
}
