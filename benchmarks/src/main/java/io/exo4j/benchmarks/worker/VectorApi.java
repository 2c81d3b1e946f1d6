package io.exo4j.benchmarks.worker;

import io.exo4j.benchmarks.Operation;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/** What plain Java can do with the incubating Vector API. */
final class VectorApi implements Peer {
  @Override
  public String version() {
    return "JDK "
        + Runtime.version().feature()
        + ", "
        + FloatVector.SPECIES_PREFERRED.vectorBitSize()
        + " bits";
  }

  @Override
  public Optional<Task> prepare(Operation operation, Operands on) {
    if (operation != Operation.SGEMM) {
      return Optional.empty();
    }
    VectorSgemm sgemm = new VectorSgemm(on.size(0), on.size(1), on.size(2), Threads.count());
    return Optional.of(
        count -> {
          for (long i = 0; i < count; i++) {
            sgemm.run(on.array(0), on.array(1), on.array(2));
          }
        });
  }
}
