package io.exo4j.schedule;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All directives by name. Immutable. */
public final class DirectiveRegistry {
  private final Map<String, DirectiveSpec> byName = new LinkedHashMap<>();
  private final Map<String, DirectiveSpec> byAnyName = new TreeMap<>();

  private DirectiveRegistry(Collection<DirectiveLibrary> libraries) {
    for (DirectiveLibrary library : libraries) {
      for (Class<? extends Directive> type : library.directives()) {
        add(DirectiveSpec.of(type));
      }
    }
  }

  private void add(DirectiveSpec spec) {
    List<String> names = new ArrayList<>(spec.aliases());
    names.add(0, spec.name());
    for (String name : names) {
      DirectiveSpec old = byAnyName.put(name, spec);
      if (old != null) {
        throw new IllegalArgumentException(
            "both "
                + old.type().getName()
                + " and "
                + spec.type().getName()
                + " are directives called "
                + name);
      }
    }
    byName.put(spec.name(), spec);
  }

  /**
   * The directives of these libraries.
   *
   * @throws IllegalArgumentException if one is not declared as it should be, or two have the same
   *     name
   */
  public static DirectiveRegistry of(Collection<DirectiveLibrary> libraries) {
    return new DirectiveRegistry(libraries);
  }

  /** The directives of all libraries that a class loader finds. */
  public static DirectiveRegistry load(ClassLoader loader) {
    List<DirectiveLibrary> libraries = new ArrayList<>();
    ServiceLoader.load(DirectiveLibrary.class, loader).forEach(libraries::add);
    return new DirectiveRegistry(libraries);
  }

  /** The directives of all libraries on the class path of this library. */
  public static DirectiveRegistry load() {
    return load(DirectiveRegistry.class.getClassLoader());
  }

  /** The directive with that name or alias, if there is one. */
  public Optional<DirectiveSpec> find(String name) {
    return Optional.ofNullable(byAnyName.get(name));
  }

  /**
   * The directive with that name or alias.
   *
   * @throws ExoException if there is none; with the nearest spelling
   */
  public DirectiveSpec get(String name, SourceSpan span) {
    return find(name)
        .orElseThrow(
            () ->
                new ExoException(
                    Diagnostic.error(
                            ScheduleCode.UNKNOWN_DIRECTIVE,
                            span,
                            "there is no directive '" + name + "'")
                        .withHint(Suggest.didYouMean(name, names()))));
  }

  /** All directives, library by library. */
  public Collection<DirectiveSpec> all() {
    return List.copyOf(byName.values());
  }

  /** All names and aliases, sorted. */
  public Collection<String> names() {
    return List.copyOf(byAnyName.keySet());
  }
}
