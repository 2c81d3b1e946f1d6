package io.exo4j.nativebuild;

import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.Tool;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import io.exo4j.runtime.Checks;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;

/** A directory in which a test generates, builds, compiles and runs, as a Maven build would. */
final class Workshop {
  private final Path root;

  Workshop(Path root) {
    this.root = root;
  }

  /** Skips a test, visibly, where CMake, Ninja or a C compiler is absent. */
  static void requireTools() {
    ToolFinder finder = ToolFinder.ofProcess();
    for (Tool tool : List.of(Tool.CMAKE, Tool.NINJA, Tool.CC)) {
      Assumptions.assumeTrue(
          finder.find(tool.commands()).isPresent(), () -> tool.title() + " is not installed");
    }
  }

  Path nativeProject() {
    return root.resolve("native");
  }

  Path classes() {
    return root.resolve("classes");
  }

  void write(GeneratedProject project) throws IOException {
    write(root.resolve("java"), project.javaFiles());
    write(nativeProject(), project.nativeFiles());
  }

  private static void write(Path directory, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** Builds the libraries; warnings of the C compiler are errors. */
  NativeBuildResult build() throws IOException {
    return NativeBuild.run(request());
  }

  NativeBuildRequest request() {
    return new NativeBuildRequest(
        nativeProject(),
        root.resolve("build"),
        classes(),
        "com.acme",
        "my-kernels",
        Optional.empty(),
        Optional.empty(),
        Optional.of("Ninja"),
        Optional.empty(),
        Optional.empty(),
        "Release",
        true,
        Duration.ofMinutes(5),
        line -> {});
  }

  /** Compiles the generated classes and these, strictly. */
  void compile(String... resources) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(root.resolve("java"))) {
      walk.filter(Files::isRegularFile).forEach(sources::add);
    }
    for (String resource : resources) {
      Path file = root.resolve("calls").resolve(resource);
      Files.createDirectories(file.getParent());
      try (InputStream in = Workshop.class.getResourceAsStream("/calls/" + resource)) {
        Files.write(file, in.readAllBytes());
      }
      sources.add(file);
    }
    Files.createDirectories(classes());
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(null, null, StandardCharsets.US_ASCII)) {
      boolean compiled =
          javac
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "--release",
                      "17",
                      "-Xlint:all,-classfile",
                      "-Werror",
                      "-proc:none",
                      "-d",
                      classes().toString(),
                      "-cp",
                      runtime()),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new AssertionError(messages.toString());
      }
    }
  }

  /** Where exo-runtime is: all that generated classes need. */
  private static String runtime() {
    try {
      return Path.of(Checks.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a class in a JVM of its own, so that a crash is a failed test and not a failed build. */
  CommandResult run(String mainClass, String... options) {
    return runOn(Path.of(System.getProperty("java.home")), mainClass, options);
  }

  CommandResult runOn(Path javaHome, String mainClass, String... options) {
    return new Commands(Duration.ofMinutes(2), line -> {})
        .run(root, javaHome.resolve("bin").resolve("java"), arguments(mainClass, options));
  }

  /** The same on another processor: that of an emulator. */
  CommandResult runUnder(
      Path emulator, List<String> emulatorOptions, String mainClass, String... options) {
    List<String> arguments = new ArrayList<>(emulatorOptions);
    arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    arguments.add("-Xint");
    arguments.addAll(arguments(mainClass, options));
    return new Commands(Duration.ofMinutes(4), line -> {}).run(root, emulator, arguments);
  }

  private List<String> arguments(String mainClass, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(
        List.of(
            "-Xss4m",
            "-XX:+UseSerialGC",
            "-Dexo.native.cache=" + root.resolve("cache"),
            "-cp",
            classes() + File.pathSeparator + runtime(),
            mainClass));
    return arguments;
  }
}
