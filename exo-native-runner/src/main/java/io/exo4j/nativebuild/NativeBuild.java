package io.exo4j.nativebuild;

import io.exo4j.nativebuild.cmake.CMakeDriver;
import io.exo4j.nativebuild.cmake.CMakeSettings;
import io.exo4j.nativebuild.index.LibraryFile;
import io.exo4j.nativebuild.index.NativeIndex;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.JniHeaders;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.NativeBuildException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Builds a generated CMake project and puts the libraries, with their index, below {@code
 * META-INF/exo/native/<groupId>.<artifactId>/<classifier>/}. Files are only written where their
 * bytes change. Several builds may run at once, in different directories.
 */
public final class NativeBuild {
  private static final String INDEX = "index.properties";

  private final NativeBuildRequest request;
  private final Set<Path> previous;

  private NativeBuild(NativeBuildRequest request, Set<Path> previous) {
    this.request = request;
    this.previous = previous;
  }

  /**
   * Builds, as the only one that puts libraries into its directory.
   *
   * @throws NativeBuildException if a tool is missing, or the C compiler refuses the code
   * @throws IOException if files cannot be read or written
   */
  public static NativeBuildResult run(NativeBuildRequest request) throws IOException {
    return run(request, Set.of());
  }

  /**
   * Builds. What the index in place says about libraries of others stays.
   *
   * @param previous the files, absolute and normalized, that an earlier build of the same project
   *     has put there
   * @throws NativeBuildException if a tool is missing, or the C compiler refuses the code
   * @throws IOException if files cannot be read or written
   */
  public static NativeBuildResult run(NativeBuildRequest request, Set<Path> previous)
      throws IOException {
    return new NativeBuild(request, Set.copyOf(previous)).run();
  }

  /**
   * Removes what an earlier build has put into place. An index stays as far as it is about the
   * libraries of others.
   *
   * @param gone files that {@link NativeBuildResult#files} has named
   * @throws IOException if files cannot be read or written
   */
  public static void remove(Set<Path> gone) throws IOException {
    for (Path file : gone) {
      if (file.endsWith(INDEX) && Files.isRegularFile(file)) {
        String others =
            NativeIndex.merge(
                NativeIndex.EMPTY,
                Files.readString(file),
                name ->
                    Files.isRegularFile(file.resolveSibling(name))
                        && !gone.contains(file.resolveSibling(name)));
        if (!others.equals(NativeIndex.EMPTY)) {
          WriteIfChanged.write(file, others.getBytes(StandardCharsets.UTF_8));
          continue;
        }
      }
      Files.deleteIfExists(file);
    }
  }

  /**
   * The programs that a build would use, with their versions, and the environment variables that
   * they obey: for the key of an incremental build.
   *
   * @throws NativeBuildException if one is missing
   */
  public static List<String> toolVersions(NativeBuildRequest request) {
    return new BuildTools(request).versions();
  }

  private NativeBuildResult run() throws IOException {
    BuildTools tools = new BuildTools(request);
    CMakeSettings settings =
        new CMakeSettings(
            tools.cmake().path(),
            tools.generator(),
            tools.ninja().map(found -> found.path()),
            request.toolchainFile().map(file -> file.toAbsolutePath()),
            request.buildType(),
            definitions(tools),
            tools.versions(),
            new Commands(request.timeout(), request.log()));
    CMakeDriver driver = new CMakeDriver(settings, request.projectDir(), request.buildDir());
    BuildFailures failures =
        new BuildFailures(
            request.projectDir(),
            request.resourcesDir().resolve("exo").resolve(request.artifactId()));
    CommandResult configured = driver.configure();
    if (!configured.succeeded()) {
      throw failures.configuring(configured);
    }
    CommandResult built = driver.build();
    if (!built.succeeded()) {
      throw failures.building(built);
    }
    return collect(driver.libraries());
  }

  private SortedMap<String, String> definitions(BuildTools tools) {
    SortedMap<String, String> definitions = new TreeMap<>();
    request
        .compiler()
        .flatMap(name -> tools.requireCompiler())
        .ifPresent(path -> definitions.put("CMAKE_C_COMPILER:FILEPATH", path.toString()));
    definitions.put("EXO_JNI:BOOL", "ON");
    // a set may have variants for several kinds of processors; no compiler knows the flags of all
    definitions.put("EXO_PARTIAL:BOOL", "ON");
    definitions.put("EXO_WERROR:BOOL", request.warningsAsErrors() ? "ON" : "OFF");
    definitions.put(
        "EXO_JNI_INCLUDE:STRING",
        JniHeaders.of(JniHeaders.currentJavaHome()).stream()
            .map(Path::toString)
            .collect(Collectors.joining(";")));
    return definitions;
  }

  // ---- results ----

  private NativeBuildResult collect(Path directory) throws IOException {
    NativeIndex index =
        NativeIndex.parse(Files.readString(request.projectDir().resolve(NativeIndex.FILE)));
    Map<String, LibraryFile> files = new TreeMap<>();
    Classifier classifier = Classifier.host();
    for (NativeIndex.Library library : index.libraries()) {
      LibraryFile file = LibraryFile.read(find(directory, library.target()));
      classifier = file.classifier(Classifier.host());
      files.put(library.name(), file);
    }
    Path place =
        request
            .resourcesDir()
            .resolve("META-INF/exo/native")
            .resolve(request.groupId() + "." + request.artifactId())
            .resolve(classifier.toString());
    List<Path> written = new ArrayList<>();
    Map<String, NativeIndex.Built> built = new TreeMap<>();
    for (Map.Entry<String, LibraryFile> file : files.entrySet()) {
      Path path = place.resolve(file.getValue().name());
      WriteIfChanged.write(path, file.getValue().bytes());
      written.add(path);
      built.put(file.getKey(), file.getValue().built());
    }
    Path indexFile = place.resolve(INDEX);
    String text =
        NativeIndex.merge(
            index.index(built),
            Files.isRegularFile(indexFile) ? Files.readString(indexFile) : "",
            name -> isOfOthers(place.resolve(name), written));
    WriteIfChanged.write(indexFile, text.getBytes(StandardCharsets.UTF_8));
    written.add(indexFile);
    return new NativeBuildResult(written, classifier.toString(), missing(index, built));
  }

  private boolean isOfOthers(Path file, List<Path> written) {
    return Files.isRegularFile(file)
        && !written.contains(file)
        && !previous.contains(file.toAbsolutePath().normalize());
  }

  /** The library of a target; the kind of system decides about prefix and suffix. */
  private static Path find(Path directory, String target) {
    for (String name :
        List.of(
            "lib" + target + ".so",
            "lib" + target + ".dylib",
            target + ".dll",
            "lib" + target + ".dll")) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new NativeBuildException(
        Kind.OTHER, "CMake has built no library " + target + " in " + directory);
  }

  private static List<String> missing(NativeIndex index, Map<String, NativeIndex.Built> built) {
    List<String> notes = new ArrayList<>();
    for (NativeIndex.Library library : index.libraries()) {
      built
          .get(library.name())
          .symbols()
          .ifPresent(
              symbols -> {
                for (NativeIndex.Kernel kernel : library.kernels()) {
                  for (NativeIndex.Variant variant : kernel.variants()) {
                    if (!symbols.contains(variant.symbol())) {
                      notes.add(
                          "kernel %s: variant %s left out, this C compiler does not know its flags"
                              .formatted(kernel.name(), variant.name()));
                    }
                  }
                }
              });
    }
    return notes;
  }
}
