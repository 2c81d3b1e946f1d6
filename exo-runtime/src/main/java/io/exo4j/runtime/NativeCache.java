package io.exo4j.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/**
 * A directory of libraries named by what is in them: {@code <sha256>/<file>}. It needs no lock:
 * every process writes the same bytes beside the place and moves them there in one step.
 */
final class NativeCache {
  /** The bytes of the library in the jar. */
  @FunctionalInterface
  interface Content {
    byte[] read() throws IOException;
  }

  private NativeCache() {}

  /**
   * Returns the library's file below {@code root}, after its content was hashed. A missing file is
   * written, one with other content is replaced.
   *
   * @throws IOException if the directory is not safe, or the file can be neither used nor written
   */
  static Path store(Path root, LibraryIndex index, Content content) throws IOException {
    Path directory = FileTrust.directory(FileTrust.directory(root).resolve(index.sha256()));
    Path file = directory.resolve(index.file());
    if (!isIntact(file, index)) {
      write(directory, file, content.read());
      if (!isIntact(file, index)) {
        throw new IOException(file + " changed while it was written");
      }
    }
    return file;
  }

  /**
   * Copies a library into a new directory below {@code parent} that only we can use.
   *
   * @return the copy; {@link #discard} removes it
   */
  static Path copy(Path parent, String name, byte[] content) throws IOException {
    Path directory = Files.createTempDirectory(parent, "exo-private-", FileTrust.onlyOurs());
    Path file = directory.resolve(name);
    try {
      write(directory, file, content);
    } catch (IOException e) {
      discard(file);
      throw e;
    }
    return file;
  }

  /**
   * Removes a copy. A loaded library stays usable on systems that let go of a file's name while it
   * is mapped; on the others it goes when the JVM ends.
   */
  static void discard(Path copy) {
    try {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(copy.getParent());
    } catch (IOException e) {
      copy.getParent().toFile().deleteOnExit(); // in reverse order: the file goes first
      copy.toFile().deleteOnExit();
    }
  }

  /** The SHA-256 of some bytes in hexadecimal. */
  static String sha256(byte[] content) {
    MessageDigest digest = newDigest();
    digest.update(content);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isIntact(Path file, LibraryIndex index) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false; // a link, say: replaced, never followed
    }
    try {
      FileTrust.file(file);
    } catch (FileTrust.Refused e) {
      return false;
    }
    MessageDigest digest = newDigest();
    byte[] block = new byte[1 << 16];
    long size = 0;
    try (InputStream in =
        Channels.newInputStream(
            Files.newByteChannel(
                file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        digest.update(block, 0, count);
        size += count;
      }
    } catch (NoSuchFileException e) {
      return false;
    }
    return size == index.size() && HexFormat.of().formatHex(digest.digest()).equals(index.sha256());
  }

  private static void write(Path directory, Path file, byte[] content) throws IOException {
    Path beside = directory.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel out =
          FileChannel.open(
              beside,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              FileTrust.onlyOurs())) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
    sync(directory);
  }

  /** Makes the new name durable; where directories cannot be opened (Windows) there is no need. */
  private static void sync(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The file is hashed before every use: a lost name costs one more extraction, nothing else.
      return;
    }
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
