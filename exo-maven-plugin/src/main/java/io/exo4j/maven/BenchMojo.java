package io.exo4j.maven;

import io.exo4j.maven.KernelSources.KernelFile;
import io.exo4j.nativebuild.NativeTestBuild;
import io.exo4j.nativebuild.bench.BenchReport;
import io.exo4j.nativebuild.bench.BenchResult;
import io.exo4j.nativebuild.bench.NativeBench;
import io.exo4j.nativebuild.run.Emulator;
import io.exo4j.nativebuild.run.Launcher;
import io.exo4j.nativebuild.test.BenchSpecs;
import io.exo4j.nativebuild.test.NativeTestPlan;
import io.exo4j.nativebuild.test.NativeTestSetup;
import io.exo4j.nativebuild.test.TestSpec;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;

/**
 * Measures each variant of each exported kernel that this processor can run against the kernel as
 * it was written, compiled by the same C compiler. Writes a table, JSON and pictures; {@code
 * exo:report} shows them. Kernels must have been generated: {@code mvn generate-sources exo:bench}.
 *
 * @since 0.1.0
 */
@Mojo(name = "bench", requiresDependencyCollection = ResolutionScope.COMPILE, threadSafe = true)
public class BenchMojo extends AbstractProgramMojo {

  /**
   * Where sizes are: files like the test specifications. A kernel that none of them names is
   * measured with all sizes 16, all 64, all 256, as far as its assertions allow.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "exo.benchSourceDirectory",
      defaultValue = "${project.basedir}/src/bench/exo")
  private File benchSourceDirectory;

  /**
   * Where the results are written.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.benchDirectory", defaultValue = "${project.build.directory}/exo-bench")
  private File benchDirectory;

  /**
   * About how many milliseconds one round of one kernel takes; there are nine, in turns with the
   * kernel as it was written.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.benchMillis", defaultValue = "20")
  private long benchMillis;

  @Inject
  BenchMojo(DependencyPath dependencies, BuildContext buildContext) {
    super(dependencies, buildContext);
  }

  @Override
  protected void run(List<KernelFile> files)
      throws IOException, MojoExecutionException, MojoFailureException {
    Path kernels = NativeDirectories.project(workDirectory);
    if (files.isEmpty() || !Files.isRegularFile(kernels.resolve("CMakeLists.txt"))) {
      getLog().info("No kernels were generated: mvn generate-sources exo:bench");
      return;
    }
    try {
      measure(files, kernels);
    } catch (NativeBuildException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
  }

  private void measure(List<KernelFile> files, Path kernels)
      throws IOException, MojoExecutionException, MojoFailureException {
    Problems problems = problems();
    Optional<KernelCompiler.Output> known = remembered(key(files));
    KernelCompiler.Output output =
        known.isPresent() ? known.get() : compiler(imports(), proofs(), problems).compile(files);
    List<TestSpec> specs = read(output, specifications(benchSourceDirectory), problems).kernels();
    NativeTestPlan plan =
        plan(output, BenchSpecs.complete(output.sets(), specs), name -> Optional.empty(), problems);
    Path project = workDirectory.toPath().resolve("native-bench");
    Path build = workDirectory.toPath().resolve("bench-build");
    NativeTestBuild.write(plan, project);
    CMakeTools tools = tools();
    NativeTestSetup setup =
        NativeTestBuild.run(
            plan,
            new NativeTestBuild.Request(
                request(tools, kernels, build, Optional.empty()),
                project,
                build,
                List.of(),
                tools.compilers(),
                false,
                tools.timeout()),
            Launcher.ofProcess(Emulator.NATIVE));
    setup.entries().stream()
        .filter(e -> e.skipped().isPresent())
        .forEach(
            e ->
                getLog().info(e.kernel() + " (" + e.variant() + "): " + e.skipped().orElseThrow()));
    List<BenchResult> results =
        NativeBench.run(setup, benchMillis, tools.timeout(), line -> getLog().debug(line));
    Map<String, String> texts = BenchReport.of(results);
    OutputFiles out = new OutputFiles();
    Path directory = benchDirectory.toPath();
    texts.forEach((name, text) -> out.add(directory.resolve(name), text));
    out.write(Map.of());
    getLog().info(System.lineSeparator() + texts.get("results.md").stripTrailing());
    getLog().info("Benchmarks: " + directory);
  }
}
