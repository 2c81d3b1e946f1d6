package io.exo4j.nativebuild.toolchain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of machine that libraries are built for, spelled as os-maven-plugin spells it ({@code
 * linux-x86_64}, {@code linux-aarch_64}), with {@code -musl} behind it where the C library is musl.
 *
 * @param os {@code linux}, {@code osx}, {@code windows} …
 * @param arch {@code x86_64}, {@code aarch_64}, {@code riscv64} …
 * @param musl whether the C library is musl
 */
public record Classifier(String os, String arch, boolean musl) {
  private static final Pattern FORM = Pattern.compile("([a-z0-9]+)-([a-z0-9_]+?)(-musl)?");

  /**
   * Reads a classifier.
   *
   * @throws IllegalArgumentException if the text is not one
   */
  public static Classifier parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a platform classifier such as linux-x86_64 or linux-aarch_64");
    }
    return new Classifier(matcher.group(1), matcher.group(2), matcher.group(3) != null);
  }

  /** The machine that this JVM runs on. */
  public static Classifier host() {
    Classifier plain = of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    return plain.os.equals("linux") && processUsesMusl()
        ? new Classifier(plain.os, plain.arch, true)
        : plain;
  }

  /** The machine that a JVM describes by these two system properties; never musl. */
  public static Classifier of(String osName, String osArch) {
    return new Classifier(os(squeeze(osName)), arch(squeeze(osArch)), false);
  }

  /** The file name of the shared library with that base name. */
  public String libraryFile(String name) {
    return switch (os) {
      case "windows" -> name + ".dll";
      case "osx" -> "lib" + name + ".dylib";
      default -> "lib" + name + ".so";
    };
  }

  /**
   * The prefix of the GNU cross tools for this machine, {@code aarch64-linux-gnu}, if there are
   * any.
   */
  public Optional<String> gnuTriple() {
    if (!os.equals("linux")) {
      return Optional.empty();
    }
    return switch (arch) {
      case "x86_64" -> Optional.of("x86_64-linux-" + libc());
      case "aarch_64" -> Optional.of("aarch64-linux-" + libc());
      case "riscv64" -> Optional.of("riscv64-linux-" + libc());
      case "ppcle_64" -> Optional.of("powerpc64le-linux-" + libc());
      case "s390_64" -> Optional.of("s390x-linux-" + libc());
      default -> Optional.empty();
    };
  }

  /** CMake's {@code CMAKE_SYSTEM_NAME}. */
  public String cmakeSystemName() {
    return switch (os) {
      case "linux" -> "Linux";
      case "osx" -> "Darwin";
      case "windows" -> "Windows";
      default -> os;
    };
  }

  /** CMake's {@code CMAKE_SYSTEM_PROCESSOR}. */
  public String cmakeProcessor() {
    return switch (arch) {
      case "aarch_64" -> "aarch64";
      case "ppcle_64" -> "ppc64le";
      case "s390_64" -> "s390x";
      default -> arch;
    };
  }

  private String libc() {
    return musl ? "musl" : "gnu";
  }

  @Override
  public String toString() {
    return os + "-" + arch + (musl ? "-musl" : "");
  }

  private static boolean processUsesMusl() {
    try {
      return Files.readString(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1)
          .lines()
          .map(line -> line.substring(line.lastIndexOf('/') + 1))
          .anyMatch(file -> file.startsWith("ld-musl-") || file.startsWith("libc.musl-"));
    } catch (IOException | SecurityException e) {
      return false; // no /proc: not Linux, or not to be seen
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
