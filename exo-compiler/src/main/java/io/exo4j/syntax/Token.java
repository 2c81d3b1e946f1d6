package io.exo4j.syntax;

/**
 * A token.
 *
 * @param kind what it is
 * @param start offset of its first character
 * @param end offset just behind its last character
 * @param text the name (normalised), the value of a number (decimal) or string (decoded), or the
 *     operator as written
 */
record Token(TokenKind kind, int start, int end, String text) {
  boolean is(TokenKind other) {
    return kind == other;
  }

  /**
   * Returns whether this is the given word; words with a meaning only in some places are ordinary
   * names.
   */
  boolean isWord(String word) {
    return (kind == TokenKind.NAME || kind.isKeyword()) && text.equals(word);
  }

  /** Returns how messages call this token. */
  String describe() {
    if (kind == TokenKind.NAME
        || kind.isKeyword()
        || kind == TokenKind.BIT_OPERATOR
        || kind == TokenKind.OTHER_ASSIGN) {
      return "'" + text + "'";
    }
    if (kind == TokenKind.INT || kind == TokenKind.FLOAT) {
      return text;
    }
    return kind.describe();
  }
}
