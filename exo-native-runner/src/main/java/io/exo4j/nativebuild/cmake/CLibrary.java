package io.exo4j.nativebuild.cmake;

import java.util.List;
import java.util.Optional;

/**
 * One shared library of a generated project: that of one kernel set. Paths are relative to the
 * project and use {@code /}.
 *
 * @param name the kernel set's name; CMake users link {@code <project>::<name>}
 * @param sources the C files
 * @param headers the public headers, below {@code include/}
 * @param javaSource the C file with the entry points for Java; absent if there are none
 * @param openMp whether a loop runs in parallel
 */
public record CLibrary(
    String name,
    List<Source> sources,
    List<String> headers,
    Optional<String> javaSource,
    boolean openMp) {
  /** Copies the lists. */
  public CLibrary {
    sources = List.copyOf(sources);
    headers = List.copyOf(headers);
  }

  /**
   * One C file.
   *
   * @param path where it is
   * @param flags the compiler flags that it needs besides the project's; a compiler that does not
   *     know them is for another kind of processor
   * @param define the macro that says to the other files that this one is part of the library
   */
  public record Source(String path, List<String> flags, Optional<String> define) {
    /** Copies the list. */
    public Source {
      flags = List.copyOf(flags);
    }
  }
}
