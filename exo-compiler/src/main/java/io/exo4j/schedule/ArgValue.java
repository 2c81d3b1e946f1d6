package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An argument of a step as some notation gives it, before it is bound to a parameter: text, a list
 * or a map. Package {@code yaml} makes these from YAML.
 */
public sealed interface ArgValue {
  /** Where it was written. */
  SourceSpan span();

  /**
   * A single value.
   *
   * @param text as it was written
   * @param quoted whether it was written in quotes, so that it is text whatever it looks like
   * @param cursor the cursor that it is, if it is a variable that holds one
   * @param cursors the cursors that {@code $name} means in the text
   * @param span where
   */
  record Scalar(
      String text,
      boolean quoted,
      Optional<Cursor> cursor,
      Map<String, Cursor> cursors,
      SourceSpan span)
      implements ArgValue {
    /** Copies the map. */
    public Scalar {
      cursors = Map.copyOf(cursors);
    }

    /** Plain text. */
    public static Scalar of(String text) {
      return new Scalar(text, false, Optional.empty(), Map.of(), SourceSpan.NONE);
    }
  }

  /** Several values. */
  record Items(List<ArgValue> values, SourceSpan span) implements ArgValue {
    /** Copies the list. */
    public Items {
      values = List.copyOf(values);
    }
  }

  /** Values by name, in the order written. */
  record Entries(List<Entry> entries, SourceSpan span) implements ArgValue {
    /** Copies the list. */
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /**
   * One value of a map.
   *
   * @param key its name
   * @param keySpan where the name was written
   * @param value the value
   */
  record Entry(String key, SourceSpan keySpan, ArgValue value) {}
}
