package io.exo4j.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes generated files, but only those whose bytes differ from what is there, so that neither
 * javac nor Ninja sees a change where there is none; and removes what an earlier build wrote and
 * this one did not.
 */
final class OutputFiles {
  private final Map<Path, byte[]> files = new TreeMap<>();

  /** Adds a text, to be written as UTF-8. */
  void add(Path file, String text) {
    add(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file. */
  void add(Path file, byte[] bytes) {
    files.put(file.toAbsolutePath().normalize(), bytes);
  }

  /** Returns the files that were added. */
  Set<Path> paths() {
    return Set.copyOf(files.keySet());
  }

  /**
   * Writes all files.
   *
   * @param previous what the last build wrote
   * @return the hash of each file
   */
  Map<Path, String> write(Map<Path, String> previous) throws IOException {
    for (Path old : previous.keySet()) {
      if (!files.containsKey(old)) {
        Files.deleteIfExists(old);
      }
    }
    Map<Path, String> hashes = new TreeMap<>();
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Path path = file.getKey();
      if (!Files.isRegularFile(path) || !Arrays.equals(Files.readAllBytes(path), file.getValue())) {
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      hashes.put(path, Hashes.of(file.getValue()));
    }
    return hashes;
  }
}
