package io.exo4j.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The times of one contestant on one problem: nanoseconds of a call, one for each round. */
final class Samples {
  private final List<Double> nanos = new ArrayList<>();
  private double error = Double.NaN;

  void add(double value) {
    nanos.add(value);
  }

  /** The largest relative error that the check found; not a number if nothing was checked. */
  void error(double largest) {
    error = largest;
  }

  double error() {
    return error;
  }

  /** In the order of the rounds. */
  List<Double> inOrder() {
    return Collections.unmodifiableList(nanos);
  }

  double min() {
    return quantile(0);
  }

  double median() {
    return quantile(0.5);
  }

  /** Between the values beside it in proportion. */
  double quantile(double q) {
    List<Double> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    double at = q * (sorted.size() - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
  }
}
