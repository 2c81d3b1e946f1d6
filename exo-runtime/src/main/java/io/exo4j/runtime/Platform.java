package io.exo4j.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The machine a library was built for, spelled as os-maven-plugin spells it ({@code linux-x86_64},
 * {@code linux-aarch_64}), with {@code -musl} behind it where the C library is musl.
 */
record Platform(String os, String arch, boolean musl) {
  /** What else a jar may hold; only used to say in a message what it does hold. */
  private static final List<String> WELL_KNOWN =
      List.of(
          "linux-x86_64",
          "linux-x86_64-musl",
          "linux-aarch_64",
          "linux-aarch_64-musl",
          "linux-riscv64",
          "linux-riscv64-musl",
          "osx-x86_64",
          "osx-aarch_64",
          "windows-x86_64",
          "windows-aarch_64");

  /** The platform of this process. */
  static Platform current() {
    Platform plain =
        of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), false);
    return plain.os.equals("linux") && processUsesMusl()
        ? new Platform(plain.os, plain.arch, true)
        : plain;
  }

  /** The platform that the JVM calls by these two names. */
  static Platform of(String osName, String osArch, boolean musl) {
    return new Platform(os(squeeze(osName)), arch(squeeze(osArch)), musl);
  }

  /** The directory name in the jar. */
  String classifier() {
    return os + "-" + arch + (musl ? "-musl" : "");
  }

  boolean isWindows() {
    return os.equals("windows");
  }

  static List<String> wellKnownClassifiers() {
    return WELL_KNOWN;
  }

  /**
   * Whether the text of {@code /proc/self/maps} shows a process under musl: its dynamic loader is
   * mapped as {@code ld-musl-<arch>.so.1}, its C library also as {@code libc.musl-<arch>.so.1}.
   */
  static boolean mapsShowMusl(String maps) {
    return maps.lines()
        .map(line -> line.substring(line.lastIndexOf('/') + 1))
        .anyMatch(file -> file.startsWith("ld-musl-") || file.startsWith("libc.musl-"));
  }

  private static boolean processUsesMusl() {
    try {
      return mapsShowMusl(
          Files.readString(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1));
    } catch (IOException | SecurityException e) {
      return false; // no /proc: take the common C library, the loader's message will tell
    }
  }

  private static String squeeze(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "");
  }

  private static String os(String name) {
    if (name.startsWith("linux")) {
      return "linux";
    }
    if (name.startsWith("mac") || name.startsWith("osx") || name.startsWith("darwin")) {
      return "osx";
    }
    return name.startsWith("windows") ? "windows" : name;
  }

  private static String arch(String name) {
    return switch (name) {
      case "x8664", "amd64", "ia32e", "em64t", "x64" -> "x86_64";
      case "x8632", "x86", "i386", "i486", "i586", "i686", "ia32" -> "x86_32";
      case "aarch64", "arm64" -> "aarch_64";
      case "arm", "arm32" -> "arm_32";
      case "ppc64le", "powerpc64le" -> "ppcle_64";
      case "s390x", "s390" -> "s390_64";
      case "loongarch64" -> "loongarch_64";
      default -> name;
    };
  }
}
