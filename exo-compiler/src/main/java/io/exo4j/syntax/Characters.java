package io.exo4j.syntax;

import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceFile;
import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;

/** What single characters mean, and which may not occur at all. */
final class Characters {
  /** Characters that word processors and typeset papers put in the place of plain ones. */
  private static final Map<Integer, String> PLAIN_FORM =
      Map.ofEntries(
          Map.entry(0x2018, "'"),
          Map.entry(0x2019, "'"),
          Map.entry(0x201C, "\""),
          Map.entry(0x201D, "\""),
          Map.entry(0x2010, "-"),
          Map.entry(0x2011, "-"),
          Map.entry(0x2012, "-"),
          Map.entry(0x2013, "-"),
          Map.entry(0x2014, "-"),
          Map.entry(0x2212, "-"),
          Map.entry(0x00D7, "*"),
          Map.entry(0x00B7, "*"),
          Map.entry(0x22C5, "*"),
          Map.entry(0x00F7, "/"),
          Map.entry(0x2215, "/"),
          Map.entry(0x2264, "<="),
          Map.entry(0x2265, ">="),
          Map.entry(0x2192, "->"),
          Map.entry(0xFF08, "("),
          Map.entry(0xFF09, ")"),
          Map.entry(0xFF0C, ","),
          Map.entry(0xFF1A, ":"),
          Map.entry(0xFF1B, ";"),
          Map.entry(0xFF1D, "="),
          Map.entry(0xFF0B, "+"));

  private Characters() {}

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }

  /** Java's rule without the currency signs and the invisible characters that it lets pass. */
  static boolean isNameStart(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    return Character.isJavaIdentifierStart(c) && Character.getType(c) != Character.CURRENCY_SYMBOL;
  }

  static boolean isNamePart(int c) {
    if (c < 0x80) {
      return isNameStart(c) || isDigit(c);
    }
    return Character.isJavaIdentifierPart(c)
        && !Character.isIdentifierIgnorable(c)
        && Character.getType(c) != Character.CURRENCY_SYMBOL;
  }

  /** A name in the form in which names are compared: however an accent was written. */
  static String normalized(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
      }
    }
    return name; // most names, for which nothing has to be loaded
  }

  /** Returns whether a character may not occur anywhere, not even in a string or a comment. */
  static boolean isForbidden(int c) {
    if (c < 0x20) {
      return c != '\t' && c != '\n' && c != '\r' && c != '\f';
    }
    // Bidirectional controls make a text look different from what it says.
    return c == 0x7F
        || (c >= 0xD800 && c <= 0xDFFF)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** Reports every run of forbidden characters, wherever it is. */
  static void reportForbidden(SourceFile file, DiagnosticSink sink) {
    String text = file.text();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int start = i;
      i += Character.charCount(c);
      if (!isForbidden(c)) {
        continue;
      }
      while (i < text.length() && isForbidden(text.codePointAt(i))) {
        i += Character.charCount(text.codePointAt(i));
      }
      sink.error(
          SyntaxCode.INVALID_CHARACTER,
          file.span(start, i),
          describeForbidden(c) + " cannot be part of a source file",
          "remove it");
    }
  }

  private static String describeForbidden(int c) {
    if (c == 0) {
      return "a NUL character";
    }
    if (c >= 0xD800 && c <= 0xDFFF) {
      return "half of a surrogate pair (" + codePoint(c) + ")";
    }
    if (c >= 0x2000) {
      return "an invisible character that reverses text (" + codePoint(c) + ")";
    }
    return "a control character (" + codePoint(c) + ")";
  }

  /** Returns the plain spelling of a typographic character, if it has one. */
  static Optional<String> plainForm(int c) {
    return Optional.ofNullable(PLAIN_FORM.get(c));
  }

  /** Returns {@code U+00A0} and the like. */
  static String codePoint(int c) {
    return String.format("U+%04X", c);
  }
}
