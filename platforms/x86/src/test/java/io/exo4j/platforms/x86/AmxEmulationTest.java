package io.exo4j.platforms.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.nativebuild.instr.InstrResult;
import io.exo4j.nativebuild.instr.InstrTests;
import io.exo4j.nativebuild.run.Launch;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AMX without the hardware: the header, and the preloaded emulator with real machine code. */
class AmxEmulationTest {
  private static final List<String> AMX = List.of("-mamx-tile", "-mamx-int8", "-mamx-bf16");
  private static final Path ENV = Path.of("/usr/bin/env");

  @TempDir Path directory;

  @BeforeEach
  void machine() throws IOException {
    Assumptions.assumeTrue(
        Classifier.host().toString().equals("linux-x86_64") && Files.isExecutable(ENV),
        "the emulator is for x86-64 Linux");
    for (String file : List.of("exo/x86/amx_model.h", "exo/x86/amx_emulator.c")) {
      copy(file);
    }
  }

  private void copy(String resource) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/" + resource)) {
      Files.write(directory.resolve(Path.of(resource).getFileName()), in.readAllBytes());
    }
  }

  private static Path compiler(String name) {
    Optional<Path> path = ToolFinder.ofProcess().find(List.of(name));
    Assumptions.assumeTrue(path.isPresent(), () -> name + " is not installed");
    return path.get();
  }

  private CommandResult run(Path program, List<String> arguments) {
    return new Commands(Duration.ofMinutes(2), line -> {}).run(directory, program, arguments);
  }

  private void compile(String compiler, String output, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("-O2", "-Wall", "-Wextra", "-Werror", "-o", output));
    all.addAll(arguments);
    CommandResult result = run(compiler(compiler), all);
    assertThat(result.succeeded()).as(result.text()).isTrue();
  }

  private String emulator() {
    compile("gcc", "amx_emulator.so", List.of("-shared", "-fPIC", "amx_emulator.c"));
    return "LD_PRELOAD=" + directory.resolve("amx_emulator.so");
  }

  private static List<String> with(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang-16"})
  void randomTilesInTheModel(String compiler) throws IOException {
    copy("amx/random_tiles.c");
    compile(compiler, "model", List.of("-include", "amx_model.h", "random_tiles.c"));
    assertThat(run(directory.resolve("model"), List.of()).text()).isEqualTo("500 right");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang-16"})
  void randomTilesInTheEmulator(String compiler) throws IOException {
    copy("amx/random_tiles.c");
    String preload = emulator();
    for (String level : List.of("-O0", "-O2")) {
      compile(compiler, "machine", with(AMX, level, "random_tiles.c"));
      CommandResult result = run(ENV, List.of(preload, directory.resolve("machine").toString()));
      assertThat(result.text()).isEqualTo("500 right");
    }
  }

  @Test
  void everyInstructionInTheEmulator() throws IOException {
    String preload = emulator();
    String resource = "exo/x86/amx.exo";
    String text;
    try (InputStream in = getClass().getResourceAsStream("/" + resource)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    InstrTests tests =
        InstrTests.of(Exo.create().parse(resource, text).module())
            .withLaunch(new Launch(Launch.Way.NATIVE, List.of(ENV.toString(), preload), ""));
    for (String compiler : List.of("gcc", "clang-16")) {
      List<InstrResult> results =
          tests.withCompiler(compiler(compiler), List.of()).run(directory.resolve(compiler));
      assertThat(results).isNotEmpty().allSatisfy(InstrResult::verify);
      assertThat(results).extracting(InstrResult::status).containsOnly(InstrResult.Status.PASSED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatTheProcessorRefuses(int which) throws IOException {
    copy("amx/faults.c");
    compile("gcc", "model", List.of("-include", "amx_model.h", "faults.c"));
    compile("gcc", "machine", with(AMX, "faults.c"));
    String number = Integer.toString(which);
    String exception = which >= 2 && which <= 4 ? "#GP" : "#UD";
    CommandResult model = run(directory.resolve("model"), List.of(number));
    assertThat(model.text()).startsWith("amx model: " + exception);
    assertThat(model.succeeded()).isFalse();
    CommandResult machine =
        run(ENV, List.of(emulator(), directory.resolve("machine").toString(), number));
    assertThat(machine.text()).isEqualTo(model.text());
    assertThat(machine.succeeded()).isFalse();
  }

  @Test
  void whatItAllows() throws IOException {
    copy("amx/faults.c");
    compile("gcc", "machine", with(AMX, "faults.c"));
    List<String> line = List.of(emulator(), directory.resolve("machine").toString(), "0");
    assertThat(run(ENV, line).succeeded()).isTrue();
  }

  @Test
  void otherIllegalInstructionsEndTheProgram() throws IOException {
    Files.writeString(
        directory.resolve("ud2.c"), "int main(void) { __builtin_trap(); return 0; }\n");
    compile("gcc", "ud2", List.of("ud2.c"));
    assertThat(run(ENV, List.of(emulator(), directory.resolve("ud2").toString())).exitCode())
        .isNotZero();
  }
}
