package io.exo4j.syntax;

import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceFile;

/**
 * Reads one string literal, plain or triple-quoted, and decodes its escapes. Line ends inside come
 * out as {@code \n}, whatever the file has.
 */
final class StringScanner {
  private final SourceFile file;
  private final String text;
  private final DiagnosticSink sink;
  private final StringBuilder value = new StringBuilder();
  private int pos;

  StringScanner(SourceFile file, DiagnosticSink sink) {
    this.file = file;
    this.text = file.text();
    this.sink = sink;
  }

  /**
   * Reads the literal whose opening quote is at {@code start}; an unterminated one gives an error
   * token.
   */
  Token scan(int start) {
    char quote = text.charAt(start);
    boolean triple = text.startsWith(String.valueOf(quote).repeat(3), start);
    pos = start + (triple ? 3 : 1);
    value.setLength(0);
    while (pos < text.length()) {
      char c = text.charAt(pos);
      if (c == quote && (!triple || text.startsWith(String.valueOf(quote).repeat(3), pos))) {
        pos += triple ? 3 : 1;
        return new Token(TokenKind.STRING, start, pos, value.toString());
      }
      if (c == '\\') {
        escape();
      } else if (Characters.isLineEnd(c)) {
        if (!triple) {
          break;
        }
        value.append('\n');
        skipLineEnd();
      } else {
        value.append(c);
        pos++;
      }
    }
    String quotes = triple ? String.valueOf(quote).repeat(3) : String.valueOf(quote);
    sink.error(
        SyntaxCode.UNTERMINATED_STRING,
        file.span(start, start + quotes.length()),
        "this string is never closed",
        triple
            ? "close it with " + quotes
            : "close it with "
                + quotes
                + " on the same line, or use three quotes for a text of several lines");
    return new Token(TokenKind.ERROR, start, pos, "");
  }

  private void skipLineEnd() {
    pos += text.startsWith("\r\n", pos) ? 2 : 1;
  }

  private void escape() {
    int start = pos;
    pos++;
    if (pos >= text.length()) {
      return;
    }
    char c = text.charAt(pos);
    if (Characters.isLineEnd(c)) {
      skipLineEnd();
      return;
    }
    pos++;
    switch (c) {
      case '\\', '\'', '"' -> value.append(c);
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'v' -> value.append('\u000B');
      case 'x' -> hex(start, 2);
      case 'u' -> hex(start, 4);
      case 'U' -> hex(start, 8);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        pos--;
        octal(start);
      }
      default -> {
        if (Character.isHighSurrogate(c)
            && pos < text.length()
            && Character.isLowSurrogate(text.charAt(pos))) {
          pos++;
        }
        String written = text.substring(start + 1, pos);
        value.append('\\').append(written);
        report(start, "unknown escape '\\" + written + "'", "a backslash itself is written \\\\");
      }
    }
  }

  private void hex(int start, int digits) {
    int code = 0;
    int count = 0;
    while (count < digits
        && pos < text.length()
        && Character.digit(text.charAt(pos), 16) >= 0
        && text.charAt(pos) < 128) {
      code = code * 16 + Character.digit(text.charAt(pos), 16);
      pos++;
      count++;
    }
    if (count < digits) {
      report(
          start,
          "this escape needs " + digits + " hexadecimal digits",
          "for example \\u00e9 for é");
    } else {
      append(start, code);
    }
  }

  private void octal(int start) {
    int code = 0;
    for (int count = 0; count < 3 && pos < text.length(); count++) {
      int digit = text.charAt(pos) - '0';
      if (digit < 0 || digit > 7) {
        break;
      }
      code = code * 8 + digit;
      pos++;
    }
    append(start, code);
  }

  private void append(int start, int code) {
    boolean surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code == 0 || surrogate || !Character.isValidCodePoint(code)) {
      report(
          start,
          code == 0 ? "a string cannot hold a NUL character" : "this escape is not a character",
          code == 0
              ? "for a backslash and a zero in C text write \\\\0"
              : "the last character is \\U0010ffff");
    } else {
      value.appendCodePoint(code);
    }
  }

  private void report(int start, String message, String hint) {
    sink.error(SyntaxCode.INVALID_ESCAPE, file.span(start, pos), message, hint);
  }
}
