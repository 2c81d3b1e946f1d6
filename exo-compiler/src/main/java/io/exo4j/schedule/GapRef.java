package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;

/**
 * A place between statements, given by a cursor or by text. Looked up by {@link Context#gap}.
 *
 * @param target the place
 */
public record GapRef(Target target) implements PlaceRef {
  /** The place at a cursor. */
  public static GapRef of(Cursor cursor) {
    return new GapRef(Target.of(cursor));
  }

  /** The place that a text means: {@code "proc.body[0].after"}. */
  public static GapRef of(String text) {
    return new GapRef(Target.of(text));
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
