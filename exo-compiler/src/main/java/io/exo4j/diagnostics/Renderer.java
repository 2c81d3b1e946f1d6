package io.exo4j.diagnostics;

/**
 * Lays a diagnostic out as text. Source lines are shown with tabs expanded to multiples of 8
 * columns.
 */
final class Renderer {
  private static final String INDENT = "    ";
  private static final int TAB = 8;

  /**
   * Code units shown before and behind the marked part: a line may be a megabyte long, a message
   * may not.
   */
  private static final int CONTEXT = 100;

  private static final int MAX_MARKED = 100;

  private final StringBuilder out = new StringBuilder();

  private Renderer() {}

  static String render(Diagnostic d) {
    Renderer renderer = new Renderer();
    renderer.head(d.span(), d.severity().label(), d.message() + " [" + d.code() + "]");
    d.counterexample().ifPresent(text -> renderer.item("counterexample", text));
    for (Diagnostic.Note note : d.notes()) {
      renderer.out.append('\n');
      renderer.head(note.span(), "note", note.message());
    }
    d.hint().ifPresent(text -> renderer.item("hint", text));
    return renderer.out.toString();
  }

  private void head(SourceSpan span, String label, String message) {
    if (!span.isNone()) {
      out.append(span).append(": ");
    }
    out.append(label).append(": ").append(message.replace("\n", "\n" + INDENT));
    if (!span.isNone()) {
      sourceLine(span);
    }
  }

  private void item(String label, String text) {
    String prefix = "  " + label + ": ";
    out.append('\n').append(prefix).append(text.replace("\n", "\n" + " ".repeat(prefix.length())));
  }

  private void sourceLine(SourceSpan span) {
    SourceFile file = span.file();
    String text = file.text();
    int line = span.line();
    int lineStart = file.lineStart(line);
    int lineEnd = file.lineEnd(line);
    int start = Math.max(lineStart, Math.min(span.start(), lineEnd));
    int end = Math.max(start, Math.min(Math.min(span.end(), lineEnd), start + MAX_MARKED));
    int from = wholeCharacter(text, Math.max(lineStart, start - CONTEXT), lineStart);
    int to = wholeCharacter(text, Math.min(lineEnd, end + CONTEXT), lineStart);

    StringBuilder shown = new StringBuilder(from > lineStart ? "…" : "");
    int column = shown.length();
    int caret = column;
    int caretEnd = column;
    for (int i = from; i < to; ) {
      if (i <= start) {
        caret = column;
      }
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\t') {
        int width = TAB - column % TAB;
        shown.append(" ".repeat(width));
        column += width;
      } else {
        int visible = isPrintable(c) ? c : 0xFFFD;
        shown.appendCodePoint(visible);
        column += displayWidth(visible);
      }
      if (i <= end) {
        caretEnd = column;
      }
    }
    if (start >= to) {
      caret = column;
    }
    if (to < lineEnd) {
      shown.append('…');
    }
    out.append('\n').append(INDENT).append(shown.toString().stripTrailing());
    out.append('\n')
        .append(INDENT)
        .append(" ".repeat(caret))
        .append("^".repeat(Math.max(1, caretEnd - caret)));
  }

  private static int wholeCharacter(String text, int at, int lineStart) {
    boolean splitsPair =
        at > lineStart
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return splitsPair ? at - 1 : at;
  }

  private static boolean isPrintable(int c) {
    int type = Character.getType(c);
    // Format characters include the bidirectional overrides, which would rearrange the message on
    // the screen.
    return type != Character.CONTROL && type != Character.SURROGATE && type != Character.FORMAT;
  }

  /**
   * Columns a terminal uses for a character: none for combining marks, two for wide (East Asian,
   * emoji) ones.
   */
  private static int displayWidth(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0x303E)
            || (c >= 0x3041 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1F64F)
            || (c >= 0x1F900 && c <= 0x1F9FF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
