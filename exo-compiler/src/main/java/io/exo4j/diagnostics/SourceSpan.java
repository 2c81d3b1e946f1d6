package io.exo4j.diagnostics;

import java.util.Objects;

/**
 * A range of a source file: from offset {@code start} (inclusive) to {@code end} (exclusive), in
 * UTF-16 units.
 *
 * <p><b>All spans are equal.</b> Syntax and IR nodes are records that carry their span as a
 * component, and two such nodes are equal when they mean the same, wherever they were written:
 * structural equality, hash-consing and "printing then parsing gives an equal procedure" all rely
 * on it. A component that is always equal and always hashes alike takes itself out of the generated
 * {@code equals} and {@code hashCode} of every node. Code that has to tell positions apart compares
 * with {@link #samePosition} or by {@link #start()}.
 *
 * @param file the file
 * @param start offset of the first character
 * @param end offset just behind the last character, at least {@code start}
 */
public record SourceSpan(SourceFile file, int start, int end) {
  /** The span of nodes that were not written by anybody, for example those a directive makes. */
  public static final SourceSpan NONE = new SourceSpan(SourceFile.NONE, 0, 0);

  /** Checks that the range lies in order; the end is moved up to the start if it lies before it. */
  public SourceSpan {
    Objects.requireNonNull(file, "file");
    end = Math.max(start, end);
  }

  /** Returns whether this span belongs to no source text. */
  public boolean isNone() {
    return file == SourceFile.NONE;
  }

  /** Returns the line of the first character, from 1. */
  public int line() {
    return file.lineOf(start);
  }

  /** Returns the column of the first character, from 1, in code points. */
  public int column() {
    return file.columnOf(start);
  }

  /** Returns the line of the position just behind the last character, from 1. */
  public int endLine() {
    return file.lineOf(end);
  }

  /** Returns the column of the position just behind the last character, from 1, in code points. */
  public int endColumn() {
    return file.columnOf(end);
  }

  /** Returns the text that this span covers. */
  public String text() {
    int length = file.text().length();
    return file.text().substring(Math.min(start, length), Math.min(end, length));
  }

  /**
   * Returns the smallest span that covers this one and the other; this one if they are of different
   * files.
   */
  public SourceSpan to(SourceSpan other) {
    if (file != other.file) {
      return isNone() ? other : this;
    }
    return new SourceSpan(file, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** Returns the empty span just behind this one. */
  public SourceSpan after() {
    return new SourceSpan(file, end, end);
  }

  /**
   * Returns whether this span and the other cover the same range of the same file; see the class
   * comment.
   */
  public boolean samePosition(SourceSpan other) {
    return file == other.file && start == other.start && end == other.end;
  }

  /** Returns whether the other object is a span too: all spans are equal, see the class comment. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SourceSpan;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  /** Returns {@code file:line:column}. */
  @Override
  public String toString() {
    return isNone() ? file.name() : file.name() + ":" + line() + ":" + column();
  }
}
