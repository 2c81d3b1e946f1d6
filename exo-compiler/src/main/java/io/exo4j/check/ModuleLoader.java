package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.Severity;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.syntax.AstItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads modules and what they import, each once: a module imported twice gives the identical
 * objects. {@code from a.b import x} is the resource {@code exo/a/b.exo}; {@code from "f.exo"
 * import x} is a file beside the importing one. Of a library, which was checked when it was built,
 * only the procedures that are used are read. Safe for use by several threads, one at a time.
 */
public final class ModuleLoader implements ImportResolver {
  private static final String STANDARD = "exo/std.exo";

  /** Loading recurses from file to imported file. */
  private static final int MAX_DEPTH = 100;

  /** Where a module is: a file of the project or a resource of a library. */
  private record Location(boolean resource, String path) {
    @Override
    public boolean equals(Object o) {
      return o instanceof Location l && l.resource == resource && l.path.equals(path);
    }

    @Override
    public int hashCode() {
      return 31 * Boolean.hashCode(resource) + path.hashCode();
    }

    @Override
    public String toString() {
      return path;
    }
  }

  private record Loaded(SourceFile file, ModuleScope scope, List<Diagnostic> diagnostics) {}

  private final ModuleSource source;
  private final ProcPass pass;
  private final ModuleScope standard;
  private final Map<Location, Loaded> loaded = new HashMap<>();
  private final Map<SourceFile, Location> locations = new IdentityHashMap<>();
  private final Deque<Location> inProgress = new ArrayDeque<>();

  /**
   * A loader.
   *
   * @param source finds the texts
   * @param pass runs on every procedure that is read, if its file has no errors so far
   */
  public ModuleLoader(ModuleSource source, ProcPass pass) {
    this.source = source;
    this.pass = pass;
    this.standard = loadStandard();
  }

  /** A loader of libraries only. */
  public static ModuleLoader of(ClassLoader classLoader) {
    return new ModuleLoader(ClassPathSource.of(classLoader), ProcPass.none());
  }

  /** A loader of libraries and of the files of a source directory. */
  public static ModuleLoader of(ClassLoader classLoader, Path sourceDirectory) {
    return new ModuleLoader(ClassPathSource.of(classLoader, sourceDirectory), ProcPass.none());
  }

  private ModuleScope loadStandard() {
    String name = "/" + STANDARD;
    try (InputStream in = ModuleLoader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      SourceFile file = new SourceFile(STANDARD, ClassPathSource.decode(in.readAllBytes()));
      Diagnostics diagnostics = new Diagnostics();
      ModuleScope scope =
          ModuleChecker.check(file, new StandardOnly(), ProcPass.none(), diagnostics);
      diagnostics.throwIfErrors();
      return scope;
    } catch (IOException e) {
      throw new IllegalStateException("cannot read resource " + name, e);
    }
  }

  /** What the standard library itself sees: nothing. */
  private static final class StandardOnly implements ImportResolver {
    @Override
    public ModuleScope standard() {
      return ModuleScope.empty();
    }

    @Override
    public Optional<ModuleScope> resolve(
        SourceFile importer, AstItem.Import request, Diagnostics diagnostics) {
      diagnostics.error(
          CheckCode.UNKNOWN_MODULE, request.sourceSpan(), "the standard library imports nothing");
      return Optional.empty();
    }
  }

  @Override
  public ModuleScope standard() {
    return standard;
  }

  /**
   * Loads a file that is not imported but given. Its name, if it is a relative path, is its place
   * below the source directory: imports of files start from there, and a file that imports it gets
   * the same objects.
   *
   * @param diagnostics takes what is wrong; the scope holds what has no errors
   */
  public synchronized ModuleScope load(SourceFile file, Diagnostics diagnostics) {
    Location location = new Location(false, file.name().replace('\\', '/'));
    Loaded known = loaded.get(location);
    if (known == null || !known.file().text().equals(file.text())) {
      known = load(location, file);
    }
    for (Diagnostic d : known.diagnostics()) {
      diagnostics.add(d);
    }
    return known.scope();
  }

  private Loaded load(Location location, SourceFile file) {
    locations.put(file, location);
    inProgress.addLast(location);
    try {
      Diagnostics found = new Diagnostics();
      ModuleScope scope =
          location.resource()
              ? ModuleChecker.checkOnDemand(file, this, pass, found)
              : ModuleChecker.check(file, this, pass, found);
      Loaded result = new Loaded(file, scope, found.list());
      loaded.put(location, result);
      return result;
    } finally {
      inProgress.removeLast();
    }
  }

  @Override
  public synchronized Optional<ModuleScope> resolve(
      SourceFile importer, AstItem.Import request, Diagnostics diagnostics) {
    Optional<Location> location = locate(importer, request, diagnostics);
    if (location.isEmpty()) {
      return Optional.empty();
    }
    if (inProgress.contains(location.get())) {
      diagnostics.error(
          CheckCode.IMPORT_CYCLE,
          request.sourceSpan(),
          "circular import: " + cycle(location.get()),
          "move what both need into a file of its own");
      return Optional.empty();
    }
    Loaded known = loaded.get(location.get());
    if (known == null && inProgress.size() > MAX_DEPTH) {
      diagnostics.error(
          CheckCode.IMPORT_CYCLE,
          request.sourceSpan(),
          "more than " + MAX_DEPTH + " files import one another in a chain");
      return Optional.empty();
    }
    if (known == null) {
      Optional<SourceFile> text = read(location.get(), request, diagnostics);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      known = load(location.get(), text.get());
    }
    for (Diagnostic d : known.diagnostics()) {
      if (d.severity() == Severity.ERROR) {
        diagnostics.add(d);
      }
    }
    return Optional.of(known.scope());
  }

  private String cycle(Location to) {
    List<String> chain = new ArrayList<>();
    inProgress.stream().dropWhile(l -> !l.equals(to)).forEach(l -> chain.add(l.path()));
    chain.add(to.path());
    return String.join(" -> ", chain);
  }

  /** Where the requested module is; empty, and an error, if it would be outside of the project. */
  private Optional<Location> locate(
      SourceFile importer, AstItem.Import request, Diagnostics diagnostics) {
    if (!request.file()) {
      return Optional.of(new Location(true, "exo/" + request.source().replace('.', '/') + ".exo"));
    }
    Location from = locations.getOrDefault(importer, new Location(false, importer.name()));
    Optional<String> path = beside(from.path(), request.source());
    if (path.isEmpty()) {
      diagnostics.error(
          CheckCode.UNKNOWN_MODULE,
          request.sourceSpan(),
          "'" + request.source() + "' is outside of the source directory",
          "a file is named relative to the one that imports it, with '/' between directories");
    }
    return path.map(p -> new Location(from.resource(), p));
  }

  /** The path of a file named relative to another one; empty if it leads out of the root. */
  private static Optional<String> beside(String importer, String relative) {
    if (relative.startsWith("/") || relative.indexOf('\\') >= 0 || relative.indexOf(':') >= 0) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>();
    int slash = importer.lastIndexOf('/');
    String joined = slash < 0 ? relative : importer.substring(0, slash + 1) + relative;
    for (String part : joined.split("/")) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  private Optional<SourceFile> read(
      Location location, AstItem.Import request, Diagnostics diagnostics) {
    try {
      Optional<SourceFile> text =
          location.resource() ? source.resource(location.path()) : source.file(location.path());
      if (text.isEmpty()) {
        diagnostics.add(
            Diagnostic.error(
                    CheckCode.UNKNOWN_MODULE, request.sourceSpan(), notFound(location, request))
                .withHint(similar(location, request)));
      }
      return text;
    } catch (IOException e) {
      boolean encoding = e instanceof CharacterCodingException;
      diagnostics.error(
          CheckCode.UNREADABLE_MODULE,
          request.sourceSpan(),
          "cannot read '"
              + location.path()
              + "': "
              + (encoding ? "it is not UTF-8 text" : String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static String notFound(Location location, AstItem.Import request) {
    return request.file()
        ? "there is no file '" + location.path() + "'"
        : "there is no library '" + request.source() + "' (no resource " + location.path() + ")";
  }

  private Optional<String> similar(Location location, AstItem.Import request) {
    if (location.resource() && !request.file()) {
      List<String> modules =
          source.resources().stream()
              .filter(p -> p.startsWith("exo/") && p.endsWith(".exo") && !p.equals(STANDARD))
              .map(p -> p.substring("exo/".length(), p.length() - ".exo".length()))
              .map(p -> p.replace('/', '.'))
              .toList();
      Optional<String> near = Suggest.didYouMean(request.source(), modules);
      String file = request.source().replace('.', '/') + ".exo";
      return source.files().contains(file)
          ? Optional.of("a file of the project is imported by its name: from \"" + file + "\"")
          : near.or(() -> Optional.of("is the library that has it among the dependencies?"));
    }
    return Suggest.didYouMean(
        location.path(), location.resource() ? source.resources() : source.files());
  }
}
