package io.exo4j.maven;

import io.exo4j.analysis.ProofCache;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What earlier builds of this project proved: the hashes of obligations, in a file of the build
 * directory. An edit of one line asks the solver only what that line changes.
 */
final class ProofFile implements ProofCache {
  private final String compiler;
  private final Set<String> proved = ConcurrentHashMap.newKeySet();
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  private ProofFile(String compiler) {
    this.compiler = compiler;
  }

  /** Knows nothing yet. */
  static ProofFile empty(String compiler) {
    return new ProofFile(compiler);
  }

  /**
   * Reads what was proved.
   *
   * @param compiler identifies the compiler and its solver; proofs of another one do not count
   */
  static ProofFile read(Path file, String compiler) throws IOException {
    ProofFile proofs = new ProofFile(compiler);
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      if (!lines.isEmpty() && lines.get(0).equals(compiler)) {
        proofs.proved.addAll(lines.subList(1, lines.size()));
      }
    } catch (NoSuchFileException | MalformedInputException e) {
      return proofs;
    }
    return proofs;
  }

  /** Writes what this build proved or used; what nobody asks about any more is forgotten. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(compiler);
    lines.addAll(new TreeSet<>(used));
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, lines, StandardCharsets.US_ASCII);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public boolean isProved(String key) {
    String hash = Hashes.of(key.getBytes(StandardCharsets.UTF_8));
    boolean known = proved.contains(hash);
    if (known) {
      used.add(hash);
    }
    return known;
  }

  @Override
  public void proved(String key) {
    String hash = Hashes.of(key.getBytes(StandardCharsets.UTF_8));
    proved.add(hash);
    used.add(hash);
  }
}
