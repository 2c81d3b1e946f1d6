package io.exo4j.nativebuild.index;

import io.exo4j.nativebuild.toolchain.Classifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A shared library that a build made.
 *
 * @param name its file name
 * @param bytes its content
 * @param elf what it says about itself, where it is an ELF file
 */
public record LibraryFile(String name, byte[] bytes, Optional<ElfFile> elf) {

  /** Reads a library. */
  public static LibraryFile read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return new LibraryFile(
        file.getFileName().toString(),
        bytes,
        ElfFile.isElf(bytes) ? Optional.of(ElfFile.parse(bytes)) : Optional.empty());
  }

  /** What the index says about it. */
  public NativeIndex.Built built() {
    return new NativeIndex.Built(
        name,
        sha256(bytes),
        bytes.length,
        elf.map(ElfFile::needed).orElse(List.of()),
        elf.map(e -> List.copyOf(e.exported())));
  }

  /** The machine that it is for, as far as the file tells; {@code otherwise} if it does not. */
  public Classifier classifier(Classifier otherwise) {
    Optional<String> arch = elf.flatMap(ElfFile::arch);
    if (arch.isEmpty()) {
      return otherwise;
    }
    List<String> needed = elf.get().needed();
    boolean musl =
        needed.stream().anyMatch(n -> n.startsWith("libc.musl") || n.equals("libc.so"))
            || otherwise.musl() && !needed.contains("libc.so.6");
    return new Classifier("linux", arch.get(), musl);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
