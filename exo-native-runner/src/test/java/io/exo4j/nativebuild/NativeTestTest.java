package io.exo4j.nativebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.KernelSet;
import io.exo4j.nativebuild.model.Variant;
import io.exo4j.nativebuild.run.Emulator;
import io.exo4j.nativebuild.run.Launcher;
import io.exo4j.nativebuild.run.Machine;
import io.exo4j.nativebuild.test.NativeTestPlan;
import io.exo4j.nativebuild.test.NativeTestRun;
import io.exo4j.nativebuild.test.NativeTestSetup;
import io.exo4j.nativebuild.test.SurefireReports;
import io.exo4j.nativebuild.test.TestFilter;
import io.exo4j.nativebuild.test.TestResult;
import io.exo4j.nativebuild.test.TestSpec;
import io.exo4j.nativebuild.test.TestSpecReader;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native tests are generated, built, run and reported, as a Maven build does it. */
class NativeTestTest {
  @TempDir private Path temporary;

  private static final String SOURCE =
      """
      @config
      class Cfg:
          rows: index

      @proc
      def scale(n: size, m: size, a: f32, flag: bool, x: [f32][n, m], y: f32[n]):
          assert n % 4 == 0
          assert stride(x, 1) == 1
          for i in seq(0, n):
              y[i] = 0.0
              for j in seq(0, m):
                  y[i] += a * x[i, j]
          Cfg.rows = n

      @proc
      def scale_right(n: size, m: size, a: f32, flag: bool, x: [f32][n, m], y: f32[n]):
          assert n % 4 == 0
          assert stride(x, 1) == 1
          for io in seq(0, n / 4):
              for ii in seq(0, 4):
                  y[4 * io + ii] = 0.0
                  for j in seq(0, m):
                      y[4 * io + ii] += x[4 * io + ii, j] * a

      @proc
      def scale_wrong(n: size, m: size, a: f32, flag: bool, x: [f32][n, m], y: f32[n]):
          assert n % 4 == 0
          for i in seq(0, n):
              y[i] = 0.0
              for j in seq(0, m):
                  if j < 4:
                      y[i] += a * x[i, j]

      @proc
      def bytes(n: size, b: i8[n], h: f16[n], w: bf16[n], z: i64[n], d: f64[n]):
          for i in seq(0, n):
              b[i] = b[i] + 1
              z[i] += 3
              d[i] = d[i] * 2.0
              h[i] = h[i] * 2.0
              w[i] = w[i] + w[i]
      """;

  private static Function<String, Proc> procs() {
    Map<String, Proc> byName =
        Kernels.procs("scale.exo", SOURCE).stream()
            .collect(Collectors.toMap(Proc::name, Function.identity()));
    return byName::get;
  }

  private static Target target(String name, Optional<String> model, String... cpu) {
    return new Target(name, "-fno-inline", List.of(cpu), Optional.empty(), Optional.empty(), model);
  }

  private static Kernel kernel(Variant... variants) {
    return new Kernel("scale", List.of(variants), Optional.of(procs().apply("scale")));
  }

  private static Variant plain(Function<String, Proc> procs) {
    return new Variant("default", procs.apply("scale"), Optional.empty());
  }

  private NativeTestSetup build(
      List<Kernel> kernels, String yaml, Launcher launcher, boolean sanitize) throws IOException {
    return build(kernels, yaml, launcher, sanitize, List.of());
  }

  private NativeTestSetup build(
      List<Kernel> kernels,
      String yaml,
      Launcher launcher,
      boolean sanitize,
      List<Classifier> machines)
      throws IOException {
    return buildSets(
        List.of(new KernelSet("scale.exo", kernels)), yaml, launcher, sanitize, machines);
  }

  private NativeTestSetup buildSets(
      List<KernelSet> sets,
      String yaml,
      Launcher launcher,
      boolean sanitize,
      List<Classifier> machines)
      throws IOException {
    GeneratedProject project = ProjectGenerator.generate(Kernels.settings("com.acme.k"), sets);
    Workshop workshop = new Workshop(temporary);
    workshop.write(project);
    Map<String, Kernel> byName = new HashMap<>();
    sets.forEach(set -> set.kernels().forEach(k -> byName.put(k.name(), k)));
    List<TestSpec> specs = TestSpecReader.read(new SourceFile("scale.yaml", yaml), byName).specs();
    NativeTestPlan plan =
        NativeTestPlan.of(
            Kernels.settings("com.acme.k"),
            project,
            sets,
            specs,
            name -> Optional.of("#define EXO_MODEL 1\n"));
    Path tests = temporary.resolve("native-test");
    NativeTestBuild.write(plan, tests);
    NativeTestSetup setup =
        NativeTestBuild.run(
            plan,
            new NativeTestBuild.Request(
                workshop.request(),
                tests,
                temporary.resolve("test-build"),
                machines,
                Map.of(),
                sanitize,
                Duration.ofMinutes(1)),
            launcher);
    Path file = temporary.resolve("tests.txt");
    setup.write(file);
    assertThat(NativeTestSetup.read(file).orElseThrow().entries()).isEqualTo(setup.entries());
    return setup;
  }

  private List<TestResult> run(NativeTestSetup setup) throws IOException {
    List<TestResult> results =
        NativeTestRun.run(setup, TestFilter.all(), Duration.ofMinutes(3), line -> {});
    SurefireReports.write(results, temporary.resolve("reports"), true);
    return results;
  }

  private static String line(TestResult r) {
    return r.test().kernel()
        + " "
        + r.title()
        + " "
        + (r.skipped()
            ? "skipped: " + r.test().skipped().orElseThrow()
            : r.failure().map(f -> "FAILED " + f).orElse("passed " + r.test().how()));
  }

  @Test
  void everyVariantIsComparedWithTheSource() throws IOException {
    Workshop.requireTools();
    Function<String, Proc> procs = procs();
    List<TestResult> results =
        run(
            build(
                List.of(
                    kernel(
                        new Variant(
                            "good",
                            procs.apply("scale_right"),
                            Optional.of(target("good", Optional.empty()))),
                        plain(procs)),
                    Kernel.of(procs.apply("bytes"))),
                "",
                Launcher.ofProcess(Emulator.AUTO),
                true));
    assertThat(results.stream().map(NativeTestTest::line))
        .containsExactlyInAnyOrder(
            "scale default [default] passed on this CPU",
            "bytes default [default] passed on this CPU",
            "scale good [default] passed on this CPU",
            "scale default [default, sanitized] passed on this CPU",
            "bytes default [default, sanitized] passed on this CPU",
            "scale good [default, sanitized] passed on this CPU");
    assertThat(results.get(0).output()).contains("n=4 ", " m=");
    assertThat(Files.readString(temporary.resolve("reports/TEST-exo.scale.xml")))
        .contains("name=\"exo.scale\"", "tests=\"4\"", "failures=\"0\"", "skipped=\"0\"")
        .contains("<testcase name=\"good [default, sanitized]\" classname=\"exo.scale\"");
  }

  @Test
  void kernelsOfOneNameInTwoFilesAreBothTested() throws IOException {
    Workshop.requireTools();
    Kernel kernel = Kernel.of(procs().apply("bytes"));
    List<KernelSet> sets =
        List.of(
            new KernelSet("one.exo", List.of(kernel)), new KernelSet("two.exo", List.of(kernel)));
    List<TestResult> results =
        run(buildSets(sets, "", Launcher.ofProcess(Emulator.AUTO), false, List.of()));
    assertThat(results.stream().map(NativeTestTest::line))
        .containsExactlyInAnyOrder(
            "one.bytes default [default] passed on this CPU",
            "two.bytes default [default] passed on this CPU");
    assertThat(temporary.resolve("reports/TEST-exo.two.bytes.xml")).exists();
  }

  @Test
  void aWrongVariantIsFoundAndAMissingFeatureIsSkipped() throws IOException {
    Workshop.requireTools();
    Function<String, Proc> procs = procs();
    List<TestResult> results =
        run(
            build(
                List.of(
                    kernel(
                        new Variant(
                            "wrong",
                            procs.apply("scale_wrong"),
                            Optional.of(target("wrong", Optional.empty()))),
                        new Variant(
                            "future",
                            procs.apply("scale_right"),
                            Optional.of(
                                new Target(
                                    "future",
                                    "-O1",
                                    List.of("no_such_feature"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()))),
                        plain(procs))),
                """
                kernel: scale
                against: interpreter
                sizes:
                  - { n: 4, m: [1, 5] }
                inputs: { x: ones, a: constant(2) }
                tolerance: { relative: 1.0e-5 }
                """,
                new Launcher(Machine.host(), new ToolFinder(Map.of("PATH", "")), Emulator.AUTO),
                false));
    assertThat(results.stream().map(NativeTestTest::line))
        .containsExactlyInAnyOrder(
            "scale default [scale] passed on this CPU",
            "scale wrong [scale] FAILED n=4 m=5 flag=0: y[0]: expected 10, actual 8 (difference 2,"
                + " allowed 0.0001)",
            "scale future [scale] skipped: this CPU has no no_such_feature; Intel SDE does not"
                + " emulate no_such_feature; qemu-x86_64 does not emulate no_such_feature; target"
                + " future has no functional model");
    assertThat(Files.readString(temporary.resolve("reports/TEST-exo.scale.xml")))
        .contains("failures=\"1\"", "skipped=\"1\"", "run again: mvn exo:native-test")
        .contains("<skipped message=\"this CPU has no no_such_feature;");
  }

  @Test
  void aFunctionalModelStandsInForTheProcessor() throws IOException {
    Workshop.requireTools();
    Function<String, Proc> procs = procs();
    Target target =
        new Target(
            "matrix",
            "-mno-such-flag",
            List.of("no_such_feature"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("p/model.h"));
    List<TestResult> results =
        run(
            build(
                List.of(
                    kernel(
                        new Variant("matrix", procs.apply("scale_right"), Optional.of(target)),
                        plain(procs))),
                "{ kernel: scale, random: 500 }",
                new Launcher(
                    new Machine(Machine.host().classifier(), Set.of()),
                    new ToolFinder(Map.of("PATH", "")),
                    Emulator.AUTO),
                true));
    assertThat(results.stream().map(NativeTestTest::line))
        .contains(
            "scale matrix [scale_random] passed on the functional model",
            "scale matrix [scale_random, sanitized] passed on the functional model");
    assertThat(results.get(0).output()).contains("500 of 500 cases, 0 wrong");
  }

  @Test
  void ctestStartsTheEmulator() throws IOException {
    Workshop.requireTools();
    Path sde = Files.createDirectories(temporary.resolve("a kit")).resolve("sde64");
    Files.writeString(
        sde,
        """
        #!/bin/sh
        echo "$@" >> "$0.log"
        while [ "$1" != -- ]; do shift; done
        shift
        exec "$@"
        """);
    Files.setPosixFilePermissions(sde, PosixFilePermissions.fromString("rwxr-xr-x"));
    Function<String, Proc> procs = procs();
    Target target =
        new Target(
            "wide",
            "-fno-inline",
            List.of("avx512f"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Launcher launcher =
        new Launcher(
            new Machine(Machine.host().classifier(), Set.of()),
            new ToolFinder(Map.of("PATH", "", "SDE_PATH", sde.getParent().toString())),
            Emulator.AUTO);
    Assumptions.assumeTrue(launcher.host().classifier().arch().equals("x86_64"), "not x86");
    List<TestResult> results =
        run(
            build(
                List.of(
                    kernel(
                        new Variant("wide", procs.apply("scale_right"), Optional.of(target)),
                        plain(procs))),
                "",
                launcher,
                true));
    assertThat(results.stream().map(NativeTestTest::line))
        .containsExactlyInAnyOrder(
            "scale default [default] passed on this CPU",
            "scale default [default, sanitized] passed on this CPU",
            "scale wide [default] passed under Intel SDE (" + sde + " -skx --)");
    assertThat(Files.readString(Path.of(sde + ".log")).strip())
        .isEqualTo(
            "-skx -- "
                + temporary.resolve("test-build")
                + "/linux-x86_64/lib/test_scale_wide scale wide default");
  }

  @Test
  void otherMachinesUnderQemu() throws IOException {
    Workshop.requireTools();
    for (String tool : List.of("aarch64-linux-gnu-gcc", "qemu-aarch64")) {
      Assumptions.assumeTrue(
          ToolFinder.ofProcess().find(List.of(tool)).isPresent(), tool + " is not installed");
    }
    List<TestResult> results =
        run(
            build(
                List.of(kernel(plain(procs()))),
                "",
                Launcher.ofProcess(Emulator.AUTO),
                false,
                List.of(Classifier.parse("linux-aarch_64"))));
    assertThat(results.stream().map(NativeTestTest::line))
        .hasSize(2)
        .contains("scale default [default] passed on this CPU")
        .anyMatch(
            line ->
                line.startsWith("scale default [default, linux-aarch_64] passed under QEMU (")
                    && line.contains("qemu-aarch64"));
  }
}
