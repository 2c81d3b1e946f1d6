package io.exo4j.maven;

import java.io.File;
import java.nio.file.Path;

/**
 * Where things are below the work directory; {@code generate} and {@code native-compile} have to
 * agree.
 */
final class NativeDirectories {
  private NativeDirectories() {}

  /** The generated CMake project. It can be taken away and built without Maven. */
  static Path project(File workDirectory) {
    return workDirectory.toPath().resolve("native");
  }

  /** The build tree of CMake. */
  static Path build(File workDirectory) {
    return workDirectory.toPath().resolve("build");
  }
}
