package io.exo4j.benchmarks;

import io.exo4j.benchmarks.Contestant.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Measures in rounds: in each, every contestant has one turn of a few milliseconds, in an order
 * that changes. What disturbs the machine for a while so disturbs all alike.
 */
final class Rounds {
  /** Sums of millions of numbers in another order; a wrong result is wrong by far more. */
  private static final double TOLERANCE = 1e-4;

  private final Arena arena;
  private final int passes;
  private final int rounds;
  private final long turn;
  private final long warmUp;
  private final Set<String> warm = new HashSet<>();
  private final Random order = new Random(1);
  private final Map<Problem, Measurement> results = new LinkedHashMap<>();

  Rounds(Arena arena, boolean quick) {
    this.arena = arena;
    this.passes = quick ? 1 : 2;
    this.rounds = quick ? 5 : 15;
    this.turn = quick ? 4_000_000 : 10_000_000;
    this.warmUp = quick ? 100_000_000 : 300_000_000;
  }

  /** Measures all problems. */
  List<Measurement> measure(List<Problem> problems) {
    for (int pass = 0; pass < passes; pass++) {
      for (Problem p : problems) {
        measure(p, pass == 0);
      }
    }
    results.values().removeIf(m -> m.samples().isEmpty());
    return List.copyOf(results.values());
  }

  private void measure(Problem problem, boolean first) {
    List<Contestant> able = new ArrayList<>(arena.prepare(problem));
    if (able.stream().noneMatch(c -> !c.kind().isPeer())) {
      return; // nothing of ours to compare
    }
    Measurement m = results.computeIfAbsent(problem, Measurement::new);
    if (first) {
      able.removeIf(c -> !check(m, c));
    } else {
      able.removeIf(c -> !m.samples().containsKey(c));
    }
    Map<Contestant, Long> repetitions = new LinkedHashMap<>();
    for (Contestant c : able) {
      repetitions.put(c, calibrate(c, problem.operation()));
    }
    for (int r = 0; r < rounds; r++) {
      Collections.shuffle(able, order);
      for (Contestant c : able) {
        pause();
        long n = repetitions.get(c);
        arena.run(c, Math.max(1, n / 10)); // the caches are this contestant's again
        m.of(c).add(arena.each(c, n, problem));
      }
    }
  }

  private boolean check(Measurement m, Contestant c) {
    if (c.kind() == Kind.PEAK) {
      return true; // computes nothing
    }
    double error = arena.check(c).orElse(Double.NaN);
    if (Double.isNaN(error)) {
      return false;
    }
    if (error > TOLERANCE) {
      System.err.println(c.label() + " is wrong at " + m.problem() + ": error " + error);
      return false;
    }
    m.of(c).error(error);
    return true;
  }

  /** How many calls take a turn. Java first compiles what it will run. */
  private long calibrate(Contestant c, Operation operation) {
    pause();
    long n = 1;
    long time = shortest(c, n);
    while (time < turn / 2) {
      n = Math.min(n * 8, Math.max(n + 1, (long) (n * (double) turn / Math.max(1, time))));
      time = shortest(c, n);
    }
    if (c.kind().isJava()) {
      boolean first = warm.add(c.label() + " " + operation);
      double fastest = settle(c, n, first ? 4 * warmUp : warmUp / 4);
      n = Math.max(1, (long) (turn / fastest));
    } else {
      n = Math.max(1, (long) (n * (double) turn / time));
    }
    return n;
  }

  /** Of four runs: the first one may create threads, and some may wait for a thread to wake up. */
  private long shortest(Contestant c, long repetitions) {
    return LongStream.generate(() -> arena.run(c, repetitions)).limit(4).min().orElseThrow();
  }

  /**
   * Runs until the calls have not become faster for a while, at least for that time.
   *
   * @return the nanoseconds of the fastest call
   */
  private double settle(Contestant c, long repetitions, long atLeast) {
    double fastest = Double.MAX_VALUE;
    long spent = 0;
    long sinceFaster = 0;
    while (spent < 10 * atLeast && (spent < atLeast || sinceFaster < atLeast / 2)) {
      long time = arena.run(c, repetitions);
      double each = (double) time / repetitions;
      spent += time;
      sinceFaster += time;
      if (each < fastest * 0.97) {
        fastest = each;
        sinceFaster = 0;
      }
    }
    return fastest;
  }

  /** With several threads: until those of the last contestant have gone to sleep. */
  private void pause() {
    if (arena.threads() > 1) {
      try {
        Thread.sleep(12);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
