package io.exo4j.platforms.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.nativebuild.run.Launch;
import io.exo4j.nativebuild.toolchain.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AMX without the hardware: the header, and the preloaded emulator with real machine code. On a
 * processor that has AMX the emulator runs under QEMU, which has none.
 */
class AmxEmulationTest {
  private AmxPrograms programs;

  @BeforeEach
  void machine(@TempDir Path directory) {
    AmxPrograms.assumeLinux();
    programs = new AmxPrograms(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang-16"})
  void randomTilesInTheModel(String compiler) throws IOException {
    programs.compile(compiler, AmxPrograms.MODEL, "random_tiles.c", "model");
    assertThat(programs.run(programs.plainly(), "model").text()).isEqualTo("500 right");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc -O0", "gcc -O2", "clang-16 -O0", "clang-16 -O2"})
  void randomTilesInTheEmulator(String compiler) throws IOException {
    String[] words = compiler.split(" ");
    List<String> options = new ArrayList<>(AmxPrograms.MACHINE);
    options.add(words[1]);
    programs.compile(words[0], options, "random_tiles.c", "machine");
    assertThat(programs.run(programs.emulated(), "machine").text()).isEqualTo("500 right");
  }

  @Test
  void everyInstructionInTheModel() throws IOException {
    programs.everyInstruction(new Launch(Launch.Way.MODEL, List.of(), ""), "gcc");
  }

  @Test
  void everyInstructionInTheEmulator() throws IOException {
    programs.everyInstruction(programs.emulated(), "gcc", "clang-16");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatTheProcessorRefuses(int which) throws IOException {
    programs.compile("gcc", AmxPrograms.MODEL, "faults.c", "model");
    programs.compile("gcc", AmxPrograms.MACHINE, "faults.c", "machine");
    String number = Integer.toString(which);
    String exception = AmxProcessorTest.isProtection(which) ? "#GP" : "#UD";
    CommandResult model = programs.run(programs.plainly(), "model", number);
    assertThat(model.text()).startsWith("amx model: " + exception);
    assertThat(model.succeeded()).isFalse();
    CommandResult machine = programs.run(programs.emulated(), "machine", number);
    assertThat(machine.output()).startsWith(model.text());
    assertThat(machine.succeeded()).isFalse();
  }

  @Test
  void whatItAllows() throws IOException {
    programs.compile("gcc", AmxPrograms.MACHINE, "faults.c", "machine");
    assertThat(programs.run(programs.emulated(), "machine", "0").succeeded()).isTrue();
  }

  @Test
  void otherIllegalInstructionsEndTheProgram() throws IOException {
    Files.writeString(
        programs.directory().resolve("ud2.c"), "int main(void) { __builtin_trap(); return 0; }\n");
    programs.compile("gcc", "ud2", List.of("ud2.c"));
    assertThat(programs.run(programs.emulated(), "ud2").exitCode()).isNotZero();
  }
}
