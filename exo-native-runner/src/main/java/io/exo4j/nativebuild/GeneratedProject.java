package io.exo4j.nativebuild;

import io.exo4j.backend.CModule;
import io.exo4j.diagnostics.Diagnostic;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is generated from the kernels of a project, as text: no dates, no absolute paths,
 * lines end in LF, the same for the same kernels.
 *
 * @param javaFiles Java classes, by path relative to a source root
 * @param nativeFiles a CMake project, by path relative to its directory
 * @param headers the public C headers, by path relative to {@code META-INF/exo/include} in the jar
 * @param units the C files with kernels
 * @param warnings what was found and does not stand in the way
 */
public record GeneratedProject(
    SortedMap<String, String> javaFiles,
    SortedMap<String, String> nativeFiles,
    SortedMap<String, String> headers,
    List<Unit> units,
    List<Diagnostic> warnings) {
  /**
   * A C file with kernels: the variants of one library that are compiled with the same flags.
   *
   * @param library the name of the library
   * @param name the name of the file without {@code .c}; no other unit of the project has it
   * @param path where the file is in the CMake project
   * @param headers where its header is: a directory of the CMake project
   * @param flags the compiler flags that it needs
   * @param module the functions in it
   */
  public record Unit(
      String library,
      String name,
      String path,
      String headers,
      List<String> flags,
      CModule module) {
    /** Copies the list. */
    public Unit {
      flags = List.copyOf(flags);
    }
  }

  /** Copies the collections. */
  public GeneratedProject {
    javaFiles = Collections.unmodifiableSortedMap(new TreeMap<>(javaFiles));
    nativeFiles = Collections.unmodifiableSortedMap(new TreeMap<>(nativeFiles));
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    units = List.copyOf(units);
    warnings = List.copyOf(warnings);
  }
}
