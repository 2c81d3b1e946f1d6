package io.exo4j.nativebuild;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is to be built, and with what.
 *
 * @param projectDir the generated CMake project
 * @param buildDir where CMake builds it; one directory per project and machine
 * @param resourcesDir where libraries and index go: a class path root
 * @param groupId the group of the Maven project
 * @param artifactId the artifact of the Maven project
 * @param toolchainFile CMake's toolchain file, to build for another kind of machine
 * @param compiler the C compiler; absent: what the toolchain file or CMake finds
 * @param generator CMake's generator; absent: the environment variable {@code CMAKE_GENERATOR},
 *     else Ninja
 * @param cmake the program {@code cmake}; absent: searched for
 * @param ninja the program {@code ninja}; absent: searched for
 * @param buildType CMake's build type, {@code Release}
 * @param warningsAsErrors whether a warning of the C compiler fails the build
 * @param timeout how long CMake may take to configure or to build
 * @param log gets each line that the tools say
 */
public record NativeBuildRequest(
    Path projectDir,
    Path buildDir,
    Path resourcesDir,
    String groupId,
    String artifactId,
    Optional<Path> toolchainFile,
    Optional<String> compiler,
    Optional<String> generator,
    Optional<Path> cmake,
    Optional<Path> ninja,
    String buildType,
    boolean warningsAsErrors,
    Duration timeout,
    Consumer<String> log) {
  /** How long a step may take if nobody says. */
  public static final Duration TIMEOUT = Duration.ofMinutes(30);

  /** A request that tolerates warnings and waits for {@link #TIMEOUT}. */
  public NativeBuildRequest(
      Path projectDir,
      Path buildDir,
      Path resourcesDir,
      String groupId,
      String artifactId,
      Optional<Path> toolchainFile,
      Optional<String> generator,
      Optional<Path> cmake,
      Optional<Path> ninja,
      String buildType,
      Consumer<String> log) {
    this(
        projectDir,
        buildDir,
        resourcesDir,
        groupId,
        artifactId,
        toolchainFile,
        Optional.empty(),
        generator,
        cmake,
        ninja,
        buildType,
        false,
        TIMEOUT,
        log);
  }

  /** The same with another toolchain file and compiler. */
  NativeBuildRequest with(Optional<Path> newToolchainFile, Optional<String> newCompiler) {
    return new NativeBuildRequest(
        projectDir,
        buildDir,
        resourcesDir,
        groupId,
        artifactId,
        newToolchainFile,
        newCompiler,
        generator,
        cmake,
        ninja,
        buildType,
        warningsAsErrors,
        timeout,
        log);
  }

  /** All that decides what is built, as text: for the key of an incremental build. */
  public String withoutLog() {
    return String.join(
        "\n",
        projectDir.toString(),
        buildDir.toString(),
        resourcesDir.toString(),
        groupId,
        artifactId,
        toolchainFile.map(Path::toString).orElse(""),
        compiler.orElse(""),
        generator.orElse(""),
        cmake.map(Path::toString).orElse(""),
        ninja.map(Path::toString).orElse(""),
        buildType,
        Boolean.toString(warningsAsErrors));
  }
}
