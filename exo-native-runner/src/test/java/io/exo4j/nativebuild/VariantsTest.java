package io.exo4j.nativebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.KernelSet;
import io.exo4j.nativebuild.model.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
}
