package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * A whole {@code .exo} file.
 *
 * @param file the text it was parsed from
 * @param documentation the string at the head of the file, if any
 * @param items its items in order
 */
public record AstModule(SourceFile file, Optional<String> documentation, List<AstItem> items) {
  /** Copies the list. */
  public AstModule {
    items = List.copyOf(items);
  }
}
