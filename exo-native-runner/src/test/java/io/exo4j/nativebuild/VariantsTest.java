package io.exo4j.nativebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.KernelSet;
import io.exo4j.nativebuild.model.Variant;
import io.exo4j.nativebuild.run.Machine;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels in several variants, and libraries of several C files. */
class VariantsTest {
  private static final String SOURCE =
      """
      @config
      class Cfg:
          rows: index
          other: index

      @proc
      def fill(n: size, x: f32[n]):
          for i in seq(0, n):
              x[i] = 1.0

      @proc
      def fill_tuned(n: size, x: f32[n]):
          assert n <= 1000
          for i in seq(0, n):
              x[i] = 2.0

      @proc
      def fill_alien(n: size, x: f32[n]):
          for i in seq(0, n):
              x[i] = 3.0

      @proc
      def store(n: index):
          Cfg.rows = n

      @proc
      def load(n: i64):
          n = 0.0
          for i in seq(0, Cfg.rows):
              n += 1.0

      @proc
      def other(n: size, y: f32[n]):
          for i in seq(0, n):
              y[i] = 4.0
      """;

  @TempDir Path temporary;

  private static Target target(String name, String flags, String... cpu) {
    return new Target(
        name, flags, List.of(cpu), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Kernel fill(Function<String, Proc> proc) {
    return new Kernel(
        "fill",
        List.of(
            new Variant(
                "alien", proc.apply("fill_alien"), Optional.of(target("alien", "-mno-such-flag"))),
            // a flag that every compiler knows, a feature that no processor has
            new Variant(
                "future",
                proc.apply("fill_tuned"),
                Optional.of(target("future", "-fno-inline", "no_such_feature"))),
            new Variant("default", proc.apply("fill"), Optional.empty())));
  }

  private static Function<String, Proc> procs() {
    var byName =
        Kernels.procs("fill.exo", SOURCE).stream()
            .collect(Collectors.toMap(Proc::name, Function.identity()));
    return byName::get;
  }

  @Test
  void theBestVariantThatTheMachineCanRunIsCalled() throws IOException {
    Workshop.requireTools();
    Function<String, Proc> proc = procs();
    Kernel store =
        new Kernel(
            "store",
            List.of(
                new Variant(
                    "tuned", proc.apply("store"), Optional.of(target("tuned", "-fno-inline")))));
    KernelSet set =
        new KernelSet("fill.exo", List.of(fill(proc), store, Kernel.of(proc.apply("load"))));
    Workshop workshop = new Workshop(temporary);
    workshop.write(ProjectGenerator.generate(Kernels.settings("com.acme.k"), List.of(set)));
    NativeBuildResult result = workshop.build();
    assertThat(result.notes())
        .containsExactly(
            "kernel fill: variant alien left out, this C compiler does not know its flags");
    assertThat(Files.readString(result.files().get(1)))
        .contains("fill.kernel.fill.variants=future default\n")
        .contains("fill.kernel.fill.future.features=no_such_feature\n");
    workshop.compile("VariantCalls.java");
    assertThat(workshop.run("com.acme.k.VariantCalls").output())
        .containsExactly("default 1.0", "7 8 3");
    assertThat(workshop.run("com.acme.k.VariantCalls", "-Dexo.variant.fill=future").text())
        .contains("UnsupportedOperationException", "no_such_feature");
  }

  @Test
  void assertionsOfAllVariantsAreChecked() {
    GeneratedProject project =
        ProjectGenerator.generate(
            Kernels.settings("com.acme.k"),
            List.of(new KernelSet("fill.exo", List.of(fill(procs())))));
    assertThat(project.javaFiles().get("com/acme/k/Fill.java")).contains("if (!(n <= 1000L)) {");
  }

  @Test
  void aVariantHasTheArgumentsOfItsKernel() {
    Function<String, Proc> proc = procs();
    Kernel kernel =
        new Kernel(
            "fill",
            List.of(
                new Variant("x", proc.apply("other"), Optional.empty()),
                new Variant("default", proc.apply("fill"), Optional.empty())));
    assertThatThrownBy(
            () ->
                ProjectGenerator.generate(
                    Kernels.settings("com.acme.k"),
                    List.of(new KernelSet("fill.exo", List.of(kernel)))))
        .isInstanceOf(ExoException.class)
        .hasMessageContaining("EXO-NAT-003")
        .hasMessageContaining("other is not a variant of fill");
  }

  private static Kernel forX86() {
    Function<String, Proc> proc = procs();
    return new Kernel(
        "fill",
        List.of(
            new Variant(
                "avx512",
                proc.apply("fill_tuned"),
                Optional.of(target("avx512", "-mavx512f", "AVX512F"))),
            new Variant(
                "avx2", proc.apply("fill_alien"), Optional.of(target("avx2", "-mavx2", "avx2"))),
            new Variant("default", proc.apply("fill"), Optional.empty())));
  }

  private static Path qemu() {
    Optional<Path> found = ToolFinder.ofProcess().find(List.of("qemu-x86_64"));
    Assumptions.assumeTrue(found.isPresent(), "qemu-x86_64 is not installed");
    return found.orElseThrow();
  }

  /** On an emulated processor without AVX-512, and on one without AVX2, Java calls the next one. */
  @Test
  void javaCallsTheNextVariantOnAnotherProcessor() throws IOException {
    Workshop.requireTools();
    Assumptions.assumeTrue(Classifier.host().toString().equals("linux-x86_64"), "not x86");
    Workshop workshop = new Workshop(temporary);
    workshop.write(
        ProjectGenerator.generate(
            Kernels.settings("com.acme.k"), List.of(new KernelSet("fill.exo", List.of(forX86())))));
    workshop.build();
    workshop.compile("BestCalls.java");
    String main = "com.acme.k.BestCalls";
    Set<String> features = Machine.host().features();
    assertThat(workshop.run(main).output())
        .containsExactly(
            features.contains("avx512f")
                ? "avx512 2.0"
                : features.contains("avx2") ? "avx2 3.0" : "default 1.0");
    assertThat(workshop.run(main, "-Dexo.variant.fill=default").output())
        .containsExactly("default 1.0");
    assertThat(workshop.runUnder(qemu(), List.of("-cpu", "max"), main).output())
        .as("an emulated processor without AVX-512")
        .containsExactly("avx2 3.0");
    assertThat(workshop.runUnder(qemu(), List.of("-cpu", "qemu64,+ssse3,+sse4.1"), main).output())
        .as("an emulated processor without AVX2")
        .containsExactly("default 1.0");
  }

  /** A C program asks for the best variant: the CPU that it runs on decides. */
  @Test
  void aCProgramCallsTheBestVariantOfTheProcessor() throws IOException {
    Workshop.requireTools();
    Assumptions.assumeTrue(Classifier.host().toString().equals("linux-x86_64"), "not x86");
    KernelSet set = new KernelSet("fill.exo", List.of(forX86()));
    Workshop workshop = new Workshop(temporary);
    workshop.write(ProjectGenerator.generate(Kernels.settings("com.acme.k"), List.of(set)));
    Path main =
        Files.writeString(
            temporary.resolve("main.c"),
            """
            #include <my-kernels/fill_best.h>
            #include <stdio.h>
            int main(void) {
              float x[40];
              int status = fill_best(40, x);
              printf("%d %s %g\\n", status, fill_variant(), (double)x[39]);
              return 0;
            }
            """);
    Path lists =
        Files.writeString(
            Files.createDirectories(temporary.resolve("caller")).resolve("CMakeLists.txt"),
            """
            cmake_minimum_required(VERSION 3.21)
            project(caller C)
            set(BUILD_SHARED_LIBS OFF)
            add_subdirectory(../native native)
            add_executable(caller ../main.c)
            target_link_libraries(caller PRIVATE my-kernels::fill)
            target_link_options(caller PRIVATE -static)
            """);
    assertThat(main).exists();
    run(
        "cmake",
        "-S",
        lists.getParent().toString(),
        "-B",
        "b",
        "-G",
        "Ninja",
        "-DEXO_WERROR=ON",
        "-DCMAKE_BUILD_TYPE=Release");
    run("cmake", "--build", "b");
    Path program = temporary.resolve("b/caller");
    Set<String> features = Machine.host().features();
    assertThat(run(program.toString()))
        .isEqualTo(
            features.contains("avx512f")
                ? "0 avx512 2"
                : features.contains("avx2") ? "0 avx2 3" : "0 default 1");
    assertThat(run("env", "EXO_VARIANT_fill=default", program.toString())).isEqualTo("0 default 1");
    assertThat(qemu()).exists();
    assertThat(run("qemu-x86_64", "-cpu", "qemu64", program.toString())).isEqualTo("0 default 1");
    assertThat(run("qemu-x86_64", "-cpu", "max", program.toString()))
        .as("an emulated CPU without AVX-512")
        .isEqualTo("0 avx2 3");
  }

  private String run(String program, String... arguments) {
    CommandResult result =
        new Commands(Duration.ofMinutes(2), line -> {})
            .run(
                temporary,
                program.contains("/")
                    ? Path.of(program)
                    : ToolFinder.ofProcess().find(List.of(program)).orElseThrow(),
                List.of(arguments));
    assertThat(result.exitCode()).as(result.text()).isZero();
    return result.text();
  }
}
