package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.Objects;

/**
 * A name as it was written, with its place. Non-ASCII names are in Unicode normal form C. In a
 * pattern, {@code _} stands for any name.
 *
 * @param span where it stands
 * @param text the name
 */
public record AstName(SourceSpan span, String text) {
  /** Checks that nothing is missing. */
  public AstName {
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(text, "text");
  }

  /** Returns whether this is {@code _}: in a pattern, the name that matches every name. */
  public boolean isHole() {
    return text.equals("_");
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof AstName n && n.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
