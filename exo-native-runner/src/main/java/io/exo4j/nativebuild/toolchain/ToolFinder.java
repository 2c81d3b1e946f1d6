package io.exo4j.nativebuild.toolchain;

import io.exo4j.nativebuild.toolchain.NativeBuildException.Kind;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for programs: where the user says, then on the search path.
 *
 * @param environment the environment variables, {@code PATH} among them
 */
public record ToolFinder(Map<String, String> environment) {
  private static final List<String> SUFFIXES =
      File.separatorChar == '\\' ? List.of(".exe", ".cmd", ".bat", "") : List.of("");

  /** Copies the map. */
  public ToolFinder {
    environment = Map.copyOf(environment);
  }

  /** Looks where this process would look. */
  public static ToolFinder ofProcess() {
    return new ToolFinder(System.getenv());
  }

  /** A program that was found. */
  public record Found(Path path, Version version) {}

  /** The value of an environment variable that is set and not blank. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** The search path, as it is. */
  public String searchPath() {
    return variable("PATH").or(() -> variable("Path")).orElse("");
  }

  /** The first program on the search path that has one of these names. */
  public Optional<Path> find(List<String> names) {
    for (String name : names) {
      Optional<Path> found = find(name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Path> find(String name) {
    if (name.indexOf('/') >= 0 || name.indexOf(File.separatorChar) >= 0) {
      return Optional.of(Path.of(name)).filter(ToolFinder::isProgram);
    }
    for (String directory : searchPath().split(File.pathSeparator)) {
      for (String suffix : SUFFIXES) {
        try {
          Path candidate = Path.of(directory, name + suffix);
          if (!directory.isEmpty() && isProgram(candidate)) {
            return Optional.of(candidate.toAbsolutePath());
          }
        } catch (InvalidPathException e) {
          // such a directory cannot exist
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The program to use.
   *
   * @param named where the user says that it is
   * @throws NativeBuildException if it is absent, cannot be run, or is too old
   */
  public Path require(Tool tool, Optional<Path> named) {
    if (named.isPresent()) {
      if (!isProgram(named.get())) {
        throw new NativeBuildException(
            Kind.MISSING_TOOL, tool.missing(named.get() + ", which is not a program"));
      }
      return named.get().toAbsolutePath();
    }
    return find(tool.commands())
        .orElseThrow(
            () ->
                new NativeBuildException(
                    Kind.MISSING_TOOL, tool.missing(searchPath() + " (PATH)")));
  }

  /**
   * The program to use, with its version, which {@code --version} tells.
   *
   * @throws NativeBuildException if it is absent, cannot be run, or is too old
   */
  public Found requireVersion(Tool tool, Optional<Path> named) {
    Path path = require(tool, named);
    CommandResult answer =
        Commands.quiet().run(Path.of("").toAbsolutePath(), path, List.of("--version"));
    Version version =
        Version.in(answer.text())
            .orElseThrow(
                () ->
                    new NativeBuildException(
                        Kind.MISSING_TOOL,
                        tool.missing(
                            path + ", which does not tell its version:\n" + answer.text())));
    if (tool.minimum().isPresent() && version.compareTo(tool.minimum().get()) < 0) {
      throw new NativeBuildException(Kind.MISSING_TOOL, tool.tooOld(version, path.toString()));
    }
    return new Found(path, version);
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }
}
