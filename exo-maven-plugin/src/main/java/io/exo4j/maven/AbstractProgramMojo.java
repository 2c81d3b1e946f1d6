package io.exo4j.maven;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.maven.KernelSources.KernelFile;
import io.exo4j.maven.KernelSources.NotText;
import io.exo4j.nativebuild.NativeBuildRequest;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.test.NativeTestPlan;
import io.exo4j.nativebuild.test.TestSpec;
import io.exo4j.nativebuild.test.TestSpecReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;

/** What the goals have in common that build programs which call kernels: tools, specifications. */
abstract class AbstractProgramMojo extends AbstractKernelMojo {

  /**
   * The program {@code cmake}; searched for on the {@code PATH} if not set.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.cmake")
  protected File cmake;

  /**
   * The program {@code ninja}; searched for on the {@code PATH} if not set.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.ninja")
  protected File ninja;

  /**
   * CMake's generator. By default it is what the environment variable {@code CMAKE_GENERATOR} says,
   * or Ninja.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.generator")
  protected String generator;

  /**
   * CMake's build type.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.buildType", defaultValue = "Release")
  protected String buildType;

  /**
   * The C compilers, {@code linux-riscv64=clang-19}; {@code host=clang} for this machine's. Where
   * none is named it is the GNU cross compiler, else Clang, and what CMake finds for this machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.compilers")
  protected List<String> compilers;

  /**
   * How many seconds CMake may take to configure or to build, or one program of a benchmark to run.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.timeout", defaultValue = "1800")
  protected long timeout;

  AbstractProgramMojo(DependencyPath dependencies, BuildContext buildContext) {
    super(dependencies, buildContext);
  }

  /**
   * How CMake is run.
   *
   * @throws MojoFailureException if the configuration is wrong
   */
  protected final CMakeTools tools() throws MojoFailureException {
    return CMakeTools.of(cmake, ninja, generator, buildType, compilers, timeout);
  }

  /**
   * How CMake builds the programs.
   *
   * @param kernels the project of the kernels
   * @param build the build tree
   */
  protected final NativeBuildRequest request(
      CMakeTools tools, Path kernels, Path build, Optional<Path> toolchain) {
    return tools.request(
        project,
        kernels,
        build,
        workDirectory.toPath(),
        CMakeTools.HOST,
        toolchain,
        false,
        line -> getLog().debug(line));
  }

  /** What the specifications ask for. */
  protected record Specifications(List<TestSpec> kernels, Map<String, SourceSpan> instructions) {}

  /** The files of specifications below a directory. */
  protected final List<KernelFile> specifications(File directory)
      throws IOException, MojoFailureException {
    return KernelSources.read(directory, List.of("**/*.yaml", "**/*.yml"), List.of());
  }

  /** What files of specifications say about the kernels. */
  protected final Specifications read(
      KernelCompiler.Output output, List<KernelFile> files, Problems problems)
      throws IOException, MojoFailureException {
    Map<String, Kernel> byName = new LinkedHashMap<>();
    output.sets().forEach(set -> set.kernels().forEach(k -> byName.put(k.name(), k)));
    Specifications all = new Specifications(new ArrayList<>(), new LinkedHashMap<>());
    for (KernelFile file : files) {
      try {
        String text = KernelSources.decode(file.bytes(), charset());
        TestSpecReader.Result read = TestSpecReader.read(new SourceFile(name(file), text), byName);
        all.kernels().addAll(read.specs());
        all.instructions().putAll(read.instructions());
      } catch (ExoException e) {
        e.diagnostics().forEach(problems::report);
      } catch (NotText e) {
        throw e.in(file.file());
      }
    }
    problems.failIfAny();
    return all;
  }

  /** The programs for some specifications; what is wrong with these is reported, and fails. */
  protected final NativeTestPlan plan(
      KernelCompiler.Output output,
      List<TestSpec> specs,
      Function<String, Optional<String>> models,
      Problems problems)
      throws MojoFailureException {
    try {
      NativeTestPlan plan =
          NativeTestPlan.of(output.settings(), output.project(), output.sets(), specs, models);
      plan.warnings().forEach(problems::report);
      problems.failIfAny();
      return plan;
    } catch (ExoException e) {
      e.diagnostics().forEach(problems::report);
      problems.failIfAny();
      throw e;
    }
  }

  /** A path from the project's directory, as far as the file is below it. */
  protected final String name(KernelFile file) {
    Path base = project.getBasedir().toPath();
    return (file.file().startsWith(base) ? base.relativize(file.file()) : file.file())
        .toString()
        .replace(File.separatorChar, '/');
  }
}
