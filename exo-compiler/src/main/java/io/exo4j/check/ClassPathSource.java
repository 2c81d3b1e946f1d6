package io.exo4j.check;

import io.exo4j.diagnostics.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Modules of a class loader and, optionally, of a source directory. Texts are UTF-8. */
public final class ClassPathSource implements ModuleSource {
  private static final String ROOT = "exo/";
  private static final String EXTENSION = ".exo";

  private final ClassLoader loader;
  private final Optional<Path> directory;

  private ClassPathSource(ClassLoader loader, Optional<Path> directory) {
    this.loader = loader;
    this.directory = directory.map(d -> d.toAbsolutePath().normalize());
  }

  /** Libraries only: resources of a class loader. */
  public static ClassPathSource of(ClassLoader loader) {
    return new ClassPathSource(loader, Optional.empty());
  }

  /** Libraries of a class loader and the files of a source directory. */
  public static ClassPathSource of(ClassLoader loader, Path sourceDirectory) {
    return new ClassPathSource(loader, Optional.of(sourceDirectory));
  }

  @Override
  public Optional<SourceFile> file(String path) throws IOException {
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    Path file = directory.get().resolve(path).normalize();
    if (!file.startsWith(directory.get()) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    return Optional.of(new SourceFile(path, decode(Files.readAllBytes(file))));
  }

  @Override
  public boolean hasResource(String path) {
    return loader.getResource(path) != null;
  }

  @Override
  public Optional<SourceFile> resource(String path) throws IOException {
    try (InputStream in = loader.getResourceAsStream(path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new SourceFile(path, decode(in.readAllBytes())));
    }
  }

  /** Decodes UTF-8 strictly: a silently replaced byte would end up in generated C. */
  static String decode(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // most files have no replacement character, and no decoder is needed to see that
    return text.indexOf('\uFFFD') < 0
        ? text
        : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  @Override
  public List<String> files() {
    return directory.map(d -> list(d, d)).orElse(List.of());
  }

  @Override
  public List<String> resources() {
    List<String> found = new ArrayList<>();
    try {
      for (URL url : Collections.list(loader.getResources(ROOT))) {
        found.addAll(list(url));
      }
    } catch (IOException e) {
      // The list serves only to say "did you mean": a part of it is better than another error.
      return found;
    }
    return found;
  }

  private static List<String> list(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    if (connection instanceof JarURLConnection jar) {
      jar.setUseCaches(false);
      try (JarFile file = jar.getJarFile()) {
        return file.stream()
            .map(ZipEntry::getName)
            .filter(n -> n.startsWith(ROOT) && n.endsWith(EXTENSION))
            .toList();
      }
    }
    if (url.getProtocol().equals("file")) {
      try {
        Path root = Path.of(new URI(url.toString()));
        return list(root.getParent(), root);
      } catch (URISyntaxException e) {
        return List.of();
      }
    }
    return List.of();
  }

  private static List<String> list(Path base, Path from) {
    try (Stream<Path> walk = Files.walk(from)) {
      return walk.filter(f -> f.toString().endsWith(EXTENSION))
          .map(f -> base.relativize(f).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      return List.of();
    }
  }
}
