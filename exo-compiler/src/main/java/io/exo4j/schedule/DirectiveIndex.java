package io.exo4j.schedule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directives that come with the compiler, by the index {@code META-INF/exo/directives}: on each
 * line a class, its name and its aliases. A class is loaded when a schedule mentions it. A test
 * writes the index from the declarations ({@code -Dexo.updateDocs=true}).
 */
public final class DirectiveIndex implements DirectiveLibrary {
  private static final String FILE = "/META-INF/exo/directives";

  /** Names of classes by the names of directives. */
  private final Map<String, String> classes = new LinkedHashMap<>();

  /**
   * Reads the index.
   *
   * @throws io.exo4j.diagnostics.ExoException if it is not there
   */
  public DirectiveIndex() {
    this(FILE);
  }

  DirectiveIndex(String file) {
    InputStream index = DirectiveIndex.class.getResourceAsStream(file);
    if (index == null) {
      throw new BrokenLibrary("there is no " + file + " beside the compiler's classes", null);
    }
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(index, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ");
        for (int i = 1; i < words.length; i++) {
          classes.put(words[i], words[0]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Class<? extends Directive>> directives() {
    return new LinkedHashSet<>(classes.values())
        .stream().<Class<? extends Directive>>map(DirectiveIndex::load).toList();
  }

  @Override
  public Optional<Class<? extends Directive>> find(String name) {
    String type = classes.get(name);
    return type == null ? Optional.empty() : Optional.of(load(type));
  }

  private static Class<? extends Directive> load(String name) {
    try {
      return Class.forName(name).asSubclass(Directive.class);
    } catch (ClassNotFoundException e) {
      throw new BrokenLibrary(FILE + " names " + name + ", which does not exist", e);
    }
  }
}
