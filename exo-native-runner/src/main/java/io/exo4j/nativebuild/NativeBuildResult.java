package io.exo4j.nativebuild;

import java.nio.file.Path;
import java.util.List;

/**
 * What a build made.
 *
 * @param files the libraries and, last, the index
 * @param classifier the machine that they are for, {@code linux-x86_64}
 * @param notes what the user may want to know: variants that this C compiler cannot build
 */
public record NativeBuildResult(List<Path> files, String classifier, List<String> notes) {
  /** Copies the lists. */
  public NativeBuildResult {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /** The libraries. */
  public List<Path> libraries() {
    return files.subList(0, files.size() - 1);
  }
}
