package io.exo4j.nativebuild;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.nativebuild.bindings.BindingCode;
import io.exo4j.nativebuild.cmake.CompilerMessage;
import io.exo4j.nativebuild.index.LineMap;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.NativeBuildException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what went wrong in a build, in terms of the kernels where that is possible. */
final class BuildFailures {
  private static final int SHOWN = 10;
  private static final int TAIL = 30;

  private final Path projectDir;
  private final Path kernelFiles;

  /**
   * For one project.
   *
   * @param kernelFiles where copies of the kernel files may be, to show the lines that are meant
   */
  BuildFailures(Path projectDir, Path kernelFiles) {
    this.projectDir = projectDir;
    this.kernelFiles = kernelFiles;
  }

  /** CMake could not configure the project. */
  NativeBuildException configuring(CommandResult result) {
    if (result.text().contains("Could NOT find OpenMP")) {
      return new NativeBuildException(
          Kind.MISSING_TOOL,
          ("The C compiler has no OpenMP, which kernels with par loops need.%n"
                  + "  install  libgomp1 for gcc, libomp-dev for clang (Debian, Ubuntu), libgomp or"
                  + " libomp-devel (Fedora), libomp (macOS)%n"
                  + "  or name  another compiler in the environment variable CC")
              .formatted());
    }
    return new NativeBuildException(
        Kind.OTHER,
        "CMake could not configure the native build in " + projectDir + ":\n" + tail(result));
  }

  /** The C compiler or the linker failed. */
  NativeBuildException building(CommandResult result) {
    List<CompilerMessage> errors =
        CompilerMessage.in(result.output()).stream().filter(CompilerMessage::isError).toList();
    if (errors.isEmpty()) {
      return new NativeBuildException(
          Kind.C_ERROR, "The native build failed in " + projectDir + ":\n" + tail(result));
    }
    Map<String, LineMap.Place> lines = lines();
    List<String> texts = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (CompilerMessage error : errors) {
      Optional<LineMap.Place> place = place(error, lines);
      String where =
          place
              .map(p -> p.file() + ":" + p.line() + " (" + at(error) + ")")
              .orElseGet(() -> at(error));
      String kernel = error.function().map(f -> ", in " + f).orElse("");
      String text = text(error);
      texts.add("  " + where + kernel + ": " + error.severity() + ": " + text);
      place.ifPresent(
          p ->
              diagnostics.add(
                  Diagnostic.error(
                          BindingCode.C_COMPILER,
                          span(p),
                          "the C compiler refuses the code of this line" + kernel + ": " + text)
                      .withNote(SourceSpan.NONE, "the C is at " + at(error))));
    }
    String more = texts.size() > SHOWN ? "\n  and %d more".formatted(texts.size() - SHOWN) : "";
    return new NativeBuildException(
        Kind.C_ERROR,
        "The C compiler refused the code of the kernels, generated in "
            + projectDir
            + ":\n"
            + texts.stream().limit(SHOWN).collect(Collectors.joining("\n"))
            + more,
        diagnostics);
  }

  /** What is wrong; what Java has to do with it is nothing that the C compiler knows. */
  private static String text(CompilerMessage error) {
    return error.frameSize().isEmpty()
        ? error.text()
        : ("it takes %d bytes of the stack, more than a thread of Java has left for it;"
                + " set_memory: [buffer, DRAM] puts a buffer into the heap (%s)")
            .formatted(error.frameSize().getAsLong(), error.text());
  }

  private Map<String, LineMap.Place> lines() {
    try {
      return LineMap.read(Files.readString(projectDir.resolve(LineMap.FILE)));
    } catch (IOException e) {
      return Map.of(); // the compiler's own positions are all there is
    }
  }

  private Optional<LineMap.Place> place(CompilerMessage error, Map<String, LineMap.Place> lines) {
    if (error.frameSize().isPresent()) {
      return Optional.empty(); // it is about a whole function, and where that begins or ends
    }
    Optional<LineMap.Place> mapped =
        Optional.ofNullable(lines.get(relative(error.file()) + ":" + error.line()));
    // with #line directives the compiler has done the mapping
    boolean kernelFile =
        lines.values().stream().anyMatch(place -> place.file().equals(error.file()));
    return mapped.isEmpty() && kernelFile
        ? Optional.of(new LineMap.Place(error.file(), error.line()))
        : mapped;
  }

  /** Where a message is, relative to the project where it is inside. */
  private String at(CompilerMessage error) {
    return relative(error.file())
        + ":"
        + error.line()
        + (error.column() > 0 ? ":" + error.column() : "");
  }

  private String relative(String file) {
    // -ffile-prefix-map does not touch diagnostics, so they have the full path
    Path project = projectDir.toAbsolutePath().normalize();
    Path path = Path.of(file);
    return path.isAbsolute() && path.normalize().startsWith(project)
        ? project.relativize(path.normalize()).toString().replace('\\', '/')
        : file;
  }

  private SourceSpan span(LineMap.Place place) {
    SourceFile file = new SourceFile(place.file(), text(place));
    int start = file.lineStart(place.line());
    int end = file.lineEnd(place.line());
    String line = file.text().substring(start, end);
    int indent = line.length() - line.stripLeading().length();
    return new SourceSpan(file, start + indent, end);
  }

  private String text(LineMap.Place place) {
    try {
      String text = Files.readString(kernelFiles.resolve(place.file()));
      if (text.lines().count() >= place.line()) {
        return text;
      }
    } catch (IOException | java.nio.file.InvalidPathException e) {
      // not there: the number of the line must do
    }
    return "\n".repeat(place.line() - 1);
  }

  private static String tail(CommandResult result) {
    List<String> lines = result.output().stream().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - TAIL))
        .map(line -> "  " + line)
        .collect(Collectors.joining("\n"));
  }
}
