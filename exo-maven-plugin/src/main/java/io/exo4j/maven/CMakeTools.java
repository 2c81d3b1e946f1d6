package io.exo4j.maven;

import io.exo4j.nativebuild.NativeBuildRequest;
import io.exo4j.nativebuild.toolchain.Classifier;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/**
 * How CMake is run: what goals that build C are told by their parameters. {@link NativeCompileMojo}
 * and {@link AbstractProgramMojo} declare these parameters each, since a goal inherits from one
 * class only; what they mean is here.
 *
 * @param cmake the program {@code cmake}; absent: searched for
 * @param ninja the program {@code ninja}; absent: searched for
 * @param generator CMake's generator; absent: its own choice, or Ninja
 * @param buildType CMake's build type
 * @param compilers the C compilers by kind of machine; {@link #HOST} is one
 * @param timeout how long CMake may take to configure or to build
 */
record CMakeTools(
    Optional<Path> cmake,
    Optional<Path> ninja,
    Optional<String> generator,
    String buildType,
    Map<String, String> compilers,
    Duration timeout) {

  /** The kind of machine that this one is. */
  static final String HOST = "host";

  /**
   * Reads the parameters of a goal.
   *
   * @throws MojoFailureException if a compiler is not of the form {@code linux-riscv64=clang-19}
   */
  static CMakeTools of(
      File cmake,
      File ninja,
      String generator,
      String buildType,
      List<String> compilers,
      long seconds)
      throws MojoFailureException {
    return new CMakeTools(
        Optional.ofNullable(cmake).map(File::toPath),
        Optional.ofNullable(ninja).map(File::toPath),
        Optional.ofNullable(generator),
        buildType,
        byMachine(compilers),
        Duration.ofSeconds(seconds));
  }

  private static Map<String, String> byMachine(List<String> entries) throws MojoFailureException {
    Map<String, String> named = new HashMap<>();
    for (String entry : entries == null ? List.<String>of() : entries) {
      int equals = entry.indexOf('=');
      if (equals < 1 || equals == entry.length() - 1) {
        throw new MojoFailureException(
            "<compilers>: '" + entry + "' is not of the form linux-riscv64=clang-19");
      }
      named.put(entry.substring(0, equals).strip(), entry.substring(equals + 1).strip());
    }
    return named;
  }

  /** The C compiler that is named for a kind of machine; this one also has a name of its own. */
  Optional<String> compiler(String kind) {
    Optional<String> named = Optional.ofNullable(compilers.get(kind));
    return kind.equals(HOST)
        ? named.or(() -> Optional.ofNullable(compilers.get(Classifier.host().toString())))
        : named;
  }

  /**
   * What has to be built, for one kind of machine.
   *
   * @param sources the CMake project
   * @param build the build tree
   * @param resources where the libraries go: a class path root
   * @param kind the kind of machine
   * @param toolchain CMake's toolchain file for it
   */
  NativeBuildRequest request(
      MavenProject project,
      Path sources,
      Path build,
      Path resources,
      String kind,
      Optional<Path> toolchain,
      boolean warningsAsErrors,
      Consumer<String> log) {
    return new NativeBuildRequest(
        sources,
        build,
        resources,
        project.getGroupId(),
        project.getArtifactId(),
        toolchain,
        compiler(kind),
        generator,
        cmake,
        ninja,
        buildType,
        warningsAsErrors,
        timeout,
        log);
  }
}
