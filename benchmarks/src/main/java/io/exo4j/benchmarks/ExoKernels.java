package io.exo4j.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * The kernels in the jars of the examples: their native libraries, taken out of the jars, and their
 * entry points.
 */
final class ExoKernels {
  private static final Pattern INDEX =
      Pattern.compile("META-INF/exo/native/([^/]+)/([^/]+)/index\\.properties");

  /**
   * A kernel.
   *
   * @param jar where it is
   * @param library its native library, outside the jar
   * @param symbols the entry point of each variant
   */
  record Entry(Path jar, Path library, Map<String, String> symbols) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * Reads jars; of two kernels with the same name the first one counts.
   *
   * @param platform the native libraries for this one are taken, for example {@code linux-x86_64}
   * @param directory takes the native libraries
   */
  ExoKernels(List<Path> jars, String platform, Path directory) throws IOException {
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        List<JarEntry> indexes = new ArrayList<>();
        file.stream()
            .filter(e -> INDEX.matcher(e.getName()).matches())
            .filter(e -> e.getName().contains("/" + platform + "/"))
            .forEach(indexes::add);
        for (JarEntry index : indexes) {
          read(jar, file, index, directory);
        }
      }
    }
  }

  private void read(Path jar, JarFile file, JarEntry index, Path directory) throws IOException {
    Properties p = new Properties();
    try (InputStream in = file.getInputStream(index)) {
      p.load(in);
    }
    String folder = index.getName().substring(0, index.getName().lastIndexOf('/') + 1);
    for (String library : words(p.getProperty("libraries"))) {
      String name = p.getProperty(library + ".file");
      Path copy = directory.resolve(name);
      Files.createDirectories(directory);
      try (InputStream in = file.getInputStream(file.getJarEntry(folder + name))) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      for (String kernel : words(p.getProperty(library + ".kernels"))) {
        String prefix = library + ".kernel." + kernel + ".";
        Map<String, String> symbols = new LinkedHashMap<>();
        for (String variant : words(p.getProperty(prefix + "variants"))) {
          symbols.put(variant, p.getProperty(prefix + variant + ".symbol"));
        }
        entries.putIfAbsent(kernel, new Entry(jar, copy, symbols));
      }
    }
  }

  private static List<String> words(String text) {
    return text == null || text.isBlank() ? List.of() : List.of(text.trim().split(" +"));
  }

  /** The kernel of that name. */
  Optional<Entry> kernel(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** The names of all kernels. */
  List<String> names() {
    return List.copyOf(entries.keySet());
  }
}
