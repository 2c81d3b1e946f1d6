package io.exo4j.platforms.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.nativebuild.instr.InstrResult;
import io.exo4j.nativebuild.instr.InstrTests;
import io.exo4j.nativebuild.run.Launch;
import io.exo4j.nativebuild.run.Machine;
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

/** C programs with AMX instructions in a directory, compiled and run. */
record AmxPrograms(Path directory) {
  /** Makes the compiler emit AMX's machine code. */
  static final List<String> MACHINE = List.of("-mamx-tile", "-mamx-int8", "-mamx-bf16");

  /** Gives the intrinsics the functions of the model for a meaning. */
  static final List<String> MODEL = List.of("-include", "amx_model.h");

  private static final Path ENV = Path.of("/usr/bin/env");

  /** Whether this processor has the tiles. */
  static boolean onProcessor() {
    return Machine.host().lacking(List.of("amx_tile", "amx_int8", "amx_bf16")).isEmpty();
  }

  static void assumeLinux() {
    Assumptions.assumeTrue(
        Classifier.host().toString().equals("linux-x86_64") && Files.isExecutable(ENV),
        "the programs are for x86-64 Linux");
  }

  /** Copies a resource into the directory. */
  void copy(String resource) throws IOException {
    Files.write(directory.resolve(Path.of(resource).getFileName()), bytes(resource));
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = AmxPrograms.class.getResourceAsStream("/" + resource)) {
      return in.readAllBytes();
    }
  }

  /** Compiles one of the test programs without a warning. */
  void compile(String compiler, List<String> options, String source, String output)
      throws IOException {
    copy("amx/" + source);
    copy("exo/x86/amx_model.h");
    List<String> all = new ArrayList<>(options);
    all.add(source);
    compile(compiler, output, all);
  }

  /** Compiles without a warning. */
  void compile(String compiler, String output, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("-O2", "-Wall", "-Wextra", "-Werror", "-o", output));
    all.addAll(arguments);
    CommandResult result = run(compiler(compiler), all);
    assertThat(result.succeeded()).as(result.text()).isTrue();
  }

  private static Path compiler(String name) {
    Optional<Path> path = ToolFinder.ofProcess().find(List.of(name));
    Assumptions.assumeTrue(path.isPresent(), () -> name + " is not installed");
    return path.get();
  }

  /** Runs a program of the directory. */
  CommandResult run(Launch launch, String program, String... arguments) {
    List<String> command = launch.command(directory.resolve(program), List.of(arguments));
    return run(Path.of(command.get(0)), command.subList(1, command.size()));
  }

  private CommandResult run(Path program, List<String> arguments) {
    return new Commands(Duration.ofMinutes(2), line -> {}).run(directory, program, arguments);
  }

  /** On this processor as it is. */
  Launch plainly() {
    return new Launch(Launch.Way.NATIVE, List.of(), "");
  }

  /** On this processor, with the emulator preloaded. */
  Launch preloaded() throws IOException {
    return new Launch(Launch.Way.NATIVE, List.of(ENV.toString(), preload()), "");
  }

  /** Preloaded where nothing else can perform the instructions; QEMU hides a processor that can. */
  Launch emulated() throws IOException {
    if (!onProcessor()) {
      return preloaded();
    }
    Optional<Path> qemu = ToolFinder.ofProcess().find(List.of("qemu-x86_64"));
    Assumptions.assumeTrue(
        qemu.isPresent(),
        "this processor performs the instructions itself, and qemu-x86_64 is not here to hide it");
    return new Launch(Launch.Way.QEMU, List.of(qemu.get().toString(), "-E", preload()), "");
  }

  private String preload() throws IOException {
    copy("exo/x86/amx_model.h");
    copy("exo/x86/amx_emulator.c");
    compile("gcc", "amx_emulator.so", List.of("-shared", "-fPIC", "amx_emulator.c"));
    return "LD_PRELOAD=" + directory.resolve("amx_emulator.so");
  }

  /** Executes every instruction of the platform, and asserts that all pass. */
  void everyInstruction(Launch launch, String... compilers) throws IOException {
    String resource = "exo/x86/amx.exo";
    String text = new String(bytes(resource), StandardCharsets.UTF_8);
    InstrTests tests =
        InstrTests.of(Exo.create().parse(resource, text).module()).withLaunch(launch);
    for (String compiler : compilers) {
      List<InstrResult> results =
          tests.withCompiler(compiler(compiler), List.of()).run(directory.resolve(compiler));
      assertThat(results).isNotEmpty().allSatisfy(InstrResult::verify);
      assertThat(results).extracting(InstrResult::status).containsOnly(InstrResult.Status.PASSED);
    }
  }
}
