package io.exo4j.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Compiles {@code src/test/c/example.c} with the system's C compiler, and lays it out as a packaged
 * jar would. A machine without a C compiler skips the tests that need it, visibly.
 */
final class TestLibrary {
  static final String MODULE = "io.exo4j.exo-runtime-example";
  static final String NAME = "example";

  private TestLibrary() {}

  /** A directory for a class path: {@code META-INF/exo/native/…}. */
  static Path packaged(Path directory) {
    Path home = directory.resolve("META-INF/exo/native/" + MODULE).resolve(classifier());
    Path library = compile(home.resolve(fileName()), List.of());
    write(home.resolve("index.properties"), index(library));
    return directory;
  }

  static String classifier() {
    return Platform.current().classifier();
  }

  static String fileName() {
    return System.mapLibraryName(NAME);
  }

  /** Compiles the example library. */
  static Path compile(Path target, List<String> flags) {
    List<String> command = new ArrayList<>(List.of("-I" + include()));
    Path jni = Path.of(System.getProperty("java.home"), "include");
    assumeTrue(Files.exists(jni.resolve("jni.h")), "this Java has no jni.h");
    command.add("-I" + jni);
    try (var children = Files.list(jni)) {
      children.filter(Files::isDirectory).forEach(child -> command.add("-I" + child));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.addAll(flags);
    return compile(target, basedir().resolve("src/test/c/example.c"), command);
  }

  /** Compiles any C file to a shared library. */
  static Path compile(Path target, Path source, List<String> flags) {
    List<String> command =
        new ArrayList<>(List.of("cc", "-O2", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared"));
    command.addAll(List.of("-o", target.toString(), source.toString()));
    command.addAll(flags);
    try {
      Files.createDirectories(target.getParent());
      Process process;
      try {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
      } catch (IOException e) {
        assumeTrue(false, "there is no C compiler: " + e.getMessage());
        throw e;
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + "\n" + output);
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The index of a library that lies at this path. */
  static String index(Path library) {
    try {
      byte[] content = Files.readAllBytes(library);
      return """
          format = 1
          libraries = example
          example.file = %s
          example.sha256 = %s
          example.size = %d
          example.needs = libc.so.6
          example.symbols = exo_control exo_cpu_features exo_call_saxpy__generic
          example.kernels = saxpy copy tick hold hungry team unlinked future_only
          example.kernel.saxpy.variants = future avx2 generic
          example.kernel.saxpy.future.symbol = exo_call_saxpy__future
          example.kernel.saxpy.future.features = sse2 mind-reading
          example.kernel.saxpy.avx2.symbol = exo_call_saxpy__avx2
          example.kernel.saxpy.avx2.features = avx2 fma
          example.kernel.saxpy.generic.symbol = exo_call_saxpy__generic
          example.kernel.saxpy.generic.features =
          example.kernel.copy.variants = default
          example.kernel.copy.default.symbol = exo_call_copy
          example.kernel.tick.variants = default
          example.kernel.tick.default.symbol = exo_call_tick
          example.kernel.hold.variants = default
          example.kernel.hold.default.symbol = exo_call_hold
          example.kernel.hungry.variants = default
          example.kernel.hungry.default.symbol = exo_call_hungry
          example.kernel.team.variants = default
          example.kernel.team.default.symbol = exo_call_team
          example.kernel.unlinked.variants = default
          example.kernel.unlinked.default.symbol = exo_call_unlinked
          example.kernel.future_only.variants = quantum
          example.kernel.future_only.quantum.symbol = exo_call_future_only
          example.kernel.future_only.quantum.features = qubits
          """
          .formatted(library.getFileName(), NativeCache.sha256(content), content.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A class loader that defines the example's classes itself, over these resources, and takes
   * exo-runtime from the tests' own class path: like a second web application.
   */
  static ClassLoader loader(Path packaged) {
    return new URLClassLoader(
        new URL[] {url(packaged), classes("io/exo4j/runtime/example/Example.class")},
        TestLibrary.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
          if (name.startsWith("io.exo4j.runtime.example.") && findLoadedClass(name) == null) {
            return findClass(name);
          }
          return super.loadClass(name, resolve);
        }
      }
    };
  }

  /** The class path entry that holds a class of ours. */
  static Path entry(String resource) {
    try {
      return Path.of(classes(resource).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL classes(String resource) {
    String text = TestLibrary.class.getClassLoader().getResource(resource).toString();
    String entry =
        text.startsWith("jar:")
            ? text.substring("jar:".length(), text.indexOf("!/"))
            : text.substring(0, text.length() - resource.length());
    try {
      return new URL(entry);
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts another JVM with exo-runtime, the tests and the packaged library on its class path. */
  static Process java(Path packaged, Map<String, String> properties, String... more)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xshare:auto");
    command.add("-XX:TieredStopAtLevel=1");
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    List<String> arguments = List.of(more);
    command.addAll(arguments.subList(0, arguments.size() - 1));
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            packaged.toString(),
            entry("io/exo4j/runtime/KernelLibrary.class").toString(),
            entry("io/exo4j/runtime/example/Example.class").toString()));
    command.add(arguments.get(arguments.size() - 1));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** What a process printed, after it has ended. */
  static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the JVM does not end: " + text);
    }
    return text;
  }

  private static Path include() {
    return basedir().resolve("src/main/resources/META-INF/exo/include");
  }

  private static Path basedir() {
    return Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
  }
}
