package io.exo4j.maven;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes jars whose bytes depend on nothing but what is in them: sorted entries, one given time.
 */
final class ReproducibleJar {
  /** The earliest time that a zip file can hold. */
  private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

  private ReproducibleJar() {}

  /**
   * Writes a jar of a directory.
   *
   * @param jar the file to write
   * @param root entries are named relative to it
   * @param directory what goes into the jar, below {@code root}
   * @param timestamp the value of {@code project.build.outputTimestamp}: ISO 8601, seconds since
   *     1970, or null
   */
  static void write(Path jar, Path root, Path directory, String timestamp) throws IOException {
    LocalDateTime time = time(timestamp);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    Files.createDirectories(jar.getParent());
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(
          zip,
          "META-INF/MANIFEST.MF",
          "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8),
          time);
      for (Path file : files) {
        String name = root.relativize(file).toString().replace('\\', '/');
        put(zip, name, Files.readAllBytes(file), time);
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes, LocalDateTime time)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(time);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /**
   * Maven's rules: absent or a single character means that the user wants none, here a fixed one.
   */
  private static LocalDateTime time(String timestamp) throws IOException {
    if (timestamp == null || timestamp.length() < 2) {
      return EARLIEST;
    }
    try {
      Instant instant =
          timestamp.chars().allMatch(Character::isDigit)
              ? Instant.ofEpochSecond(Long.parseLong(timestamp))
              : OffsetDateTime.parse(timestamp).toInstant();
      LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      return time.isBefore(EARLIEST) ? EARLIEST : time;
    } catch (DateTimeException | NumberFormatException e) {
      throw new IOException("project.build.outputTimestamp is not a time: " + timestamp, e);
    }
  }
}
