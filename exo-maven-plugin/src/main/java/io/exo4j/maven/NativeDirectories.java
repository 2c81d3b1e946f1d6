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

  /** The CMake project of the tests; it looks for the other one beside it. */
  static Path tests(File workDirectory) {
    return workDirectory.toPath().resolve("native-test");
  }

  /** Where the tests are built. */
  static Path testBuild(File workDirectory) {
    return workDirectory.toPath().resolve("test-build");
  }

  /** What {@code native-test-compile} tells {@code native-test}. */
  static Path testSetup(File workDirectory) {
    return workDirectory.toPath().resolve("native-tests.txt");
  }
}
