package io.exo4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SolverUnavailableTest {
  @Test
  void theMessageSaysWhyAndWhatToDo() {
    UnsatisfiedLinkError cause =
        new UnsatisfiedLinkError("failed to map segment from shared object");
    assertThat(new SolverUnavailable(cause))
        .hasCause(cause)
        .hasMessageContaining("EXO-ANA-001")
        .hasMessageContaining("failed to map segment")
        .hasMessageContaining("noexec")
        .hasMessageContaining("-Djava.io.tmpdir=")
        .hasMessageContaining("musl");
  }
}
