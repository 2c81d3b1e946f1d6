package io.exo4j.nativebuild.bindings;

import java.util.List;

/**
 * Text of a C-like language, indented by two blanks, lines of at most 100 columns where possible.
 */
final class Source {
  private static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();
  private int depth;

  /** One line; an empty one gets no blanks. */
  Source line(String line) {
    if (!line.isEmpty()) {
      text.append("  ".repeat(depth)).append(line);
    }
    text.append('\n');
    return this;
  }

  /** A line, and deeper from here on. */
  Source open(String line) {
    line(line);
    depth++;
    return this;
  }

  /** Less deep, and a line. */
  Source close(String line) {
    depth--;
    return line(line);
  }

  /** Deeper from here on. */
  Source indent() {
    depth++;
    return this;
  }

  /** Ends one block and begins the next: a {@code catch} or an {@code else}. */
  Source between(String line) {
    depth--;
    line(line);
    depth++;
    return this;
  }

  /**
   * A list between a prefix and a suffix: on one line, on the next one, or one item on each. Items
   * on further lines stand four blanks deeper than the prefix.
   */
  Source list(String prefix, List<String> items, String suffix) {
    String joined = String.join(", ", items);
    int indent = 2 * depth;
    if (indent + prefix.length() + joined.length() + suffix.length() <= WIDTH) {
      return line(prefix + joined + suffix);
    }
    String blanks = " ".repeat(prefix.length() - prefix.stripLeading().length() + 4);
    line(prefix);
    if (indent + blanks.length() + joined.length() + suffix.length() <= WIDTH) {
      return line(blanks + joined + suffix);
    }
    for (int i = 0; i < items.size(); i++) {
      line(blanks + items.get(i) + (i == items.size() - 1 ? suffix : ","));
    }
    return this;
  }

  /** Lines as they are, each indented. */
  Source lines(String block) {
    block.lines().forEach(this::line);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
