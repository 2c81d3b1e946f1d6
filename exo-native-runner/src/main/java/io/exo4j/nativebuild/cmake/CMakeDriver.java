package io.exo4j.nativebuild.cmake;

import io.exo4j.nativebuild.toolchain.CommandResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Configures and builds one CMake project in one build directory. A directory that was configured
 * with the same settings is not configured again; CMake itself notices changed build files.
 */
public final class CMakeDriver {
  private static final String STAMP = "exo-configured.txt";

  private final CMakeSettings settings;
  private final Path source;
  private final Path build;

  /**
   * A driver for the project in {@code source}; {@code build} is created and belongs to it alone.
   */
  public CMakeDriver(CMakeSettings settings, Path source, Path build) {
    this.settings = settings;
    this.source = source.toAbsolutePath().normalize();
    this.build = build.toAbsolutePath().normalize();
  }

  /** The directory that the libraries are in after {@link #build}. */
  public Path libraries() {
    return build.resolve("lib");
  }

  /** Configures the project if that has not been done with these settings. */
  public CommandResult configure() throws IOException {
    List<String> arguments = configureArguments();
    String wanted =
        settings.cmake()
            + "\n"
            + String.join("\n", arguments)
            + "\n"
            + String.join("\n", settings.tools())
            + "\n";
    Path stamp = build.resolve(STAMP);
    if (Files.isRegularFile(stamp)
        && Files.isRegularFile(build.resolve("CMakeCache.txt"))
        && Files.readString(stamp).equals(wanted)) {
      return new CommandResult(0, List.of());
    }
    // CMake would refuse a cache of other settings (another generator, a moved directory), and
    // Ninja
    // would keep what an older compiler made
    Files.deleteIfExists(stamp);
    Files.deleteIfExists(build.resolve("CMakeCache.txt"));
    delete(build.resolve("CMakeFiles"));
    Files.createDirectories(build);
    CommandResult result = settings.commands().run(build, settings.cmake(), arguments);
    if (result.succeeded()) {
      Path next = build.resolve(STAMP + ".next");
      Files.writeString(next, wanted, StandardCharsets.UTF_8);
      Files.move(next, stamp, StandardCopyOption.REPLACE_EXISTING);
    }
    return result;
  }

  /** Builds the libraries; does nothing if they are up to date. */
  public CommandResult build() {
    return settings
        .commands()
        .run(
            build,
            settings.cmake(),
            List.of("--build", build.toString(), "--config", settings.buildType(), "--parallel"));
  }

  private List<String> configureArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--no-warn-unused-cli");
    arguments.addAll(List.of("-S", source.toString(), "-B", build.toString()));
    arguments.addAll(List.of("-G", settings.generator()));
    settings.ninja().ifPresent(ninja -> arguments.add("-DCMAKE_MAKE_PROGRAM:FILEPATH=" + ninja));
    settings
        .toolchainFile()
        .ifPresent(file -> arguments.add("-DCMAKE_TOOLCHAIN_FILE:FILEPATH=" + file));
    arguments.add("-DCMAKE_BUILD_TYPE:STRING=" + settings.buildType());
    // the generator expression keeps multi-configuration generators from adding a directory
    arguments.add("-DCMAKE_LIBRARY_OUTPUT_DIRECTORY:STRING=" + libraries() + "$<0:>");
    arguments.add("-DCMAKE_RUNTIME_OUTPUT_DIRECTORY:STRING=" + libraries() + "$<0:>");
    settings.definitions().forEach((name, value) -> arguments.add("-D" + name + "=" + value));
    return arguments;
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
