package io.exo4j.benchmarks;

import io.exo4j.benchmarks.Contestant.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Comparisons of our kernels with the best of the others: above one, ours is faster. */
final class Ratios {
  private Ratios() {}

  /**
   * One comparison.
   *
   * @param peer the best of the others
   * @param byMedian the ratio of the medians
   * @param byBest the ratio of the shortest times, which a loaded machine disturbs least
   */
  record Ratio(String peer, double byMedian, double byBest) {}

  /** Ours against the best peer on one problem. */
  static Optional<Ratio> toBestPeer(Measurement m, Kind ours) {
    return toBestPeer(m, ours, Kind::isPeer);
  }

  /** Ours against the best peer of some kinds. */
  static Optional<Ratio> toBestPeer(Measurement m, Kind ours, Predicate<Kind> peers) {
    Optional<Samples> us = m.of(ours);
    Optional<Map.Entry<Contestant, Samples>> median = m.best(peers, Samples::median);
    Optional<Map.Entry<Contestant, Samples>> best = m.best(peers, Samples::min);
    if (us.isEmpty() || median.isEmpty() || best.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Ratio(
            median.get().getKey().label(),
            median.get().getValue().median() / us.get().median(),
            best.get().getValue().min() / us.get().min()));
  }

  /** The geometric mean over problems; empty without any. */
  static OptionalDouble mean(
      List<Measurement> all,
      Predicate<Problem> which,
      Kind ours,
      Predicate<Kind> peers,
      ToDoubleFunction<Ratio> value) {
    List<Double> values = new ArrayList<>();
    for (Measurement m : all) {
      if (which.test(m.problem())) {
        toBestPeer(m, ours, peers).ifPresent(r -> values.add(value.applyAsDouble(r)));
      }
    }
    return geometric(values);
  }

  /** The geometric mean of ours against one peer, over the problems that both have. */
  static OptionalDouble meanTo(List<Measurement> all, Kind ours, Contestant peer) {
    List<Double> values = new ArrayList<>();
    for (Measurement m : all) {
      Samples theirs = m.samples().get(peer);
      if (theirs != null) {
        m.of(ours).ifPresent(us -> values.add(theirs.median() / us.median()));
      }
    }
    return geometric(values);
  }

  private static OptionalDouble geometric(List<Double> values) {
    return values.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow()));
  }

  /**
   * What a call from Java costs more than the same call from C.
   *
   * @param paired the median over the rounds of the quotient of the two times, less one
   * @param byBest the same of the shortest times
   * @param nanos the difference of the shortest times
   */
  record CallCost(double paired, double byBest, double nanos) {}

  /** The cost of calls from a kind of Java, where C was measured, too. */
  static Optional<CallCost> callCost(Measurement m, Kind java) {
    Optional<Samples> from = m.of(java);
    Optional<Samples> c = m.of(Kind.OURS_C);
    if (from.isEmpty() || c.isEmpty()) {
      return Optional.empty();
    }
    Samples quotients = new Samples();
    for (int i = 0; i < Math.min(from.get().inOrder().size(), c.get().inOrder().size()); i++) {
      quotients.add(from.get().inOrder().get(i) / c.get().inOrder().get(i));
    }
    return Optional.of(
        new CallCost(
            quotients.median() - 1,
            from.get().min() / c.get().min() - 1,
            from.get().min() - c.get().min()));
  }
}
