package io.exo4j.yaml;

import io.exo4j.check.ModuleLoader;
import io.exo4j.check.ModuleScope;
import io.exo4j.check.ModuleSource;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.Suggest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a schedule file imports: {@code .exo} modules of the project (beside the schedule) or
 * of a library ({@code a/b.exo} is the resource {@code exo/a/b.exo}), and {@code .yaml} libraries
 * of operations in the same places.
 */
final class Imports {
  private static final String STANDARD = "std";

  private final ModuleLoader loader;
  private final ModuleSource source;

  Imports(ModuleLoader loader, ModuleSource source) {
    this.loader = loader;
    this.source = source;
  }

  /**
   * The names of all modules that a file and its libraries of operations import, and those visible
   * everywhere.
   *
   * @param files the file, then the libraries
   * @param diagnostics takes what is wrong in the modules
   */
  ModuleScope modules(List<ScheduleFile> files, Diagnostics diagnostics) {
    // a module that imports what the schedule imports: every rule about names is that of the
    // language
    ScheduleFile first = files.get(0);
    StringBuilder text = new StringBuilder();
    Set<String> lines = new LinkedHashSet<>();
    for (ScheduleFile file : files) {
      for (Tree.Scalar i : file.imports()) {
        if (i.text().endsWith(".exo")) {
          lines.add(line(first, file, i));
        }
      }
    }
    for (String l : lines) {
      text.append(l).append('\n');
    }
    return loader.load(
        new SourceFile(first.file().name() + " (imports)", text.toString()), diagnostics);
  }

  /** The import of a module by {@code file}, as it has to be written in {@code importer}. */
  private String line(ScheduleFile importer, ScheduleFile file, Tree.Scalar i) {
    String path = i.text();
    String beside = beside(file, path);
    if (find(beside, false, i).isPresent()) {
      String from = file == importer ? path : relative(directory(importer), beside);
      return "from \"" + from.replace("\"", "") + "\" import *";
    }
    for (String resource : List.of(beside, "exo/" + path)) {
      if (resource.startsWith("exo/") && isLibrary(resource, i)) {
        String name = resource.substring("exo/".length(), resource.length() - ".exo".length());
        return "from " + name.replace('/', '.') + " import *";
      }
    }
    throw missing(i);
  }

  private static String relative(String directory, String path) {
    Path from = Path.of(directory).normalize();
    return from.relativize(Path.of(path).normalize()).toString().replace('\\', '/');
  }

  /** The libraries of operations that a file imports. */
  List<SourceFile> libraries(ScheduleFile file) {
    List<SourceFile> out = new ArrayList<>();
    for (Tree.Scalar i : file.imports()) {
      String path = i.text();
      if (path.endsWith(".exo")) {
        continue;
      }
      boolean yaml = path.endsWith(".yaml") || path.endsWith(".yml");
      String name = yaml ? path : path + ".yaml";
      Optional<SourceFile> found =
          find(beside(file, name), false, i).or(() -> find("exo/" + name, true, i));
      if (found.isPresent()) {
        out.add(found.get());
      }
      // the standard operations are directives, found without being imported
      if (found.isEmpty() && !path.equals(STANDARD)) {
        throw missing(i);
      }
    }
    return out;
  }

  /** A file beside a schedule, or below the source directory. */
  Optional<SourceFile> file(ScheduleFile schedule, String path) {
    try {
      Optional<SourceFile> f = source.file(beside(schedule, path));
      return f.isPresent() ? f : source.file(path);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String beside(ScheduleFile file, String path) {
    return directory(file) + path;
  }

  /** With a slash at its end, unless it is empty. */
  private static String directory(ScheduleFile file) {
    String name = file.file().name().replace('\\', '/');
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  private Optional<SourceFile> find(String path, boolean resource, Tree.Scalar i) {
    try {
      return resource ? source.resource(path) : source.file(path);
    } catch (IOException e) {
      throw unreadable(i, e);
    }
  }

  private boolean isLibrary(String path, Tree.Scalar i) {
    try {
      return source.hasResource(path);
    } catch (IOException e) {
      throw unreadable(i, e);
    }
  }

  private static RuntimeException unreadable(Tree.Scalar i, IOException e) {
    return Errors.of(
        YamlCode.IMPORT, i.span(), "cannot read '" + i.text() + "': " + e.getMessage());
  }

  private RuntimeException missing(Tree.Scalar i) {
    List<String> known = new ArrayList<>(source.files());
    source.resources().stream()
        .filter(r -> r.startsWith("exo/"))
        .forEach(r -> known.add(r.substring("exo/".length())));
    return Errors.of(
        YamlCode.IMPORT,
        i.span(),
        "there is no file or library '" + i.text() + "'",
        Suggest.didYouMean(i.text(), known)
            .or(() -> Optional.of("is the library that has it among the dependencies?")));
  }
}
