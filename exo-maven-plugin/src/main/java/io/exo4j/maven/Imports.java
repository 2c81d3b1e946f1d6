package io.exo4j.maven;

import io.exo4j.check.ModuleSource;
import io.exo4j.diagnostics.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where imports lead: to the source directory of the project, or to its dependencies, in class path
 * order. Every question that was asked is remembered with the hash of its answer, because an answer
 * that changes (also one that was "no such file") makes the build out of date.
 */
final class Imports implements ModuleSource {

  /**
   * Supplies the dependency path; it is asked for only when something is imported from a library.
   */
  interface LibraryPath {
    /** Returns directories and jars. */
    List<Path> get() throws IOException;
  }

  private record Found(String name, byte[] bytes) {}

  private static final String ABSENT = "absent";
  private static final String FILE = "file:";
  private static final String RESOURCE = "resource:";
  private static final String LIBRARIES = "exo/";
  private static final String EXTENSION = ".exo";

  private final Path sourceDirectory;
  private final Charset charset;
  private final LibraryPath libraryPath;
  private final Map<String, String> asked = new TreeMap<>();
  private final Map<String, Optional<Found>> answers = new LinkedHashMap<>();

  /**
   * Imports of a project.
   *
   * @param sourceDirectory where its own files are
   * @param charset the encoding of those; files of libraries are always UTF-8
   * @param libraryPath where its libraries are
   */
  Imports(Path sourceDirectory, Charset charset, LibraryPath libraryPath) {
    this.sourceDirectory = sourceDirectory.toAbsolutePath().normalize();
    this.charset = charset;
    this.libraryPath = libraryPath;
  }

  @Override
  public Optional<SourceFile> file(String path) throws IOException {
    return text(ask(FILE + path), charset);
  }

  @Override
  public Optional<SourceFile> resource(String path) throws IOException {
    return text(ask(RESOURCE + path), StandardCharsets.UTF_8);
  }

  @Override
  public boolean hasResource(String path) throws IOException {
    return ask(RESOURCE + path).isPresent();
  }

  /**
   * The text of a header, such as a functional model: a file of the project by its path from where
   * the modules are, or a file of a library, beside one of its modules that were imported.
   */
  Optional<String> header(String name) {
    Set<String> directories = new LinkedHashSet<>();
    for (Map.Entry<String, Optional<Found>> answer : answers.entrySet()) {
      String question = answer.getKey();
      if (question.startsWith(RESOURCE) && answer.getValue().isPresent()) {
        directories.add(question.substring(RESOURCE.length(), question.lastIndexOf('/') + 1));
      }
    }
    directories.add("exo/");
    try {
      Optional<SourceFile> found = file(name);
      for (Iterator<String> it = directories.iterator(); found.isEmpty() && it.hasNext(); ) {
        found = resource(it.next() + name);
      }
      return found.map(SourceFile::text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<SourceFile> text(Optional<Found> found, Charset charset)
      throws IOException {
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SourceFile(found.get().name(), KernelSources.decode(found.get().bytes(), charset)));
  }

  @Override
  public List<String> files() {
    return list(sourceDirectory, sourceDirectory);
  }

  @Override
  public List<String> resources() {
    List<String> all = new ArrayList<>();
    try {
      for (Path library : libraryPath.get()) {
        if (Files.isDirectory(library)) {
          all.addAll(list(library, library.resolve(LIBRARIES)));
        } else if (Files.isRegularFile(library)) {
          try (ZipFile zip = new ZipFile(library.toFile())) {
            zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(EXTENSION))
                .forEach(all::add);
          }
        }
      }
    } catch (IOException e) {
      // Only "did you mean" asks: what was found so far is better than another error.
      return all;
    }
    return all;
  }

  private static List<String> list(Path base, Path from) {
    if (!Files.isDirectory(from)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(from)) {
      return walk.filter(file -> file.toString().endsWith(EXTENSION))
          .map(file -> base.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Returns the hash of every answer given so far, by its question. */
  Map<String, String> asked() {
    return Map.copyOf(asked);
  }

  /** Whether each question of an earlier build still has the answer that it had then. */
  boolean stillAnswered(Map<String, String> earlier) throws IOException {
    for (Map.Entry<String, String> question : earlier.entrySet()) {
      ask(question.getKey());
      if (!question.getValue().equals(asked.get(question.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private Optional<Found> ask(String question) throws IOException {
    Optional<Found> answer = answers.get(question);
    if (answer == null) {
      answer =
          question.startsWith(FILE)
              ? inProject(question.substring(FILE.length()))
              : inLibraries(question.substring(RESOURCE.length()));
      answers.put(question, answer);
      asked.put(question, answer.map(found -> Hashes.of(found.bytes())).orElse(ABSENT));
    }
    return answer;
  }

  private Optional<Found> inProject(String path) throws IOException {
    Path file = sourceDirectory.resolve(path).normalize();
    return file.startsWith(sourceDirectory) && Files.isRegularFile(file)
        ? Optional.of(new Found(path, Files.readAllBytes(file)))
        : Optional.empty();
  }

  private Optional<Found> inLibraries(String path) throws IOException {
    for (Path library : libraryPath.get()) {
      Optional<byte[]> bytes =
          Files.isDirectory(library) ? inDirectory(library, path) : inJar(library, path);
      if (bytes.isPresent()) {
        return bytes.map(content -> new Found(library.getFileName() + "!/" + path, content));
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> inDirectory(Path directory, String path) throws IOException {
    Path file = directory.resolve(path).normalize();
    return file.startsWith(directory) && Files.isRegularFile(file)
        ? Optional.of(Files.readAllBytes(file))
        : Optional.empty();
  }

  private static Optional<byte[]> inJar(Path jar, String path) throws IOException {
    if (!Files.isRegularFile(jar)) {
      return Optional.empty();
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(path);
      if (entry == null || entry.isDirectory()) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return Optional.of(in.readAllBytes());
      }
    }
  }
}
