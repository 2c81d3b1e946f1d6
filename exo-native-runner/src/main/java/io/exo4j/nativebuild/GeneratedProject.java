package io.exo4j.nativebuild;

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
 * @param warnings what was found and does not stand in the way
 */
public record GeneratedProject(
    SortedMap<String, String> javaFiles,
    SortedMap<String, String> nativeFiles,
    SortedMap<String, String> headers,
    List<Diagnostic> warnings) {
  /** Copies the collections. */
  public GeneratedProject {
    javaFiles = Collections.unmodifiableSortedMap(new TreeMap<>(javaFiles));
    nativeFiles = Collections.unmodifiableSortedMap(new TreeMap<>(nativeFiles));
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    warnings = List.copyOf(warnings);
  }
}
