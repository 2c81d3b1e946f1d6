package io.exo4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.ir.AlphaEquivalence;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.TypeEnv;
import org.junit.jupiter.api.Test;

/** Random well-typed programs are accepted, and printing then parsing gives an equal procedure. */
class RandomProgramTest {
  private static final int PROGRAMS = 400;

  private final ModuleLoader loader = new ModuleLoader(ModuleSource.none(), ProcPass.none());

  @Test
  void printThenParse() {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      String text = RandomPrograms.program(seed);
      Proc proc = check(seed, "original", text);
      String printed = Printer.print(proc);
      Proc again = check(seed, "printed", printed);
      assertThat(AlphaEquivalence.procs(proc, again))
          .as("seed %d%n%s%n---%n%s", seed, text, printed)
          .isTrue();
      assertThat(Printer.print(again)).isEqualTo(printed);
      TypeEnv.of(again);
    }
  }

  private Proc check(int seed, String what, String text) {
    Checked.Result r = Checked.check(loader, what + ".exo", RandomPrograms.HEADER + text);
    assertThat(r.rendered()).as("seed %d%n%s", seed, text).isEmpty();
    return r.scope().proc("f").orElseThrow();
  }
}
