package io.exo4j.nativebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.nativebuild.model.ProjectSettings;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.JniHeaders;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.Tool;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.io.InputStream;
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

/** The CMake project on its own, and what happens when it does not compile. */
class NativeProjectTest {
  @TempDir Path temporary;

  @BeforeEach
  void tools() {
    Workshop.requireTools();
  }

  @Test
  void aUserOfCFindsThePackage() throws IOException {
    Workshop workshop = new Workshop(temporary.resolve("a project"));
    workshop.write(
        ProjectGenerator.generate(
            Kernels.settings("com.acme.k"), List.of(Kernels.parse("mixed.exo", Kernels.MIXED))));
    cmake("-S", workshop.nativeProject().toString(), "-B", "lib", "-G", "Ninja");
    cmake("--build", "lib");
    cmake("--install", "lib", "--prefix", temporary.resolve("usr").toString());
    Path consumer = Files.createDirectories(temporary.resolve("consumer"));
    for (String name : List.of("CMakeLists.txt", "main.c")) {
      try (InputStream in = getClass().getResourceAsStream("/consumer/" + name)) {
        Files.write(consumer.resolve(name), in.readAllBytes());
      }
    }
    cmake(
        "-S",
        "consumer",
        "-B",
        "use",
        "-G",
        "Ninja",
        "-DCMAKE_PREFIX_PATH=" + temporary.resolve("usr"));
    cmake("--build", "use");
    assertThat(run(temporary.resolve("use/consumer")).output()).containsExactly("14 15 20 21");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang"})
  void compilersHaveNothingToSayAboutGeneratedCode(String compiler) throws IOException {
    Optional<Path> program = ToolFinder.ofProcess().find(List.of(compiler));
    Assumptions.assumeTrue(program.isPresent(), compiler + " is not installed");
    Workshop workshop = new Workshop(temporary);
    workshop.write(
        ProjectGenerator.generate(
            Kernels.settings("com.acme.k"), List.of(Kernels.parse("mixed.exo", Kernels.MIXED))));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-std=gnu11",
                "-fsyntax-only",
                "-Wall",
                "-Wextra",
                "-Wconversion",
                "-Wsign-conversion",
                "-Wpedantic",
                "-Werror",
                "-O2",
                "-Inative/include/my-kernels"));
    // Clang is often installed without its OpenMP runtime, and before version 15 has no _Float16
    if (accepts(program.get(), "#include <omp.h>\n", "-fopenmp")) {
      arguments.add("-fopenmp");
    }
    Assumptions.assumeTrue(
        accepts(program.get(), "_Float16 x;\n"), compiler + " has no _Float16 for this machine");
    JniHeaders.of(JniHeaders.currentJavaHome())
        .forEach(directory -> arguments.add("-isystem" + directory));
    arguments.addAll(List.of("native/src/mixed.c", "native/jni/mixed_java.c"));
    CommandResult result = run(program.get(), arguments.toArray(String[]::new));
    assertThat(result.output()).isEmpty();
    assertThat(result.succeeded()).isTrue();
  }

  private boolean accepts(Path compiler, String text, String... flags) throws IOException {
    Path probe = Files.writeString(temporary.resolve("probe.c"), text);
    List<String> arguments = new ArrayList<>(List.of(flags));
    arguments.addAll(List.of("-fsyntax-only", probe.toString()));
    return run(compiler, arguments.toArray(String[]::new)).succeeded();
  }

  @Test
  void theSanitizerPresetIsValid() throws IOException {
    Workshop workshop = new Workshop(temporary);
    workshop.write(
        ProjectGenerator.generate(
            Kernels.settings("com.acme.k"), List.of(Kernels.parse("mixed.exo", Kernels.MIXED))));
    CommandResult presets =
        run(
            ToolFinder.ofProcess().find(Tool.CMAKE.commands()).orElseThrow(),
            "-S",
            workshop.nativeProject().toString(),
            "--preset",
            "sanitize",
            "-N");
    assertThat(presets.text()).contains("fsanitize=address,undefined");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anErrorOfTheCompilerLeadsToTheKernel(boolean lineDirectives) throws IOException {
    String source =
        """
        @instr("this is not C;")
        def broken(x: [f32][4]):
            for i in seq(0, 4):
                x[i] = 0.0

        @proc
        def kernel(x: f32[4]):
            broken(x[0:4])
        """;
    Workshop workshop = new Workshop(temporary);
    workshop.write(
        ProjectGenerator.generate(
            new ProjectSettings("com.acme", "my-kernels", "1", "com.acme.k", lineDirectives),
            List.of(Kernels.parse("sub/bad.exo", source))));
    NativeBuildException failure =
        catchThrowableOfType(NativeBuildException.class, workshop::build);
    assertThat(failure.kind()).isEqualTo(NativeBuildException.Kind.C_ERROR);
    assertThat(failure).hasMessageContaining("sub/bad.exo:8 (").hasMessageContaining("error:");
    Diagnostic diagnostic = failure.diagnostics().get(0);
    assertThat(diagnostic.code()).isEqualTo("EXO-NAT-005");
    assertThat(diagnostic.span().file().name()).isEqualTo("sub/bad.exo");
    assertThat(diagnostic.span().line()).isEqualTo(8);
  }

  /** Beyond what the JVM keeps free, a kernel would end the process instead of throwing. */
  @Test
  void aKernelThatTakesTooMuchOfTheStackIsRefused() throws IOException {
    String source =
        """
        @proc
        def deep(x: f32[1]):
            t: f32[20000] @ DRAM_STACK
            for i in seq(0, 20000):
                t[i] = x[0]
            for i in seq(0, 20000):
                x[0] += t[i]
        """;
    Workshop workshop = new Workshop(temporary);
    workshop.write(
        ProjectGenerator.generate(
            Kernels.settings("com.acme.k"), List.of(Kernels.parse("deep.exo", source))));
    NativeBuildException failure =
        catchThrowableOfType(NativeBuildException.class, workshop::build);
    assertThat(failure)
        .hasMessageContaining("src/deep.c:")
        .hasMessageContaining("in deep: error: it takes 80")
        .hasMessageContaining("set_memory: [buffer, DRAM]");
  }

  @Test
  void namesThatMeanSomethingElsewhere() throws IOException {
    String source =
        """
        @config
        class state:
            int: index

        @proc
        def wait(n: size, x: f32[n]):
            x[0] += 1.0

        @proc
        def class_(n: size, x: f32[n], status: index, LIBRARY: bool):
            assert status == 1
            x[0] += 1.0

        @proc
        def library(n: size, Checks: f32[n]):
            Checks[0] += 1.0

        @proc
        def vec_add(one: size, other: f32[one]):
            other[0] += 1.0

        @proc
        def vecAdd(jint: size, vecAdd: f32[jint]):
            vecAdd[0] += 1.0

        @proc
        def exp(n: size, double: f32[n]):
            double[0] += 1.0

        @proc
        def env(n: size, context: f32[n], x: f32[n], x_offset: f32[n]):
            assert state.int <= n
            context[0] += 1.0
        """;
    Workshop workshop = new Workshop(temporary);
    workshop.write(
        ProjectGenerator.generate(
            Kernels.settings("com.acme.k"), List.of(Kernels.parse("kernel.exo", source))));
    workshop.build();
    workshop.compile("NameCalls.java");
    assertThat(workshop.run("com.acme.k.NameCalls").output()).containsExactly("8.0");
  }

  private CommandResult cmake(String... arguments) {
    CommandResult result =
        run(ToolFinder.ofProcess().find(Tool.CMAKE.commands()).orElseThrow(), arguments);
    assertThat(result.exitCode()).as(result.text()).isZero();
    return result;
  }

  private CommandResult run(Path program, String... arguments) {
    return new Commands(Duration.ofMinutes(5), line -> {})
        .run(temporary, program, List.of(arguments));
  }
}
