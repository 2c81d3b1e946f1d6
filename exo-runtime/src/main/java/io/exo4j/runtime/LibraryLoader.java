package io.exo4j.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a library, in this order: the file that {@code exo.native.<library>.path} names; the
 * directory {@code exo.native.dir}; the jar, from which it is extracted to a {@link NativeCache}.
 * What an option names is used or it is an error: another library than the one asked for is never
 * loaded silently.
 *
 * <p>Used once, by one thread.
 */
final class LibraryLoader {
  /** System property: where libraries are extracted to. */
  static final String CACHE = "exo.native.cache";

  /** System property: a directory that holds installed libraries. */
  static final String DIRECTORY = "exo.native.dir";

  /** The version of the C interface, {@code EXO_ABI} of {@code exo_runtime.h}. */
  private static final long ABI = 1;

  private static final String INDEX = "index.properties";

  /** Where the resources come from; a class loader, save in tests. */
  @FunctionalInterface
  interface Resources {
    Optional<InputStream> open(String name) throws IOException;

    static Resources of(ClassLoader loader) {
      return name -> Optional.ofNullable(loader.getResourceAsStream(name));
    }
  }

  /**
   * Loads a file into the process: by FFM or by JNI. Failures are {@link UnsatisfiedLinkError}s.
   */
  @FunctionalInterface
  interface Opener {
    NativeCode open(Path file);
  }

  /** A library in the process, and what is known about it. */
  record Loaded(NativeCode code, LibraryIndex index, Path file) {}

  private record Place(String name, Path root) {}

  private final String module;
  private final String library;
  private final Resources resources;
  private final Platform platform;
  private final Settings settings;
  private final Opener opener;
  private final List<String> attempts = new ArrayList<>();
  private final Set<String> hints = new LinkedHashSet<>();

  LibraryLoader(
      String module,
      String library,
      Resources resources,
      Platform platform,
      Settings settings,
      Opener opener) {
    this.module = module;
    this.library = library;
    this.resources = resources;
    this.platform = platform;
    this.settings = settings;
    this.opener = opener;
  }

  /**
   * Finds and loads the library.
   *
   * @throws NativeLibraryError if there is none, or none that may and can be loaded
   */
  Loaded load() {
    Optional<LibraryIndex> packaged = packagedIndex();
    String property = "exo.native." + library + ".path";
    Optional<String> path = settings.property(property);
    if (path.isPresent()) {
      return installed("-D" + property, toPath(property, path.get()), packaged)
          .orElseThrow(this::failure);
    }
    Optional<String> directory = settings.property(DIRECTORY);
    if (directory.isPresent()) {
      Optional<Loaded> found = fromDirectory(toPath(DIRECTORY, directory.get()), packaged);
      if (found.isPresent()) {
        return found.get();
      }
    } else {
      attempts.add("-D" + property + " and -D" + DIRECTORY + " are not set");
    }
    return extracted(packaged.orElseThrow(this::failure));
  }

  // ---- the index ----

  private String resource(String classifier, String file) {
    return "META-INF/exo/native/" + module + "/" + classifier + "/" + file;
  }

  private Optional<LibraryIndex> packagedIndex() {
    String name = resource(platform.classifier(), INDEX);
    try (InputStream in = resources.open(name).orElse(null)) {
      if (in != null) {
        return Optional.of(LibraryIndex.read(in, library));
      }
      attempts.add("the class path has no " + name + otherPlatforms());
    } catch (IOException e) {
      attempts.add(name + " " + reason(e));
    }
    return Optional.empty();
  }

  private String otherPlatforms() {
    List<String> present = new ArrayList<>();
    for (String classifier : Platform.wellKnownClassifiers()) {
      try (InputStream in = resources.open(resource(classifier, INDEX)).orElse(null)) {
        if (in != null) {
          present.add(classifier);
        }
      } catch (IOException e) {
        continue; // only for the message
      }
    }
    return present.isEmpty()
        ? " (nor one for any other platform: is the jar with the native libraries there?)"
        : "; it was built for " + String.join(", ", present);
  }

  /** An index beside an installed file describes that very file. */
  private Optional<LibraryIndex> indexBeside(Path directory) {
    Path file = directory.resolve(INDEX);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(LibraryIndex.read(in, library));
    } catch (IOException e) {
      attempts.add(file + " " + reason(e));
      return Optional.empty();
    }
  }

  // ---- installed libraries ----

  private Path toPath(String property, String value) {
    try {
      return Path.of(value).toAbsolutePath();
    } catch (InvalidPathException e) {
      attempts.add("-D" + property + ": " + e.getMessage());
      throw failure();
    }
  }

  private Optional<Loaded> fromDirectory(Path directory, Optional<LibraryIndex> packaged) {
    Optional<LibraryIndex> index = indexBeside(directory).or(() -> packaged);
    if (index.isEmpty()) {
      attempts.add("-D" + DIRECTORY + "=" + directory + ": it has no " + INDEX);
      return Optional.empty();
    }
    Path file = directory.resolve(index.get().file());
    if (!Files.exists(file)) {
      attempts.add("-D" + DIRECTORY + ": there is no " + file);
      return Optional.empty();
    }
    return Optional.of(installed("-D" + DIRECTORY, file, index).orElseThrow(this::failure));
  }

  private Optional<Loaded> installed(String origin, Path file, Optional<LibraryIndex> packaged) {
    if (!Files.isRegularFile(file)) {
      attempts.add(origin + ": " + file + " is not a file");
      return Optional.empty();
    }
    Optional<LibraryIndex> index =
        Optional.ofNullable(file.getParent()).flatMap(this::indexBeside).or(() -> packaged);
    if (index.isEmpty()) {
      attempts.add(
          origin + ": " + file + " has no " + INDEX + " beside it that says what is in it");
      return Optional.empty();
    }
    return open(origin, file, index.get());
  }

  // ---- extraction ----

  private Loaded extracted(LibraryIndex index) {
    NativeCache.Content content = () -> packagedContent(index);
    for (Place place : places()) {
      Path file;
      try {
        file = NativeCache.store(place.root, index, content);
      } catch (IOException | SecurityException e) {
        attempts.add(place.name + ": cannot extract to " + place.root + ": " + reason(e));
        hints.add("name a directory that only you can write to with -D" + CACHE + "=<directory>");
        continue;
      }
      Optional<Loaded> loaded = open(place.name, file, index);
      if (loaded.isPresent()) {
        return loaded.get();
      }
    }
    if (settings.property(CACHE).isEmpty()) {
      Optional<Loaded> loaded = fromTemporaryCopy(index, content);
      if (loaded.isPresent()) {
        return loaded.get();
      }
    }
    throw failure();
  }

  /** The directories that keep libraries between runs. The option, if set, is the only one. */
  private List<Place> places() {
    Optional<String> chosen = settings.property(CACHE);
    if (chosen.isPresent()) {
      return List.of(new Place("-D" + CACHE, toPath(CACHE, chosen.get())));
    }
    List<Place> places = new ArrayList<>();
    settings
        .environment("XDG_CACHE_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .ifPresent(home -> places.add(new Place("$XDG_CACHE_HOME", under(home))));
    settings
        .property("user.home")
        .map(Path::of)
        .filter(home -> home.isAbsolute() && Files.isDirectory(home))
        .ifPresent(home -> places.add(new Place("~/.cache", under(home.resolve(".cache")))));
    return places;
  }

  private static Path under(Path cacheHome) {
    return cacheHome.resolve("exo").resolve("native");
  }

  private byte[] packagedContent(LibraryIndex index) throws IOException {
    String name = resource(platform.classifier(), index.file());
    try (InputStream in = resources.open(name).orElse(null)) {
      if (in == null) {
        throw new IOException("the class path has " + INDEX + ", but no " + name);
      }
      byte[] content = in.readNBytes((int) index.size() + 1);
      if (content.length != index.size() || !NativeCache.sha256(content).equals(index.sha256())) {
        throw new IOException(
            name + " is not the file that " + INDEX + " describes: the jar is damaged");
      }
      return content;
    }
  }

  private Optional<Loaded> fromTemporaryCopy(LibraryIndex index, NativeCache.Content content) {
    Path temporary = Path.of(settings.property("java.io.tmpdir").orElse("."));
    String origin = "the temporary directory";
    Path copy;
    try {
      copy = NativeCache.copy(temporary, index.file(), content.read());
    } catch (IOException | SecurityException e) {
      attempts.add(origin + ": cannot extract to " + temporary + ": " + reason(e));
      hints.add("name a directory that only you can write to with -D" + CACHE + "=<directory>");
      return Optional.empty();
    }
    try {
      FileTrust.directory(copy.getParent());
      return open(origin, copy, index);
    } catch (IOException e) {
      attempts.add(origin + ": " + reason(e));
      return Optional.empty();
    } finally {
      NativeCache.discard(copy);
    }
  }

  // ---- loading ----

  /** Loads a file; empty if another place may do better, an error if no place would. */
  private Optional<Loaded> open(String origin, Path file, LibraryIndex index) {
    try {
      return Optional.of(checked(opener.open(file), index, file));
    } catch (IllegalCallerException e) {
      attempts.add(origin + ": " + file + ": " + e.getMessage());
      hints.add(
          "start Java with --enable-native-access=ALL-UNNAMED, or, on the module path, with"
              + " --enable-native-access=io.exo4j.runtime");
      throw failure();
    } catch (UnsatisfiedLinkError e) {
      String message = String.valueOf(e.getMessage());
      LoadFailure kind = LoadFailure.of(message, index.file());
      if (kind == LoadFailure.OTHER_CLASS_LOADER) {
        return openCopy(origin, file, index);
      }
      attempts.add(origin + ": " + file + ": " + message.replace(file + ": ", ""));
      LoadFailure.hint(message, index.file()).ifPresent(hints::add);
      if (kind == LoadFailure.OTHER && !index.needs().isEmpty()) {
        hints.add("it needs these system libraries: " + String.join(" ", index.needs()));
      }
      if (kind == LoadFailure.NOT_EXECUTABLE) {
        return Optional.empty();
      }
      throw failure();
    }
  }

  /** A JNI library belongs to one class loader; the next one gets a copy with a name of its own. */
  private Optional<Loaded> openCopy(String origin, Path file, LibraryIndex index) {
    List<Path> parents = new ArrayList<>();
    places().forEach(place -> parents.add(place.root));
    settings.property("java.io.tmpdir").map(Path::of).ifPresent(parents::add);
    for (int i = 0; i < parents.size(); i++) {
      Path parent = parents.get(i);
      boolean temporary = i == parents.size() - 1;
      Path copy;
      try {
        copy =
            NativeCache.copy(
                temporary ? parent : FileTrust.directory(parent),
                index.file(),
                Files.readAllBytes(file));
      } catch (IOException | SecurityException e) {
        attempts.add(origin + ": cannot copy " + file + " to " + parent + ": " + reason(e));
        continue;
      }
      try {
        FileTrust.directory(copy.getParent());
        return Optional.of(checked(opener.open(copy), index, file));
      } catch (IOException | UnsatisfiedLinkError e) {
        attempts.add(origin + ": private copy " + copy + ": " + reason(e).replace(copy + ": ", ""));
        LoadFailure.hint(String.valueOf(e.getMessage()), index.file()).ifPresent(hints::add);
      } finally {
        NativeCache.discard(copy);
      }
    }
    return Optional.empty();
  }

  private static Loaded checked(NativeCode code, LibraryIndex index, Path file) {
    long abi = code.control(NativeCode.GET_ABI, 0);
    if (abi != ABI) {
      throw new UnsatisfiedLinkError(
          "it was built for version "
              + abi
              + " of the interface to exo-runtime, this one knows version "
              + ABI
              + ": generate it again or take the exo-runtime that belongs to it");
    }
    return new Loaded(code, index, file);
  }

  private NativeLibraryError failure() {
    return new NativeLibraryError(
        "cannot load the native library '"
            + library
            + "' of "
            + module
            + " on "
            + platform.classifier(),
        attempts,
        List.copyOf(hints));
  }

  private static String reason(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof FileTrust.Refused
            || e.getClass() == IOException.class
            || e instanceof Error
            || e instanceof LibraryIndex.Malformed
        ? message
        : e.getClass().getSimpleName() + ": " + message; // AccessDeniedException says only a name
  }
}
