package io.exo4j.yaml;

import io.exo4j.cursor.Cursor;
import java.util.List;
import java.util.StringJoiner;

/** What a variable of a schedule holds. */
sealed interface Value {
  /** How it is spliced into text. */
  String text();

  /** What it is, for messages, with an article. */
  String kind();

  /** An integer. */
  record Int(long value) implements Value {
    @Override
    public String text() {
      return Long.toString(value);
    }

    @Override
    public String kind() {
      return "an integer";
    }
  }

  /** A truth value. */
  record Bool(boolean value) implements Value {
    @Override
    public String text() {
      return value ? "True" : "False";
    }

    @Override
    public String kind() {
      return "a truth value";
    }
  }

  /** Text. */
  record Text(String value) implements Value {
    @Override
    public String text() {
      return value;
    }

    @Override
    public String kind() {
      return "text";
    }
  }

  /** A list. */
  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String text() {
      StringJoiner j = new StringJoiner(", ", "[", "]");
      for (Value v : values) {
        j.add(v.text());
      }
      return j.toString();
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A place in the procedure. */
  record Place(Cursor cursor) implements Value {
    @Override
    public String text() {
      return "<cursor>";
    }

    @Override
    public String kind() {
      return "a cursor";
    }
  }

  /** The value that a plain scalar means: an integer, a truth value, or text. */
  static Value ofPlain(String text) {
    if (text.matches("-?(0|[1-9][0-9]{0,17})")) {
      return new Int(Long.parseLong(text));
    }
    return switch (text) {
      case "true", "True" -> new Bool(true);
      case "false", "False" -> new Bool(false);
      default -> new Text(text);
    };
  }
}
