package io.exo4j.maven;

import io.exo4j.nativebuild.NativeBuild;
import io.exo4j.nativebuild.NativeBuildRequest;
import io.exo4j.nativebuild.cmake.CMakeProject;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals have in common that build C: the tools, and the kinds of machines. */
abstract class AbstractNativeMojo extends AbstractExoMojo {
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
   * A CMake toolchain file, to build for another kind of machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.toolchainFile")
  protected File toolchainFile;

  /**
   * The kinds of machines to build for, {@code linux-x86_64}, {@code linux-aarch_64}, {@code
   * linux-riscv64}, or {@code host} for this one, for which alone is built if the list is empty.
   * One jar has the libraries for all of them; a program takes those for its own machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.targets")
  protected List<String> targets;

  /**
   * The C compilers, {@code linux-riscv64=clang-19}; {@code host=clang} for this machine's. Where
   * none is named it is the GNU cross compiler, else Clang, and what CMake finds for this machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.compilers")
  protected List<String> compilers;

  /**
   * Leaves out, with a warning, other kinds of machines for which there is no C compiler here.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.skipMissingCompilers", defaultValue = "false")
  protected boolean skipMissingCompilers;

  /**
   * Fails the build when the C compiler warns.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.nativeWarningsAsErrors", defaultValue = "false")
  protected boolean nativeWarningsAsErrors;

  /**
   * How many seconds CMake may take to configure or to build.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.timeout", defaultValue = "1800")
  protected long timeout;

  /**
   * What has to be built: one request for each kind of machine.
   *
   * @param nativeProject the generated CMake project
   * @param buildDirectory the build tree for this machine; those for others are beside it
   * @param resources where the libraries go: a class path root
   * @throws MojoFailureException if the configuration is wrong
   */
  protected final List<NativeBuildRequest> requests(
      Path nativeProject, Path buildDirectory, Path resources) throws MojoFailureException {
    List<String> here = List.of(CMakeTools.HOST);
    List<String> kinds = targets == null || targets.isEmpty() ? here : targets;
    if (toolchainFile != null && !kinds.equals(here)) {
      throw new MojoFailureException("<toolchainFile> and <targets> exclude each other");
    }
    CMakeTools tools = CMakeTools.of(cmake, ninja, generator, buildType, compilers, timeout);
    List<NativeBuildRequest> requests = new ArrayList<>();
    for (String kind : kinds) {
      boolean host = kind.equals(CMakeTools.HOST) || kind.equals(Classifier.host().toString());
      Optional<Path> toolchain =
          host
              ? Optional.ofNullable(toolchainFile).map(File::toPath)
              : Optional.of(nativeProject.resolve(toolchainOf(kind)));
      NativeBuildRequest request =
          tools.request(
              project,
              nativeProject,
              host
                  ? buildDirectory
                  : buildDirectory.resolveSibling(buildDirectory.getFileName() + "-" + kind),
              resources,
              host ? CMakeTools.HOST : kind,
              toolchain,
              nativeWarningsAsErrors,
              line -> getLog().debug(line));
      if (host || !skipMissingCompilers || hasTools(kind, request)) {
        requests.add(request);
      }
    }
    return requests;
  }

  private static String toolchainOf(String kind) throws MojoFailureException {
    for (Classifier known : CMakeProject.CROSS_TARGETS) {
      if (known.toString().equals(kind)) {
        return CMakeProject.toolchainFile(known);
      }
    }
    throw new MojoFailureException(
        "<targets>: there is no toolchain file for '%s'; known are host, %s. For others use <toolchainFile>"
            .formatted(
                kind,
                String.join(
                    ", ", CMakeProject.CROSS_TARGETS.stream().map(Classifier::toString).toList())));
  }

  private boolean hasTools(String kind, NativeBuildRequest request) {
    try {
      NativeBuild.toolVersions(request);
      return true;
    } catch (NativeBuildException e) {
      if (e.kind() != NativeBuildException.Kind.MISSING_TOOL) {
        throw e;
      }
      getLog().warn("Nothing is built for " + kind + ": " + e.getMessage());
      return false;
    }
  }
}
