package io.exo4j.runtime;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Decides whether code may be loaded from a directory: nobody but us and root may be able to put
 * something else there, neither in the directory nor by swapping one of its parents.
 *
 * <p>On a file system without POSIX modes (Windows) only links are refused; there the user's
 * profile is protected by its access list.
 */
final class FileTrust {
  private static final boolean UNIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
  private static final int GROUP_OR_OTHERS_WRITE = 022;
  private static final int STICKY = 01000;
  private static final int ROOT = 0;

  /** What the kernel shows for an owner that the user namespace of a container does not know. */
  private static final int UNMAPPED = 65534;

  private FileTrust() {}

  /** A directory or file is not safe to load code from; the message says what and why. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * Makes the directory (and missing parents, all with mode 0700) and checks it.
   *
   * @return the directory without any links in its name
   * @throws IOException if it cannot be made
   * @throws Refused if somebody else could change what is in it, or it is a link
   */
  static Path directory(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    refuseLink(absolute);
    checkLinksAbove(absolute);
    create(absolute);
    refuseLink(absolute);
    Path real = absolute.toRealPath();
    for (Path above = real.getParent(); above != null; above = above.getParent()) {
      checkParent(above);
    }
    checkOwn(real);
    return real;
  }

  /**
   * Checks a file that is going to be loaded, in a directory that was checked before.
   *
   * @throws Refused if it is a link or anything but a plain file, or if others may write to it
   */
  static void file(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Refused(file + " is not a regular file");
    }
    checkOwn(file);
  }

  /** Attributes for a new directory or file that only we can use. */
  static FileAttribute<?>[] onlyOurs() {
    return UNIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void create(Path directory) throws IOException {
    if (Files.isDirectory(directory) || directory.getParent() == null) {
      return;
    }
    create(directory.getParent());
    try {
      Files.createDirectory(directory, onlyOurs());
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) { // else: another process was quicker
        throw e;
      }
    }
  }

  private static void refuseLink(Path path) throws Refused {
    if (Files.isSymbolicLink(path)) {
      throw new Refused(path + " is a symbolic link; name the directory itself");
    }
  }

  /** A link in the way is as good as its owner: he may point it elsewhere at any time. */
  private static void checkLinksAbove(Path path) throws IOException {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (UNIX && Files.isSymbolicLink(above)) {
        Attributes link = Attributes.of(above);
        if (link.owner != ROOT && link.owner != currentUser()) {
          throw new Refused(above + " is a symbolic link of user id " + link.owner);
        }
      }
    }
  }

  private static void checkParent(Path directory) throws IOException {
    if (!UNIX) {
      return;
    }
    Attributes found = Attributes.of(directory);
    if (found.owner != ROOT && found.owner != UNMAPPED && found.owner != currentUser()) {
      throw new Refused("its parent " + directory + " belongs to user id " + found.owner);
    }
    if ((found.mode & GROUP_OR_OTHERS_WRITE) != 0 && (found.mode & STICKY) == 0) {
      throw new Refused(
          "others may write to its parent " + directory + " (mode " + found.octal() + ")");
    }
  }

  private static void checkOwn(Path path) throws IOException {
    if (!UNIX) {
      return;
    }
    Attributes found = Attributes.of(path);
    if (found.owner != ROOT && found.owner != currentUser()) {
      throw new Refused(path + " belongs to user id " + found.owner + ", not to us");
    }
    if ((found.mode & GROUP_OR_OTHERS_WRITE) != 0) {
      throw new Refused(
          "others may write to " + path + " (mode " + found.octal() + "); chmod go-w would help");
    }
  }

  /** The effective user id, which Java does not tell. */
  private static int currentUser() throws IOException {
    Path self = Path.of("/proc/self");
    if (Files.exists(self)) {
      return (Integer) Files.getAttribute(self, "unix:uid");
    }
    Path probe = Files.createTempFile("exo", null, onlyOurs());
    try {
      return Attributes.of(probe).owner;
    } finally {
      Files.delete(probe);
    }
  }

  private record Attributes(int owner, int mode) {
    static Attributes of(Path path) throws IOException {
      Map<String, Object> found =
          Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
      return new Attributes((Integer) found.get("uid"), (Integer) found.get("mode"));
    }

    String octal() {
      return String.format("%04o", mode & 07777);
    }
  }
}
