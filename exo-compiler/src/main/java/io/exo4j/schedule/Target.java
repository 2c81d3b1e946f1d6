package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.diagnostics.SourceSpan;
import java.util.Map;
import java.util.Optional;

/**
 * A place that a parameter asks for, not yet looked up: a cursor, or text in the notation of {@link
 * io.exo4j.cursor.CursorText}.
 *
 * @param cursor the cursor, if it is one
 * @param text the text otherwise
 * @param variables the cursors that {@code $name} means in the text
 * @param span where it was written
 */
public record Target(
    Optional<Cursor> cursor, String text, Map<String, Cursor> variables, SourceSpan span) {
  /** Copies the map. */
  public Target {
    variables = Map.copyOf(variables);
  }

  /** A cursor. */
  public static Target of(Cursor cursor) {
    return new Target(Optional.of(cursor), "", Map.of(), SourceSpan.NONE);
  }

  /** Text. */
  public static Target of(String text) {
    return new Target(Optional.empty(), text, Map.of(), SourceSpan.NONE);
  }

  @Override
  public String toString() {
    return cursor.isPresent() ? "<cursor>" : text;
  }
}
