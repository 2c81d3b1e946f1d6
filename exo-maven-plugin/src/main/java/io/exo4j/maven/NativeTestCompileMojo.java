package io.exo4j.maven;

import io.exo4j.check.ModuleScope;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.maven.KernelSources.KernelFile;
import io.exo4j.nativebuild.NativeBuild;
import io.exo4j.nativebuild.NativeBuildRequest;
import io.exo4j.nativebuild.NativeInstructionTests;
import io.exo4j.nativebuild.NativeTestBuild;
import io.exo4j.nativebuild.run.Emulator;
import io.exo4j.nativebuild.run.Launcher;
import io.exo4j.nativebuild.test.NativeTestPlan;
import io.exo4j.nativebuild.test.NativeTestSetup;
import io.exo4j.nativebuild.test.TestSpec;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;

/**
 * Generates and builds native tests: each variant of each exported kernel against the procedure
 * before scheduling, with the sizes and inputs of the specifications in {@code src/test/exo}, or,
 * for a kernel without one, with sizes that meet the tail cases of its schedule. Programs are built
 * plainly and with sanitizers. {@code exo:native-test} runs them.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "native-test-compile",
    defaultPhase = LifecyclePhase.TEST_COMPILE,
    requiresDependencyCollection = ResolutionScope.COMPILE,
    threadSafe = true)
public class NativeTestCompileMojo extends AbstractProgramMojo {
  /** What, beside the configuration, decides how programs are run. */
  private static final List<String> OBEYED = List.of("PATH", "SDE_PATH", "QEMU_LD_PREFIX");

  /**
   * Where the test specifications are.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.testSourceDirectory", defaultValue = "${project.basedir}/src/test/exo")
  private File testSourceDirectory;

  /**
   * Builds and runs no native tests; {@code skipTests} and {@code maven.test.skip} are obeyed, too.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.skipTests", defaultValue = "false")
  private boolean skipTests;

  /**
   * Builds the tests also with AddressSanitizer and UndefinedBehaviorSanitizer, where the C
   * compiler has them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.sanitize", defaultValue = "true")
  private boolean sanitize;

  /**
   * What programs for processor features are run with: {@code auto}, {@code native}, {@code sde},
   * {@code qemu} or {@code model}. By default the first of these that can run them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.emulator", defaultValue = "auto")
  private String emulator;

  /**
   * How many seconds one native test may take.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.testTimeout", defaultValue = "600")
  private long testTimeout;

  /**
   * A CMake toolchain file, to build for another kind of machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.toolchainFile")
  private File toolchainFile;

  /**
   * The kinds of machines that libraries are built for, as in {@code exo:native-compile}. Kernels
   * are tested for all of them for which there are a C compiler and an emulator here.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.targets")
  private List<String> targets;

  @Inject
  NativeTestCompileMojo(DependencyPath dependencies, BuildContext buildContext) {
    super(dependencies, buildContext);
  }

  @Override
  protected void run(List<KernelFile> files)
      throws IOException, MojoExecutionException, MojoFailureException {
    Path setupFile = NativeDirectories.testSetup(workDirectory);
    if (skipTests || new TestProperties(session, project).skips()) {
      getLog().info("Native tests are skipped");
      return;
    }
    Path kernels = NativeDirectories.project(workDirectory);
    if (files.isEmpty() || !(isProject(kernels) || testSourceDirectory.isDirectory())) {
      Files.deleteIfExists(setupFile);
      getLog().info("No kernels to test");
      return;
    }
    try {
      build(files, kernels, setupFile);
    } catch (NativeBuildException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
  }

  /** Whether there are kernels. Without any, there may still be instructions to test. */
  private static boolean isProject(Path kernels) {
    return Files.isRegularFile(kernels.resolve("CMakeLists.txt"));
  }

  private void build(List<KernelFile> files, Path kernels, Path setupFile)
      throws IOException, MojoExecutionException, MojoFailureException {
    List<KernelFile> specs = specifications(testSourceDirectory);
    Launcher launcher = Launcher.ofProcess(wanted());
    CMakeTools tools = tools();
    NativeBuildRequest request =
        request(
            tools,
            kernels,
            NativeDirectories.testBuild(workDirectory),
            Optional.ofNullable(toolchainFile).map(File::toPath));
    String inputs = key(files);
    String key = key(inputs, specs, request, launcher);
    Path stateFile = workDirectory.toPath().resolve("native-test.state");
    BuildState last = incremental ? BuildState.read(stateFile) : BuildState.none();
    Imports imports = imports();
    if (last.key().equals(key)
        && last.outputsUnchanged()
        && imports.stillAnswered(last.imports())) {
      getLog().info("Native tests are up to date");
      return;
    }
    Problems problems = problems();
    Optional<KernelCompiler.Output> known = remembered(inputs);
    KernelCompiler.Output output =
        known.isPresent() ? known.get() : compiler(imports, proofs(), problems).compile(files);
    Specifications read = read(output, specs, problems);
    NativeTestSetup kernelTests =
        isProject(kernels)
            ? kernels(output, read.kernels(), request, tools.compilers(), launcher, problems)
            : new NativeTestSetup("", List.of(), List.of());
    List<NativeTestSetup.Entry> entries = new ArrayList<>(kernelTests.entries());
    entries.addAll(
        instructions(read.instructions(), imports, tools.compilers(), launcher, problems));
    NativeTestSetup setup = new NativeTestSetup(kernelTests.ctest(), entries, kernelTests.notes());
    setup.notes().forEach(note -> getLog().info(note));
    setup.write(setupFile);
    new BuildState(inputs, key, imports.asked(), outputs(setup, setupFile)).write(stateFile);
    long built = setup.entries().stream().filter(e -> e.skipped().isEmpty()).count();
    getLog()
        .info(
            "%d native test%s built, %d skipped"
                .formatted(built, built == 1 ? "" : "s", setup.entries().size() - built));
  }

  private NativeTestSetup kernels(
      KernelCompiler.Output output,
      List<TestSpec> specs,
      NativeBuildRequest request,
      Map<String, String> compilersByMachine,
      Launcher launcher,
      Problems problems)
      throws IOException, MojoExecutionException, MojoFailureException {
    NativeTestPlan plan = plan(output, specs, name -> model(output, name), problems);
    Path tests = NativeDirectories.tests(workDirectory);
    NativeTestBuild.write(plan, tests);
    return NativeTestBuild.run(
        plan,
        new NativeTestBuild.Request(
            request,
            tests,
            NativeDirectories.testBuild(workDirectory),
            machines(),
            compilersByMachine,
            sanitize,
            Duration.ofSeconds(testTimeout)),
        launcher);
  }

  private List<NativeTestSetup.Entry> instructions(
      Map<String, SourceSpan> modules,
      Imports imports,
      Map<String, String> compilersByMachine,
      Launcher launcher,
      Problems problems)
      throws IOException, MojoFailureException {
    List<NativeTestSetup.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, SourceSpan> module : modules.entrySet()) {
      KernelCompiler compiler = compiler(imports, proofs(), problems);
      ModuleScope scope = compiler.module(module.getKey(), module.getValue());
      entries.addAll(
          new NativeInstructionTests(launcher, compilersByMachine, imports::header)
              .run(
                  module.getKey(),
                  scope,
                  NativeDirectories.testBuild(workDirectory)
                      .resolve("instructions")
                      .resolve(module.getKey().replaceAll("\\W", "_"))));
    }
    return entries;
  }

  /** The text of a functional model; it is among the headers of the kernels. */
  private static Optional<String> model(KernelCompiler.Output output, String name) {
    return Optional.ofNullable(
        output
            .project()
            .nativeFiles()
            .get("include/" + output.settings().cmakeName() + "/" + name));
  }

  private Emulator wanted() throws MojoFailureException {
    try {
      return Emulator.parse(emulator);
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException("<emulator>: " + e.getMessage(), e);
    }
  }

  private List<Classifier> machines() throws MojoFailureException {
    List<Classifier> machines = new ArrayList<>();
    for (String target : targets == null ? List.<String>of() : targets) {
      try {
        if (!target.equals("host")) {
          machines.add(Classifier.parse(target));
        }
      } catch (IllegalArgumentException e) {
        throw new MojoFailureException("<targets>: " + e.getMessage(), e);
      }
    }
    return machines;
  }

  /** The hash of everything that decides what is built, and how it is run. */
  private String key(
      String inputs, List<KernelFile> specs, NativeBuildRequest request, Launcher launcher)
      throws IOException {
    Hashes hashes = new Hashes();
    hashes.add("inputs", inputs);
    hashes.add("request", request.withoutLog());
    hashes.add("tools", NativeBuild.toolVersions(request));
    hashes.add("targets", targets);
    hashes.add("compilers", compilers);
    hashes.add("sanitize", sanitize);
    hashes.add("emulator", emulator);
    hashes.add("testTimeout", testTimeout);
    hashes.add("machine", new TreeSet<>(launcher.host().features()));
    for (String name : OBEYED) {
      hashes.add(name, System.getenv(name));
    }
    for (KernelFile spec : specs) {
      hashes.add(name(spec), spec.bytes());
    }
    if (toolchainFile != null) {
      hashes.add("toolchain", Files.readAllBytes(toolchainFile.toPath()));
    }
    return hashes.digest();
  }

  private static Map<Path, String> outputs(NativeTestSetup setup, Path setupFile)
      throws IOException {
    Map<Path, String> outputs = new TreeMap<>();
    outputs.put(setupFile, Hashes.of(Files.readAllBytes(setupFile)));
    for (NativeTestSetup.Entry entry : setup.entries()) {
      Path program = Path.of(entry.program());
      if (entry.skipped().isEmpty() && Files.isRegularFile(program)) {
        outputs.put(program, Hashes.of(Files.readAllBytes(program)));
      }
    }
    return outputs;
  }
}
