package io.exo4j.nativebuild.toolchain;

import java.util.List;
import java.util.Optional;

/**
 * A program that a build needs, and what to tell a user who does not have it.
 *
 * @param title how people call it
 * @param commands the names that it goes by on the path, best first
 * @param purpose what it is needed for
 * @param minimum the oldest version that will do
 * @param debian its package on Debian and Ubuntu
 * @param fedora its package on Fedora
 * @param homebrew its package on macOS
 * @param override how to name another one
 */
public record Tool(
    String title,
    List<String> commands,
    String purpose,
    Optional<Version> minimum,
    String debian,
    String fedora,
    String homebrew,
    String override) {
  /** CMake. */
  public static final Tool CMAKE =
      new Tool(
          "CMake",
          List.of("cmake"),
          "it builds the native libraries of the kernels",
          Optional.of(Version.of(3, 21)),
          "cmake",
          "cmake",
          "cmake",
          "-Dexo.cmake=<path>");

  /** CTest, which is searched for beside CMake first. */
  public static final Tool CTEST =
      new Tool(
          "CTest",
          List.of("ctest"),
          "it runs native tests, and comes with CMake",
          Optional.empty(),
          "cmake",
          "cmake",
          "cmake",
          "-Dexo.cmake=<path> of a complete CMake");

  /** Ninja. */
  public static final Tool NINJA =
      new Tool(
          "Ninja",
          List.of("ninja", "ninja-build", "samu"),
          "CMake runs the C compiler through it",
          Optional.of(Version.of(1, 10)),
          "ninja-build",
          "ninja-build",
          "ninja",
          "-Dexo.ninja=<path>, or another generator in the environment variable CMAKE_GENERATOR");

  /** A C compiler for this machine. */
  public static final Tool CC =
      new Tool(
          "A C compiler",
          List.of("cc", "gcc", "clang"),
          "it compiles the kernels",
          Optional.empty(),
          "gcc",
          "gcc",
          "llvm (or xcode-select --install)",
          "the environment variable CC");

  /** Copies the list. */
  public Tool {
    commands = List.copyOf(commands);
  }

  /** A C compiler that makes code for another machine. */
  public static Tool crossCompiler(Classifier target) {
    String triple = target.gnuTriple().orElse(target.toString());
    return new Tool(
        "A C compiler for " + target,
        List.of(triple + "-gcc"),
        "it compiles the kernels for " + target,
        Optional.empty(),
        "gcc-" + triple.replace('_', '-'),
        "gcc-" + triple,
        "none: use a Linux container",
        "a CMake toolchain file, <toolchainFile>");
  }

  /** The one message about this program being absent. */
  public String missing(String searched) {
    return "%s was not found: %s.%n  needed   %s%n  install  %s%n  or name  %s%n  searched %s"
        .formatted(title, purpose, versions(), packages(), override, searched);
  }

  /** The one message about this program being too old. */
  public String tooOld(Version found, String where) {
    return "%s %s is too old (%s).%n  needed   %s%n  install  %s%n  or name  %s"
        .formatted(title, found, where, versions(), packages(), override);
  }

  private String versions() {
    return minimum.map(v -> "version " + v + " or newer").orElse("any version")
        + (commands.size() > 1 ? " of " + String.join(", ", commands) : " of " + commands.get(0));
  }

  private String packages() {
    return "%s (Debian, Ubuntu), %s (Fedora), %s (macOS)".formatted(debian, fedora, homebrew);
  }
}
