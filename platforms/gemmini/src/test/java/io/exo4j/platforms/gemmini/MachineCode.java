package io.exo4j.platforms.gemmini;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.nativebuild.run.Emulator;
import io.exo4j.nativebuild.run.Launch;
import io.exo4j.nativebuild.run.Launcher;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs for a RISC-V processor with the accelerator, run under QEMU, which has none: an emulator
 * that is linked with them does its instructions.
 */
record MachineCode(Path directory, Path compiler, Launch launch) {
  static final Classifier MACHINE = Classifier.parse("linux-riscv64");

  /** What runs them, with the emulator compiled; the test is skipped where something is absent. */
  static MachineCode require(Path directory) {
    Optional<Path> compiler = ToolFinder.ofProcess().find(List.of("riscv64-linux-gnu-gcc"));
    Assumptions.assumeTrue(compiler.isPresent(), "riscv64-linux-gnu-gcc is not installed");
    Launch launch = Launcher.ofProcess(Emulator.AUTO).choose(MACHINE);
    Assumptions.assumeTrue(launch.runs(), launch::reason);
    MachineCode machine = new MachineCode(directory, compiler.get(), launch);
    machine.compile(
        "-O2",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-I" + resource("exo/gemmini"),
        "-c",
        resource("exo/gemmini/rocc_emulator.c"));
    return machine;
  }

  /** The path of a file or directory of the platform or its tests. */
  static String resource(String name) {
    try {
      return Path.of(MachineCode.class.getResource("/" + name).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the compiler must be told to make a program with the instructions and the emulator. */
  List<String> flags(String... more) {
    List<String> flags = new ArrayList<>(List.of(more));
    flags.addAll(List.of("-static", "-I" + resource("exo/gemmini/rocc")));
    flags.add(directory.resolve("rocc_emulator.o").toString());
    return flags;
  }

  /** Runs the compiler; the test fails if it says anything. */
  void compile(String... arguments) {
    CommandResult result = commands().run(directory, compiler, List.of(arguments));
    assertThat(result.text()).isEmpty();
    assertThat(result.succeeded()).isTrue();
  }

  /** Runs a program of the directory. */
  CommandResult run(String program, String... arguments) {
    return Launcher.run(launch, directory.resolve(program), List.of(arguments), commands());
  }

  private static Commands commands() {
    return new Commands(Duration.ofMinutes(5), line -> {});
  }
}
