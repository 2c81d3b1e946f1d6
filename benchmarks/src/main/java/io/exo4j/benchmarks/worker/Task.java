package io.exo4j.benchmarks.worker;

/** A call with its arguments. */
@FunctionalInterface
public interface Task {
  /** Makes that many calls. */
  void run(long repetitions) throws Throwable;
}
