package io.exo4j.nativebuild;

import io.exo4j.nativebuild.cmake.CMakeProject;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.NativeBuildException.Kind;
import io.exo4j.nativebuild.toolchain.Tool;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs that a build uses. Looking for them is what fails, with one message, if one is
 * absent.
 */
final class BuildTools {
  private static final List<String> OBEYED =
      List.of("CC", "CFLAGS", "CPPFLAGS", "LDFLAGS", "CMAKE_GENERATOR", "CMAKE_TOOLCHAIN_FILE");

  private final NativeBuildRequest request;
  private final ToolFinder finder;
  private final ToolFinder.Found cmake;
  private final String generator;
  private final Optional<ToolFinder.Found> ninja;

  BuildTools(NativeBuildRequest request) {
    this(request, ToolFinder.ofProcess());
  }

  BuildTools(NativeBuildRequest request, ToolFinder finder) {
    this.request = request;
    this.finder = finder;
    this.cmake = finder.requireVersion(Tool.CMAKE, request.cmake());
    this.generator =
        request.generator().or(() -> finder.variable("CMAKE_GENERATOR")).orElse("Ninja");
    this.ninja =
        generator.startsWith("Ninja")
            ? Optional.of(finder.requireVersion(Tool.NINJA, request.ninja()))
            : Optional.empty();
  }

  ToolFinder.Found cmake() {
    return cmake;
  }

  String generator() {
    return generator;
  }

  Optional<ToolFinder.Found> ninja() {
    return ninja;
  }

  /**
   * Looks for the C compiler before CMake does, whose message would not say what to install.
   *
   * @throws NativeBuildException if there is none
   */
  Optional<Path> requireCompiler() {
    if (request.compiler().isPresent()) {
      return Optional.of(namedCompiler(request.compiler().get()));
    }
    if (request.toolchainFile().isPresent()) {
      return crossCompiler(request.toolchainFile().get());
    }
    if (generator.startsWith("Visual Studio") || generator.equals("Xcode")) {
      return Optional.empty(); // they know where theirs is
    }
    Optional<String> cc = finder.variable("CC");
    if (cc.isPresent()) {
      // CC may hold arguments, too
      Optional<Path> program = finder.find(List.of(cc.get().strip().split("\\s+")[0]));
      if (program.isEmpty()) {
        throw new NativeBuildException(
            Kind.MISSING_TOOL, Tool.CC.missing("CC=" + cc.get() + ", which is not a program"));
      }
      return program;
    }
    return Optional.of(finder.require(Tool.CC, Optional.empty()));
  }

  /** The C compiler that the request names, if it names one. */
  Optional<Path> namedCompiler() {
    return request.compiler().map(this::namedCompiler);
  }

  private Path namedCompiler(String name) {
    return finder
        .find(List.of(name))
        .orElseThrow(
            () ->
                new NativeBuildException(
                    Kind.MISSING_TOOL, Tool.CC.missing(name + ", which is not a program")));
  }

  /** The toolchain files that we generate look for the GNU compiler, then for Clang. */
  private Optional<Path> crossCompiler(Path file) {
    for (Classifier target : CMakeProject.CROSS_TARGETS) {
      if (file.toString().replace('\\', '/').endsWith(CMakeProject.toolchainFile(target))) {
        Tool tool = Tool.crossCompiler(target);
        return finder
            .find(tool.commands())
            .or(() -> finder.find(List.of("clang")))
            .or(() -> Optional.of(finder.require(tool, Optional.empty())));
      }
    }
    return Optional.empty();
  }

  List<String> versions() {
    List<String> versions = new ArrayList<>();
    versions.add(cmake.path() + " " + cmake.version());
    ninja.ifPresent(found -> versions.add(found.path() + " " + found.version()));
    versions.add(generator);
    requireCompiler()
        .ifPresent(
            compiler ->
                versions.add(
                    compiler
                        + " "
                        + Commands.quiet()
                            .run(Path.of("").toAbsolutePath(), compiler, List.of("--version"))
                            .text()));
    for (String name : OBEYED) {
      finder.variable(name).ifPresent(value -> versions.add(name + "=" + value));
    }
    return versions;
  }
}
