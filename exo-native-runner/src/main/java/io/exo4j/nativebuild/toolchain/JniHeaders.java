package io.exo4j.nativebuild.toolchain;

import io.exo4j.nativebuild.toolchain.NativeBuildException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where {@code jni.h} is: in the JDK. It is the same on every machine; {@code jni_md.h} differs
 * between operating systems only, so a cross build for the same operating system may use this
 * JDK's.
 */
public final class JniHeaders {
  private JniHeaders() {}

  /**
   * The include directories for JNI code.
   *
   * @param javaHome the JDK
   * @throws NativeBuildException if there are no headers, as in a JRE
   */
  public static List<Path> of(Path javaHome) {
    Path include = javaHome.resolve("include");
    if (Files.isRegularFile(include.resolve("jni.h"))) {
      return List.of(include, machineHeaders(include));
    }
    throw new NativeBuildException(
        Kind.MISSING_TOOL,
        ("The header jni.h was not found: the classes of the kernels call native code through it.%n"
                + "  needed   a JDK, not a JRE%n"
                + "  install  default-jdk-headless (Debian, Ubuntu), java-latest-openjdk-devel"
                + " (Fedora), openjdk (macOS)%n"
                + "  or name  another JDK in JAVA_HOME%n"
                + "  searched %s")
            .formatted(include));
  }

  /** The JDK that runs this program. */
  public static Path currentJavaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  private static Path machineHeaders(Path include) {
    try (Stream<Path> children = Files.list(include)) {
      return children
          .filter(child -> Files.isRegularFile(child.resolve("jni_md.h")))
          .sorted()
          .findFirst()
          .orElse(include);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
