package io.exo4j.benchmarks.worker;

import io.exo4j.benchmarks.Operation;
import java.util.Optional;

/** A library that is measured. */
interface Peer {
  /** Which library exactly, in one line. */
  String version();

  /** The call; empty if the library has no such operation. */
  Optional<Task> prepare(Operation operation, Operands on);
}
