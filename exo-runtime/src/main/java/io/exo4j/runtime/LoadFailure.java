package io.exo4j.runtime;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the dynamic loader's message: what kind of failure it was, and what would help. */
enum LoadFailure {
  /** Memory could not be mapped executable: the file system is mounted {@code noexec}. */
  NOT_EXECUTABLE,
  /** A library that ours needs is not installed. */
  MISSING_DEPENDENCY,
  /** The C library of this system is older than the one that ours was built with. */
  OLD_C_LIBRARY,
  /** The file is for another processor, or not a library at all. */
  WRONG_FILE,
  /** The JVM has it already, for another class loader (JNI only). */
  OTHER_CLASS_LOADER,
  /** Anything else. */
  OTHER;

  // glibc, then musl, then dyld.
  private static final Pattern MISSING =
      Pattern.compile(
          "([\\w.+-]+\\.so[.\\d]*): cannot open shared object file"
              + "|Error loading shared library ([\\w.+-]+): No such file"
              + "|Library not loaded: (?:@rpath/|[^ ]*/)?([\\w.+-]+)");

  /** Classifies the message that came when {@code file} (its name, no directory) was loaded. */
  static LoadFailure of(String message, String file) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("loaded in another classloader")) {
      return OTHER_CLASS_LOADER;
    }
    if (missingLibrary(message, file).isPresent()) {
      return MISSING_DEPENDENCY;
    }
    if (text.contains("failed to map segment")
        || text.contains("operation not permitted")
        || text.contains("permission denied")) {
      return NOT_EXECUTABLE;
    }
    if (text.contains("version `glibc") || text.contains("symbol not found")) {
      return OLD_C_LIBRARY;
    }
    if (text.contains("wrong elf class")
        || text.contains("invalid elf header")
        || text.contains("file too short")
        || text.contains("exec format error")
        || text.contains("not a mach-o")
        || text.contains("incompatible architecture")
        || text.contains("not a valid win32 application")) {
      return WRONG_FILE;
    }
    return OTHER;
  }

  /** What a user can do about a failure with this message. */
  static Optional<String> hint(String message, String file) {
    return switch (of(message, file)) {
      case NOT_EXECUTABLE ->
          Optional.of(
              "the directory seems to be on a file system mounted noexec; choose another one with"
                  + " -D"
                  + LibraryLoader.CACHE
                  + "=<directory>, or install the library and name it with -D"
                  + LibraryLoader.DIRECTORY
                  + "=<directory>");
      case MISSING_DEPENDENCY -> missingLibrary(message, file).map(LoadFailure::installHint);
      case OLD_C_LIBRARY ->
          Optional.of(
              "the library was built with a newer C library than this system has; build it on (or"
                  + " for) the oldest system that it shall run on");
      case WRONG_FILE -> Optional.of("the file is not a library for this machine");
      case OTHER_CLASS_LOADER, OTHER -> Optional.empty();
    };
  }

  /** The file name of the library that the message says is missing, unless that is ours. */
  static Optional<String> missingLibrary(String message, String file) {
    Matcher matcher = MISSING.matcher(message);
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        String name = matcher.group(group);
        if (name != null && !name.equals(file)) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  /** Which package has a library; the OpenMP runtimes are those that generated code needs. */
  private static String installHint(String library) {
    if (library.startsWith("libgomp")) {
      return "install the OpenMP runtime of GCC, "
          + library
          + ": package libgomp1 (Debian, Ubuntu), libgomp (Fedora, Alpine), gcc (Homebrew)";
    }
    if (library.startsWith("libomp") || library.startsWith("libiomp")) {
      return "install the OpenMP runtime of LLVM, "
          + library
          + ": package libomp5 (Debian, Ubuntu), libomp (Fedora, Homebrew, Alpine)";
    }
    return "install the system library " + library;
  }
}
