package io.exo4j.check;

import io.exo4j.diagnostics.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the texts of modules come from. */
public interface ModuleSource {
  /**
   * A file of the project.
   *
   * @param path relative to the source directory, {@code /} as separator, normalised; never leads
   *     out of it
   * @throws IOException if it is there and cannot be read, or is not UTF-8
   */
  Optional<SourceFile> file(String path) throws IOException;

  /**
   * A file of a library.
   *
   * @param path the path of the resource, for example {@code exo/mylibrary/vectors.exo}
   * @throws IOException if it is there and cannot be read, or is not UTF-8
   */
  Optional<SourceFile> resource(String path) throws IOException;

  /** Whether {@link #resource} finds it; it need not be readable. */
  default boolean hasResource(String path) throws IOException {
    return resource(path).isPresent();
  }

  /** The paths that {@link #file} finds, as far as they can be listed; for "did you mean" only. */
  default List<String> files() {
    return List.of();
  }

  /**
   * The paths that {@link #resource} finds, as far as they can be listed; for "did you mean" only.
   */
  default List<String> resources() {
    return List.of();
  }

  /** Finds nothing. */
  static ModuleSource none() {
    return new ModuleSource() {
      @Override
      public Optional<SourceFile> file(String path) {
        return Optional.empty();
      }

      @Override
      public Optional<SourceFile> resource(String path) {
        return Optional.empty();
      }
    };
  }
}
