package io.exo4j.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** The newest Clang that is installed and has {@code _Float16} on this machine. */
  public static Optional<CCompiler> clang() {
    List<String> names = new ArrayList<>();
    for (int version = 25; version >= 15; version--) {
      names.add("clang-" + version);
    }
    names.add("clang");
    return names.stream().flatMap(n -> named(n).stream()).filter(CCompiler::hasFloat16).findFirst();
  }

  private boolean hasFloat16() {
    try {
      Process p =
          new ProcessBuilder(command, "-dM", "-E", "-x", "c", "/dev/null")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .contains("__FLT16_MANT_DIG__");
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the compiler knows {@code _Float16} for this machine (Clang 14 on x86-64 does not). */
  public boolean hasFloat16(Path dir) {
    try {
      Path source = dir.resolve("float16.c");
      Files.writeString(
          source, "_Float16 twice(_Float16 x);\n_Float16 twice(_Float16 x) { return x; }\n");
      return new CCompiler(command, List.of("-std=c11"))
          .compile(source, dir.resolve("float16.o"), "-c")
          .isEmpty();
    } catch (IOException e) {
      return false;
    }
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
