package io.exo4j.diagnostics;

import java.util.Arrays;
import java.util.Objects;

/**
 * A named piece of source text with a table of its lines. Immutable. Lines and columns are counted
 * from 1; columns count code points, not UTF-16 units. Lines end at {@code \n}, {@code \r\n} or a
 * lone {@code \r}.
 */
public final class SourceFile {
  /** The file of nodes that no text was written for: empty, called {@code <generated>}. */
  public static final SourceFile NONE = new SourceFile("<generated>", "");

  private final String name;
  private final String text;

  /** Found when somebody asks: of most libraries nobody does. */
  private volatile int[] lineStarts;

  /**
   * Makes a source file of a text.
   *
   * @param name how messages call it, usually a path relative to the project
   * @param text its whole content, as UTF-16 (lone surrogates are allowed here; the lexer reports
   *     them)
   */
  public SourceFile(String name, String text) {
    this.name = Objects.requireNonNull(name, "name");
    this.text = Objects.requireNonNull(text, "text");
  }

  private int[] lineStarts() {
    int[] found = lineStarts;
    if (found == null) {
      found = findLineStarts(text);
      lineStarts = found;
    }
    return found;
  }

  private static int[] findLineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  /** Returns how messages call this file. */
  public String name() {
    return name;
  }

  /** Returns the whole text. */
  public String text() {
    return text;
  }

  /**
   * Returns the number of lines, at least 1; a text that ends with a line end has an empty last
   * line.
   */
  public int lineCount() {
    return lineStarts().length;
  }

  /**
   * Returns the line, from 1, that holds the given offset; offsets outside the text are clamped to
   * it.
   */
  public int lineOf(int offset) {
    int index = Arrays.binarySearch(lineStarts(), clamp(offset));
    return index >= 0 ? index + 1 : -index - 1;
  }

  /** Returns the column, from 1 and in code points, of the given offset within its line. */
  public int columnOf(int offset) {
    int at = clamp(offset);
    return text.codePointCount(lineStart(lineOf(at)), at) + 1;
  }

  /** Returns the offset of the first character of a line, which is counted from 1. */
  public int lineStart(int line) {
    return lineStarts()[line - 1];
  }

  /** Returns the offset just behind the last character of a line, its line end not included. */
  public int lineEnd(int line) {
    int end = line < lineCount() ? lineStart(line + 1) : text.length();
    int start = lineStart(line);
    if (line < lineCount()) {
      end--;
      if (end > start && text.charAt(end) == '\n' && text.charAt(end - 1) == '\r') {
        end--;
      }
    }
    return end;
  }

  /** Returns the text of a line, counted from 1, without its line end. */
  public String lineText(int line) {
    return text.substring(lineStart(line), lineEnd(line));
  }

  /** Returns the span from {@code start} (inclusive) to {@code end} (exclusive) of this file. */
  public SourceSpan span(int start, int end) {
    return new SourceSpan(this, start, end);
  }

  private int clamp(int offset) {
    return Math.max(0, Math.min(offset, text.length()));
  }

  @Override
  public String toString() {
    return name;
  }
}
