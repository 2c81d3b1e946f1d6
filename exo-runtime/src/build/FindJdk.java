import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Run by the build, as a single source file: looks for the newest JDK of at least 22 where JDKs
 * usually are. The overlay of exo-runtime is compiled and tested with it, whichever Java runs
 * Maven.
 *
 * <p>Arguments: the properties file to write, and optionally the only home to look at. The file
 * says {@code exo.jdk22.home}, and {@code exo.jdk22.absent}, {@code exo.jdk24.absent}: whether
 * there is no JDK of at least that version.
 */
final class FindJdk {
  private record Jdk(Path home, int version) {}

  public static void main(String[] arguments) throws IOException {
    boolean named = arguments.length > 1 && !arguments[1].contains("${"); // an unset property
    List<Path> candidates = named ? List.of(Path.of(arguments[1])) : usualPlaces();
    Jdk newest =
        candidates.stream()
            .flatMap(home -> jdk(home).stream())
            .filter(jdk -> jdk.version >= 22)
            .max(Comparator.comparingInt(Jdk::version))
            .orElse(new Jdk(Path.of("none"), 0));
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "exo.jdk22.home="
            + newest.home.toString().replace('\\', '/')
            + "\nexo.jdk22.absent="
            + (newest.version < 22)
            + "\nexo.jdk24.absent="
            + (newest.version < 24)
            + "\n");
    System.out.println(
        newest.version == 0
            ? "WARNING: no JDK 22 or newer found. This jar gets no overlay, it links through JNI on"
                + " every Java. Name a JDK with -Dexo.jdk22=HOME."
            : "Overlay for Java 22 and newer: compiled and tested with " + newest.home);
  }

  private static List<Path> usualPlaces() {
    List<Path> candidates = new ArrayList<>();
    Path own = Path.of(System.getProperty("java.home"));
    candidates.add(own);
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.matches("(JAVA|JDK)_?\\d*_?HOME.*") && !value.isBlank()) {
                candidates.add(Path.of(value));
              }
            });
    Path user = Path.of(System.getProperty("user.home"));
    Stream.of(
            own.getParent(),
            Path.of(File.separator, "usr", "lib", "jvm"),
            Path.of(File.separator, "Library", "Java", "JavaVirtualMachines"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"))
        .forEach(directory -> candidates.addAll(children(directory)));
    return candidates;
  }

  private static List<Path> children(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().flatMap(e -> Stream.of(e, e.resolve("Contents/Home"))).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<Jdk> jdk(Path home) {
    String suffix = File.separatorChar == '\\' ? ".exe" : "";
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin").resolve("javac" + suffix))
        || !Files.isRegularFile(release)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (var in = Files.newInputStream(release)) {
      properties.load(in);
    } catch (IOException e) {
      return Optional.empty();
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    String feature = version.split("[.+-]")[0];
    return feature.matches("[1-9][0-9]*")
        ? Optional.of(new Jdk(home, Integer.parseInt(feature)))
        : Optional.empty();
  }
}
