package io.exo4j.maven;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.util.DirectoryScanner;

/**
 * Finds and reads the kernel and schedule files of a project, in an order that does not depend on
 * the file system.
 */
final class KernelSources {
  private KernelSources() {}

  /**
   * One kernel or schedule file.
   *
   * @param file where it is
   * @param path its path below the source directory, with {@code /} as separator
   * @param bytes what is in it
   */
  record KernelFile(Path file, String path, byte[] bytes) {
    /** Whether this is a schedule file. */
    boolean isSchedule() {
      return path.endsWith(".yaml") || path.endsWith(".yml");
    }

    /** The name of the file without directory and extension: what its parameters begin with. */
    String stem() {
      String name = path.substring(path.lastIndexOf('/') + 1);
      int dot = name.lastIndexOf('.');
      return dot < 0 ? name : name.substring(0, dot);
    }
  }

  /**
   * Reads all kernel and schedule files of a directory.
   *
   * @param directory the source directory; no files if it does not exist
   * @param includes Ant patterns, all {@code .exo} and {@code .yaml} files if empty
   * @param excludes Ant patterns
   * @throws IOException if a file cannot be read
   */
  static List<KernelFile> read(File directory, List<String> includes, List<String> excludes)
      throws IOException {
    if (!directory.isDirectory()) {
      return List.of();
    }
    DirectoryScanner scanner = new DirectoryScanner();
    scanner.setBasedir(directory);
    scanner.setIncludes(
        includes == null || includes.isEmpty()
            ? new String[] {"**/*.exo", "**/*.yaml", "**/*.yml"}
            : includes.toArray(String[]::new));
    if (excludes != null) {
      scanner.setExcludes(excludes.toArray(String[]::new));
    }
    scanner.addDefaultExcludes();
    scanner.scan();
    List<String> names = new ArrayList<>(Arrays.asList(scanner.getIncludedFiles()));
    Collections.sort(names);
    List<KernelFile> files = new ArrayList<>();
    for (String name : names) {
      Path file = directory.toPath().resolve(name);
      files.add(
          new KernelFile(file, name.replace(File.separatorChar, '/'), Files.readAllBytes(file)));
    }
    return files;
  }

  /**
   * Decodes a text strictly: a byte that is silently replaced would end up in C code.
   *
   * @throws NotText if the bytes are not text of that encoding
   */
  static String decode(byte[] bytes, Charset charset) throws NotText {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text =
        CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 1);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(input, text, true);
    if (!result.isError()) {
      decoder.flush(text);
      return text.flip().toString();
    }
    String before = text.flip().toString();
    throw new NotText(
        1 + (int) before.chars().filter(c -> c == '\n').count(),
        before.length() - before.lastIndexOf('\n'),
        "byte 0x%02x is not %s text; save the file as %s or set <encoding>"
            .formatted(bytes[input.position()] & 0xff, charset, charset));
  }

  /** A file that is not text in its encoding. */
  static final class NotText extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String message;

    private NotText(int line, int column, String message) {
      this.line = line;
      this.column = column;
      this.message = message;
    }

    /** The failure for a user, in the form that IDEs and CI services understand. */
    MojoFailureException in(Path file) {
      return new MojoFailureException("%s:[%d,%d] %s".formatted(file, line, column, message));
    }

    @Override
    public String getMessage() {
      return message;
    }
  }
}
