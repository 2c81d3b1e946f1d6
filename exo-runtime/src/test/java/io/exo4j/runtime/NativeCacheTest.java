package io.exo4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
  private static final byte[] CONTENT = "the library".getBytes(StandardCharsets.UTF_8);
  private static final LibraryIndex INDEX =
      new LibraryIndex(
          "k",
          "libk.so",
          NativeCache.sha256(CONTENT),
          CONTENT.length,
          List.of(),
          Set.of(),
          Map.of());

  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void posix() {
    assumeTrue(
        temporary.getFileSystem().supportedFileAttributeViews().contains("unix"),
        "no POSIX file modes here");
    root = temporary.resolve("a/cache");
  }

  private Path store() throws IOException {
    return NativeCache.store(root, INDEX, () -> CONTENT);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void chmod(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @Test
  void extractsOnceIntoPrivateDirectories() throws IOException {
    Path file = store();
    assertThat(file).isEqualTo(root.toRealPath().resolve(INDEX.sha256()).resolve("libk.so"));
    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(mode(root)).isEqualTo("rwx------");
    assertThat(mode(file.getParent())).isEqualTo("rwx------");
    assertThat(mode(file)).isEqualTo("rwx------");
    Path again =
        NativeCache.store(
            root,
            INDEX,
            () -> {
              throw new IOException("must not be read again");
            });
    assertThat(again).isEqualTo(file);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file); // nothing is left of the file beside
    }
  }

  @Test
  void aTamperedFileIsReplaced() throws IOException {
    Path file = store();
    Files.writeString(file, "the l1brary"); // same size
    assertThat(store()).hasBinaryContent(CONTENT);
    Files.writeString(file, "truncated");
    assertThat(store()).hasBinaryContent(CONTENT);
  }

  @Test
  void aFileThatOthersMayWriteIsReplaced() throws IOException {
    Path file = store();
    chmod(file, "rwxrwxrwx");
    assertThat(mode(store())).isEqualTo("rwx------");
  }

  @Test
  void aLinkInPlaceOfTheFileIsReplacedNotFollowed() throws IOException {
    Path file = store();
    Path elsewhere = temporary.resolve("elsewhere.so");
    Files.write(elsewhere, CONTENT);
    Files.delete(file);
    Files.createSymbolicLink(file, elsewhere);
    store();
    assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(elsewhere).hasBinaryContent(CONTENT);
  }

  @Test
  void aLinkedCacheDirectoryIsRefused() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    Files.createDirectory(root.getParent());
    Files.createSymbolicLink(root, real);
    assertThatThrownBy(this::store)
        .isInstanceOf(FileTrust.Refused.class)
        .hasMessage(root + " is a symbolic link; name the directory itself");
    assertThat(real).isEmptyDirectory();
  }

  @Test
  void aLinkedHashDirectoryIsRefused() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    Files.createDirectories(root, FileTrust.onlyOurs());
    Files.createSymbolicLink(root.resolve(INDEX.sha256()), real);
    assertThatThrownBy(this::store)
        .isInstanceOf(FileTrust.Refused.class)
        .hasMessageContaining("is a symbolic link");
  }

  @Test
  void aDirectoryThatOthersMayWriteIsRefused() throws IOException {
    store();
    chmod(root, "rwxrwxrwx");
    assertThatThrownBy(this::store)
        .isInstanceOf(FileTrust.Refused.class)
        .hasMessageContaining("others may write to")
        .hasMessageContaining("(mode 0777)");
    chmod(root, "rwxrwx---");
    assertThatThrownBy(this::store).isInstanceOf(FileTrust.Refused.class);
    chmod(root, "rwxr-xr-x"); // others may look
    assertThat(store()).exists();
  }

  @Test
  void aHashDirectoryThatOthersMayWriteIsRefused() throws IOException {
    Path file = store();
    chmod(file.getParent(), "rwxrwxrwx");
    assertThatThrownBy(this::store).isInstanceOf(FileTrust.Refused.class);
  }

  @Test
  void aParentThatOthersMayWriteIsRefused() throws IOException {
    store();
    chmod(root.getParent(), "rwxrwxrwx");
    assertThatThrownBy(this::store)
        .isInstanceOf(FileTrust.Refused.class)
        .hasMessageContaining("others may write to its parent " + root.getParent().toRealPath());
  }

  @Test
  void anotherUsersDirectoryIsRefused() throws IOException {
    store();
    try {
      Files.setAttribute(root, "unix:uid", 4242);
    } catch (IOException e) {
      assumeTrue(false, "only root can give a directory away");
    }
    assertThatThrownBy(this::store)
        .isInstanceOf(FileTrust.Refused.class)
        .hasMessageContaining("belongs to user id 4242, not to us");
  }

  @Test
  void anotherUsersLinkAboveIsRefused() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"), FileTrust.onlyOurs());
    Path link = Files.createSymbolicLink(temporary.resolve("link"), real);
    root = link.resolve("cache");
    assertThat(store()).startsWith(real.toRealPath()); // ours is as good as a directory
    Process chown = new ProcessBuilder("chown", "-h", "4242", link.toString()).start();
    try {
      assumeTrue(chown.waitFor() == 0, "only root can give a link away");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThatThrownBy(this::store)
        .isInstanceOf(FileTrust.Refused.class)
        .hasMessage(link + " is a symbolic link of user id 4242");
  }

  @Test
  void aPrivateCopyIsOursAloneAndGoesAway() throws IOException {
    Path copy = NativeCache.copy(temporary, "libk.so", CONTENT);
    assertThat(mode(copy.getParent())).isEqualTo("rwx------");
    assertThat(copy).hasBinaryContent(CONTENT);
    NativeCache.discard(copy);
    assertThat(temporary).isEmptyDirectory();
  }
}
