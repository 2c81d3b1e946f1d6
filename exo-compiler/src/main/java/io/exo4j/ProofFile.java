package io.exo4j;

import io.exo4j.analysis.ProofCache;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What earlier builds proved: the SHA-256 hashes of obligations, each of which is the whole text of
 * one, in a file. An edit of one line asks the solver only what that line changes. A file of
 * another compiler or solver counts as empty, and so does one that is damaged: its last line is the
 * hash of the others.
 */
public final class ProofFile implements ProofCache {
  private static final String SPEC = "exo-proofs 1 ";

  private final String compiler;
  private final Set<String> proved = ConcurrentHashMap.newKeySet();
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  private ProofFile(String compiler) {
    this.compiler = compiler;
  }

  /**
   * Knows nothing yet.
   *
   * @param compiler identifies the compiler and its solver; one line
   * @return proofs that are in no file yet
   */
  public static ProofFile empty(String compiler) {
    return new ProofFile(compiler);
  }

  /**
   * Reads what was proved.
   *
   * @param file a file that {@link #write} or {@link #writeAll} wrote; it need not exist
   * @param compiler identifies the compiler and its solver; proofs of another one do not count
   * @return the proofs in it; none if it does not exist, is damaged, or is of another compiler
   * @throws IOException if the file is there and cannot be read
   */
  public static ProofFile read(Path file, String compiler) throws IOException {
    ProofFile proofs = new ProofFile(compiler);
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      int last = lines.size() - 1;
      if (last >= 1
          && lines.get(0).equals(SPEC + compiler)
          && lines.get(last).equals(seal(lines.subList(0, last)))) {
        proofs.proved.addAll(lines.subList(1, last));
      }
    } catch (NoSuchFileException | MalformedInputException e) {
      return proofs;
    }
    return proofs;
  }

  private static String seal(List<String> lines) {
    return hash(String.join("\n", lines));
  }

  /**
   * Writes what this build proved or used; what nobody asked about is forgotten. A reader finds the
   * old file or the new one, never half of it.
   *
   * @param file where to; its directory is created if it does not exist
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    write(file, used);
  }

  /**
   * Writes all that is known: after a build that ended early, and so did not ask about everything.
   *
   * @param file where to; its directory is created if it does not exist
   * @throws IOException if it cannot be written
   */
  public void writeAll(Path file) throws IOException {
    write(file, proved);
  }

  private void write(Path file, Set<String> hashes) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(SPEC + compiler);
    lines.addAll(new TreeSet<>(hashes));
    lines.add(seal(lines));
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path next = Files.createTempFile(directory, file.getFileName().toString(), ".next");
    try {
      Files.write(next, lines, StandardCharsets.US_ASCII);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  @Override
  public boolean isProved(String key) {
    String hash = hash(key);
    boolean known = proved.contains(hash);
    if (known) {
      used.add(hash);
    }
    return known;
  }

  @Override
  public void proved(String key) {
    String hash = hash(key);
    proved.add(hash);
    used.add(hash);
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
