package io.exo4j.nativebuild;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Target;
import io.exo4j.nativebuild.bindings.BindingCode;
import io.exo4j.nativebuild.cmake.CLibrary;
import io.exo4j.nativebuild.cmake.CMakeProject;
import io.exo4j.nativebuild.index.LineMap;
import io.exo4j.nativebuild.index.NativeIndex;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.KernelSet;
import io.exo4j.nativebuild.model.ProjectSettings;
import io.exo4j.nativebuild.model.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Generates Java classes and a CMake project from kernels. Pure: touches no file. */
public final class ProjectGenerator {
  private static final String RUNTIME_HEADER = "exo_runtime.h";
  private static final String RUNTIME_RESOURCE = "/META-INF/exo/include/" + RUNTIME_HEADER;

  private final ProjectSettings settings;
  private final SortedMap<String, String> javaFiles = new TreeMap<>();
  private final SortedMap<String, String> nativeFiles = new TreeMap<>();
  private final SortedMap<String, String> headers = new TreeMap<>();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private final List<CLibrary> libraries = new ArrayList<>();
  private final List<NativeIndex.Library> indexed = new ArrayList<>();
  private final List<GeneratedProject.Unit> units = new ArrayList<>();
  private final StringBuilder lines = new StringBuilder();

  private ProjectGenerator(ProjectSettings settings) {
    this.settings = settings;
  }

  /**
   * Generates everything. Sets of one name in one directory (a kernel file and the schedule file
   * beside it) become one library.
   *
   * @param sets in any order
   * @throws ExoException if kernels cannot be compiled or exported; all mistakes of a set are
   *     reported
   */
  public static GeneratedProject generate(ProjectSettings settings, List<KernelSet> sets) {
    return generate(settings, sets, name -> Optional.empty());
  }

  /**
   * Generates everything, with the functional models of the targets among the headers: where a
   * target's own header is not installed, that of the model takes its place.
   *
   * @param sets in any order
   * @param models the text of a functional model, by the name that targets give it
   * @throws ExoException if kernels cannot be compiled or exported; all mistakes of a set are
   *     reported
   */
  public static GeneratedProject generate(
      ProjectSettings settings, List<KernelSet> sets, Function<String, Optional<String>> models) {
    ProjectGenerator generator = new ProjectGenerator(settings);
    generator.models(sets, models);
    return generator.generate(sets);
  }

  private void models(List<KernelSet> sets, Function<String, Optional<String>> models) {
    for (KernelSet set : sets) {
      for (Kernel kernel : set.kernels()) {
        for (Variant variant : kernel.variants()) {
          variant
              .target()
              .flatMap(Target::model)
              .ifPresent(
                  name ->
                      models
                          .apply(name)
                          .ifPresent(
                              text ->
                                  nativeFiles.put(
                                      "include/" + settings.cmakeName() + "/" + name, text)));
        }
      }
    }
  }

  private GeneratedProject generate(List<KernelSet> sets) {
    List<Library> merged = merge(sets);
    Set<String> names = new HashSet<>();
    merged.forEach(library -> names.add(library.name()));
    List<Diagnostic> errors = new ArrayList<>();
    for (Library library : merged) {
      try {
        add(
            LibraryGenerator.generate(
                settings, library.name(), library.files, library.kernels, names));
      } catch (ExoException e) {
        errors.addAll(e.diagnostics());
      }
    }
    if (!errors.isEmpty()) {
      throw new ExoException(errors);
    }
    if (!merged.isEmpty()) {
      project(merged.stream().flatMap(library -> library.files.stream()).toList());
    }
    return new GeneratedProject(javaFiles, nativeFiles, headers, units, warnings);
  }

  private void add(LibraryGenerator.Output output) {
    javaFiles.put(output.javaFile(), output.java());
    nativeFiles.putAll(output.sources());
    output
        .headers()
        .forEach(
            (name, text) -> {
              String path = settings.cmakeName() + "/" + name;
              headers.put(path, text);
              nativeFiles.put("include/" + path, text);
            });
    libraries.add(output.library());
    indexed.add(output.index());
    units.addAll(output.units());
    warnings.addAll(output.warnings());
    lines.append(output.lines());
  }

  private void project(List<String> origin) {
    CMakeProject cmake =
        new CMakeProject(settings.cmakeName(), settings.version(), origin, libraries);
    nativeFiles.putAll(cmake.files());
    nativeFiles.put("jni/" + RUNTIME_HEADER, runtimeHeader());
    nativeFiles.put(NativeIndex.FILE, new NativeIndex(indexed).template());
    nativeFiles.put(LineMap.FILE, lines.toString());
  }

  /** The C half of exo-runtime's interface. */
  private static String runtimeHeader() {
    try (InputStream in = ProjectGenerator.class.getResourceAsStream(RUNTIME_RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "exo-runtime is not on the class path: no " + RUNTIME_RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- kernel sets ----

  private static final class Library {
    private final String path;
    private final List<String> files = new ArrayList<>();
    private final List<Kernel> kernels = new ArrayList<>();
    private final KernelSet first;

    Library(KernelSet first) {
      this.first = first;
      this.path = stem(first);
    }

    String name() {
      return first.name();
    }

    void add(KernelSet set) {
      files.add(set.fileName());
      for (Kernel kernel : set.kernels()) {
        if (kernels.stream().anyMatch(k -> k.name().equals(kernel.name()))) {
          throw duplicate(
              kernel.reference().span(),
              "two kernels of "
                  + String.join(" and ", files)
                  + " are called '"
                  + kernel.name()
                  + "'");
        }
        kernels.add(kernel);
      }
    }
  }

  private static List<Library> merge(List<KernelSet> sets) {
    Map<String, Library> byName = new LinkedHashMap<>();
    List<KernelSet> sorted =
        sets.stream()
            .filter(set -> !set.kernels().isEmpty())
            .sorted((a, b) -> a.fileName().compareTo(b.fileName()))
            .toList();
    for (KernelSet set : sorted) {
      // Java classes that differ only in case would overwrite each other on some systems
      String key = set.name().toLowerCase(java.util.Locale.ROOT);
      Library library = byName.computeIfAbsent(key, name -> new Library(set));
      if (!library.path.equals(stem(set))) {
        throw duplicate(
            set.kernels().get(0).reference().span(),
            "%s and %s would both become the class of '%s'"
                .formatted(library.first.fileName(), set.fileName(), set.name()));
      }
      library.add(set);
    }
    return List.copyOf(byName.values());
  }

  private static String stem(KernelSet set) {
    String file = set.fileName();
    int dot = file.lastIndexOf('.');
    return dot > file.lastIndexOf('/') ? file.substring(0, dot) : file;
  }

  private static ExoException duplicate(SourceSpan span, String message) {
    return new ExoException(
        Diagnostic.error(BindingCode.DUPLICATE, span, message).withHint("rename one of them"));
  }
}
