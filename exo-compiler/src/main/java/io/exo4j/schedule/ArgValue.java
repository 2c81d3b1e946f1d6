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

  /** What it is, for a message: {@code 'x'}, {@code a list of 2}. */
  String description();

  /** Itself, if it is a single value. */
  default Optional<Scalar> asScalar() {
    return Optional.empty();
  }

  /** The values of a list. */
  default Optional<List<ArgValue>> asItems() {
    return Optional.empty();
  }

  /** The values of a map. */
  default Optional<List<Entry>> asEntries() {
    return Optional.empty();
  }

  /** The values of a list; of anything else, itself. */
  default List<ArgValue> elements() {
    return asItems().orElseGet(() -> List.of(this));
  }

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

    @Override
    public String description() {
      return cursor.isPresent() ? "a cursor" : "'" + text + "'";
    }

    @Override
    public Optional<Scalar> asScalar() {
      return Optional.of(this);
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

    @Override
    public String description() {
      return "a list of " + values.size();
    }

    @Override
    public Optional<List<ArgValue>> asItems() {
      return Optional.of(values);
    }
  }

  /** Values by name, in the order written. */
  record Entries(List<Entry> entries, SourceSpan span) implements ArgValue {
    /** Copies the list. */
    public Entries {
      entries = List.copyOf(entries);
    }

    @Override
    public String description() {
      return "a map";
    }

    @Override
    public Optional<List<Entry>> asEntries() {
      return Optional.of(entries);
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
