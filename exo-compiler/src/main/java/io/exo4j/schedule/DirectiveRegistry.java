package io.exo4j.schedule;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** All directives by name, each loaded when somebody asks for it. Safe for several threads. */
public final class DirectiveRegistry {
  private final List<DirectiveLibrary> libraries;
  private final Map<Class<? extends Directive>, DirectiveSpec> specs = new ConcurrentHashMap<>();

  private DirectiveRegistry(Collection<DirectiveLibrary> libraries) {
    this.libraries = List.copyOf(libraries);
  }

  /** The directives of these libraries. */
  public static DirectiveRegistry of(Collection<DirectiveLibrary> libraries) {
    return new DirectiveRegistry(libraries);
  }

  /**
   * The directives of all libraries that a class loader finds.
   *
   * @throws ExoException if one of them cannot be loaded
   */
  public static DirectiveRegistry load(ClassLoader loader) {
    List<DirectiveLibrary> libraries = new ArrayList<>();
    try {
      for (DirectiveLibrary d : ServiceLoader.load(DirectiveLibrary.class, loader)) {
        libraries.add(d);
      }
    } catch (ServiceConfigurationError e) {
      throw e.getCause() instanceof BrokenLibrary known
          ? known
          : new BrokenLibrary(String.valueOf(e.getMessage()), e);
    }
    return new DirectiveRegistry(libraries);
  }

  /** The directives of all libraries on the class path of this library. */
  public static DirectiveRegistry load() {
    return load(DirectiveRegistry.class.getClassLoader());
  }

  /**
   * The directive with that name or alias, if there is one.
   *
   * @throws IllegalArgumentException if it is not declared as it should be, or two have that name
   */
  public Optional<DirectiveSpec> find(String name) {
    Optional<Class<? extends Directive>> found = Optional.empty();
    for (DirectiveLibrary library : libraries) {
      Optional<Class<? extends Directive>> next = library.find(name);
      if (found.isPresent() && next.isPresent()) {
        throw new IllegalArgumentException(
            "both "
                + found.get().getName()
                + " and "
                + next.get().getName()
                + " are directives called "
                + name);
      }
      if (next.isPresent()) {
        found = next;
      }
    }
    return found.map(this::spec);
  }

  private DirectiveSpec spec(Class<? extends Directive> type) {
    return specs.computeIfAbsent(type, DirectiveSpec::of);
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
    List<DirectiveSpec> all = new ArrayList<>();
    for (DirectiveLibrary library : libraries) {
      for (Class<? extends Directive> d : library.directives()) {
        all.add(spec(d));
      }
    }
    return List.copyOf(all);
  }

  /** All names and aliases, sorted. */
  public Collection<String> names() {
    TreeSet<String> names = new TreeSet<>();
    for (DirectiveSpec d : all()) {
      names.add(d.name());
      names.addAll(d.aliases());
    }
    return List.copyOf(names);
  }
}
