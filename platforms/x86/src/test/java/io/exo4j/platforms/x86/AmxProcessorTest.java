package io.exo4j.platforms.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.nativebuild.run.Launch;
import io.exo4j.nativebuild.run.ProgramEnd;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AMX on a processor that has it: what the model and the emulator must agree with. */
class AmxProcessorTest {
  private AmxPrograms programs;

  @BeforeEach
  void machine(@TempDir Path directory) {
    AmxPrograms.assumeLinux();
    Assumptions.assumeTrue(AmxPrograms.onProcessor(), "this processor has no AMX");
    programs = new AmxPrograms(directory);
  }

  /** Whether the processor answers a case of faults.c with #GP; else it is #UD. */
  static boolean isProtection(int which) {
    return which >= 2 && which <= 4;
  }

  @Test
  void everyInstruction() throws IOException {
    programs.everyInstruction(programs.plainly(), "gcc");
  }

  /** The emulator asks for the tiles, and does nothing else here. */
  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang-16"})
  void randomTiles(String compiler) throws IOException {
    programs.compile(compiler, AmxPrograms.MACHINE, "random_tiles.c", "machine");
    assertThat(programs.run(programs.preloaded(), "machine").text()).isEqualTo("500 right");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatItRefuses(int which) throws IOException {
    programs.compile("gcc", AmxPrograms.MACHINE, "faults.c", "machine");
    Launch launch = programs.preloaded();
    ProgramEnd end =
        ProgramEnd.of(programs.run(launch, "machine", Integer.toString(which)).exitCode());
    assertThat(end.signal()).contains(isProtection(which) ? "SIGSEGV" : "SIGILL");
    assertThat(programs.run(launch, "machine", "0").succeeded()).isTrue();
  }
}
