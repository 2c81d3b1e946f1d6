package io.exo4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.DirectiveSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accepted steps keep the meaning of random programs. {@code -Dexo.fuzz.accepted=200000} goes on
 * until so many steps have been accepted, {@code -Dexo.fuzz.seed} says with which program to begin.
 */
class DirectiveFuzzTest {
  private static final int FEW = 250;
  private static final int PROGRAMS = 400;

  @Test
  void acceptedStepsKeepTheMeaning() {
    long accepted = Long.getLong("exo.fuzz.accepted", FEW);
    long seed = Long.getLong("exo.fuzz.seed", 1);
    List<Finding> findings = new ArrayList<>();
    Fuzzer fuzzer = new Fuzzer(Fuzzer.all(), findings::add);
    while (fuzzer.statistics().accepted() < accepted && findings.size() < 10) {
      fuzzer.program(seed++);
    }
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unsound_reorder_stmts",
        "unsound_fission",
        "unsound_remove_loop",
        "unsound_parallelize_loop"
      })
  void itFindsAMissingProof(String name) {
    List<DirectiveSpec> unsound =
        DirectiveRegistry.of(List.of(new UnsoundDirectives())).all().stream()
            .filter(s -> s.name().equals(name))
            .toList();
    List<Finding> findings = new ArrayList<>();
    Fuzzer fuzzer = new Fuzzer(unsound, findings::add);
    for (long seed = 1; seed <= PROGRAMS && findings.isEmpty(); seed++) {
      fuzzer.program(seed);
    }
    assertThat(findings).isNotEmpty();
    assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.DIFFERENCE);
    assertThat(findings.get(0).report()).contains("reduced to:", name);
  }

  @Test
  void aSeedGivesTheSameStepsAgain() {
    assertThat(statistics(7)).isEqualTo(statistics(7));
  }

  private static String statistics(long seed) {
    Fuzzer fuzzer = new Fuzzer(Fuzzer.all(), f -> {});
    fuzzer.program(seed);
    return fuzzer.statistics().progress();
  }
}
