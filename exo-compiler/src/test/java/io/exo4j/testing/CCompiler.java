package io.exo4j.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A C compiler of this machine with the flags that our C must compile under without a warning.
 *
 * @param command the executable
 * @param flags what to pass besides the files
 */
public record CCompiler(String command, List<String> flags) {
  private static final List<String> STRICT =
      List.of(
          "-std=c11",
          "-Wall",
          "-Wextra",
          "-Wconversion",
          "-Wsign-conversion",
          "-Wpedantic",
          "-Werror",
          "-ffp-contract=off");

  /** GCC, if it is installed. */
  public static Optional<CCompiler> gcc() {
    return named("gcc");
  }

  /** Clang, any version, if it is installed. */
  public static Optional<CCompiler> clang() {
    List<String> names = new ArrayList<>(List.of("clang"));
    for (int version = 22; version >= 14; version--) {
      names.add("clang-" + version);
    }
    return names.stream().flatMap(n -> named(n).stream()).findFirst();
  }

  private static Optional<CCompiler> named(String name) {
    for (String dir : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!dir.isEmpty() && Files.isExecutable(Path.of(dir, name))) {
        return Optional.of(new CCompiler(name, STRICT));
      }
    }
    return Optional.empty();
  }

  /** This compiler with more flags. */
  public CCompiler with(String... more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of(more));
    return new CCompiler(command, List.copyOf(all));
  }

  /**
   * Compiles one file.
   *
   * @return what the compiler said; empty if it had nothing to say
   */
  public String compile(Path source, Path output, String... more) throws IOException {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(flags);
    line.addAll(List.of(more));
    line.addAll(List.of(source.toString(), "-o", output.toString()));
    if (!line.contains("-c")) {
      line.add("-lm");
    }
    Path log = output.resolveSibling(output.getFileName() + ".log");
    int code = execute(line, Optional.empty(), log);
    String said = Files.readString(log);
    return code == 0 || !said.isBlank() ? said : command + " failed with " + code;
  }

  /** Runs a command with a file as its input and a file for what it prints; gives its exit code. */
  static int execute(List<String> command, Optional<Path> input, Path output) throws IOException {
    ProcessBuilder b =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    input.ifPresent(i -> b.redirectInput(i.toFile()));
    Process p = b.start();
    try {
      if (!p.waitFor(10, TimeUnit.MINUTES)) {
        p.destroyForcibly();
        throw new IOException("no end in sight: " + command.get(0));
      }
      return p.exitValue();
    } catch (InterruptedException e) {
      p.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
