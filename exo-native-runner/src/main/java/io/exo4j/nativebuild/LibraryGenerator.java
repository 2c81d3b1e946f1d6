package io.exo4j.nativebuild;

import io.exo4j.backend.CBackend;
import io.exo4j.backend.CModule;
import io.exo4j.backend.COptions;
import io.exo4j.backend.CUnit;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.ir.Proc;
import io.exo4j.nativebuild.bindings.CDispatch;
import io.exo4j.nativebuild.bindings.CGlue;
import io.exo4j.nativebuild.bindings.CUnitInfo;
import io.exo4j.nativebuild.bindings.JavaClass;
import io.exo4j.nativebuild.bindings.LibraryShape;
import io.exo4j.nativebuild.cmake.CLibrary;
import io.exo4j.nativebuild.index.LineMap;
import io.exo4j.nativebuild.index.NativeIndex;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.ProjectSettings;
import io.exo4j.nativebuild.model.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Generates what one kernel set becomes: C files by compiler flags, one glue file, one Java class.
 */
final class LibraryGenerator {
  /** What one kernel set becomes. */
  record Output(
      String javaFile,
      String java,
      SortedMap<String, String> sources,
      SortedMap<String, String> headers,
      CLibrary library,
      NativeIndex.Library index,
      List<GeneratedProject.Unit> units,
      List<Diagnostic> warnings,
      String lines) {}

  /** The variants that are compiled with the same flags, and the name of their C file. */
  private record Group(String name, List<String> flags, List<Proc> procs) {
    Optional<String> define() {
      return flags.isEmpty()
          ? Optional.empty()
          : Optional.of("EXO_HAVE_" + name.toUpperCase(Locale.ROOT));
    }
  }

  private LibraryGenerator() {}

  /**
   * Generates one library.
   *
   * @param name its name
   * @param files the kernel files that it comes from
   * @param taken the names of C files that it may not use for its variants; gets those that it uses
   */
  static Output generate(
      ProjectSettings settings,
      String name,
      List<String> files,
      List<Kernel> kernels,
      Set<String> taken) {
    SortedMap<String, String> sources = new TreeMap<>();
    SortedMap<String, String> headers = new TreeMap<>();
    List<CLibrary.Source> listed = new ArrayList<>();
    List<CUnitInfo> units = new ArrayList<>();
    List<GeneratedProject.Unit> built = new ArrayList<>();
    List<Diagnostic> warnings = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    boolean openMp = false;
    for (Group group : groups(name, kernels, taken)) {
      // always with directives: they tell where each line comes from
      CModule module =
          CBackend.compile(new CUnit(group.name, group.procs, new COptions(true, true)));
      String file = group.name + ".c";
      String path = "src/" + file;
      LineMap map = LineMap.of(module.source(), file);
      sources.put(path, settings.lineDirectives() ? module.source() : map.plain());
      lines.append(map.entries(path));
      headers.put(module.headerName(), module.header());
      listed.add(new CLibrary.Source(path, group.flags, group.define()));
      units.add(new CUnitInfo(module, group.define()));
      built.add(
          new GeneratedProject.Unit(
              name, group.name, path, "include/" + settings.cmakeName(), group.flags, module));
      warnings.addAll(module.warnings());
      openMp |= module.needs().openmp();
    }
    LibraryShape shape = LibraryShape.of(settings, name, files, kernels, units);
    CDispatch.of(name, files, kernels, units)
        .ifPresent(
            dispatch -> {
              sources.put(dispatch.sourcePath(), dispatch.source());
              headers.put(dispatch.headerName(), dispatch.header());
              listed.add(new CLibrary.Source(dispatch.sourcePath(), List.of(), Optional.empty()));
            });
    String glue = "jni/" + name + "_java.c";
    sources.put(glue, CGlue.text(shape, units));
    String prefix = "include/" + settings.cmakeName() + "/";
    CLibrary library =
        new CLibrary(
            name,
            listed,
            headers.keySet().stream().map(header -> prefix + header).toList(),
            Optional.of(glue),
            openMp);
    return new Output(
        shape.javaFile(),
        JavaClass.text(shape),
        sources,
        headers,
        library,
        shape.index(settings.cmakeName() + "-" + name),
        built,
        warnings,
        lines.toString());
  }

  private static List<Group> groups(String name, List<Kernel> kernels, Set<String> taken) {
    Map<List<String>, Group> groups = new LinkedHashMap<>();
    for (Kernel kernel : kernels) {
      for (Variant variant : kernel.variants()) {
        Group group =
            groups.computeIfAbsent(
                variant.flags(),
                flags ->
                    new Group(
                        flags.isEmpty() ? name : unused(name + "_" + variant.name(), taken),
                        flags,
                        new ArrayList<>()));
        if (!group.procs.contains(variant.proc())) {
          group.procs.add(variant.proc());
        }
      }
    }
    return List.copyOf(groups.values());
  }

  private static String unused(String wanted, Set<String> taken) {
    String name = wanted.replaceAll("[^A-Za-z0-9_]", "_");
    while (!taken.add(name)) {
      name += "_";
    }
    return name;
  }
}
