package io.exo4j.benchmarks.worker;

/** How many threads a call may use. */
final class Threads {
  private Threads() {}

  /** What the coordinator said. */
  static int count() {
    return Integer.getInteger("exo.threads", 1);
  }
}
