package io.exo4j.syntax;

import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceFile;
import java.math.BigInteger;

/**
 * Reads one number: decimal, {@code 0x}, {@code 0o} or {@code 0b} integers, floating point; {@code
 * _} between digits.
 */
final class NumberScanner {
  /**
   * One more than the greatest {@code long}: allowed because a minus sign may stand before it; the
   * parser checks.
   */
  static final String MIN_LONG_MAGNITUDE = BigInteger.ONE.shiftLeft(63).toString();

  private static final BigInteger LIMIT = new BigInteger(MIN_LONG_MAGNITUDE);

  /**
   * More digits than any number in range has; converting a megabyte of digits would take quadratic
   * time.
   */
  private static final int MAX_DIGITS = 70;

  private final SourceFile file;
  private final String text;
  private final DiagnosticSink sink;

  NumberScanner(SourceFile file, DiagnosticSink sink) {
    this.file = file;
    this.text = file.text();
    this.sink = sink;
  }

  /** Reads the number at {@code start}, where there is a digit, or a dot and a digit. */
  Token scan(int start) {
    int radix = radixAt(start);
    if (radix != 10) {
      int end = skipNameParts(start + 2);
      return integer(start, end, text.substring(start + 2, end), radix);
    }
    int pos = digits(start);
    boolean real = false;
    if (at(pos) == '.') {
      real = true;
      pos = digits(pos + 1);
    }
    if (at(pos) == 'e' || at(pos) == 'E') {
      int exponent = pos + 1;
      if (at(exponent) == '+' || at(exponent) == '-') {
        exponent++;
      }
      if (Characters.isDigit(at(exponent))) {
        real = true;
        pos = digits(exponent);
      }
    }
    int end = skipNameParts(pos);
    if (end > pos) {
      return suffix(start, pos, end);
    }
    String written = text.substring(start, pos);
    if (!real) {
      return integer(start, pos, written, 10);
    }
    if (badUnderscores(written)) {
      return bad(
          start,
          pos,
          TokenKind.FLOAT,
          "'_' must stand between two digits",
          "write the number without '_'");
    }
    String plain = written.replace("_", "");
    if (Double.isInfinite(Double.parseDouble(plain))) {
      return bad(
          start, pos, TokenKind.FLOAT, "this number is too large", "the greatest is about 1.8e308");
    }
    return new Token(TokenKind.FLOAT, start, pos, plain);
  }

  private int radixAt(int start) {
    if (at(start) != '0') {
      return 10;
    }
    return switch (at(start + 1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private Token integer(int start, int end, String digits, int radix) {
    if (radix == 10 && isPlain(digits)) {
      return new Token(TokenKind.INT, start, end, digits);
    }
    if (badUnderscores(digits)) {
      return bad(
          start,
          end,
          TokenKind.INT,
          "'_' must stand between two digits",
          "write the number without '_'");
    }
    String plain = digits.replace("_", "");
    if (plain.isEmpty()
        || !plain.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
      return bad(
          start,
          end,
          TokenKind.INT,
          "these are not digits to base " + radix,
          "for example 0x1F, 0o17 or 0b101");
    }
    String significant = plain.replaceFirst("^0+", "");
    if (radix == 10 && !significant.isEmpty() && significant.length() < plain.length()) {
      return bad(
          start,
          end,
          TokenKind.INT,
          "a number cannot start with 0",
          "write " + shorten(significant));
    }
    BigInteger value =
        significant.isEmpty()
            ? BigInteger.ZERO
            : significant.length() > MAX_DIGITS
                ? LIMIT.shiftLeft(1)
                : new BigInteger(significant, radix);
    if (value.compareTo(LIMIT) > 0) {
      return bad(
          start,
          end,
          TokenKind.INT,
          "this number is too large",
          "whole numbers have 64 bits: at most " + Long.MAX_VALUE);
    }
    return new Token(TokenKind.INT, start, end, value.toString());
  }

  /** Digits that are the number's own text, surely in range: almost all that is written. */
  private static boolean isPlain(String digits) {
    if (digits.length() > 18 || digits.startsWith("0") && digits.length() > 1) {
      return false;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return false;
      }
    }
    return !digits.isEmpty();
  }

  private static String shorten(String digits) {
    return digits.length() <= 20 ? digits : digits.substring(0, 20) + "…";
  }

  private Token suffix(int start, int pos, int end) {
    String suffix = text.substring(pos, end);
    String hint;
    if (suffix.equalsIgnoreCase("f")
        || suffix.equalsIgnoreCase("l")
        || suffix.equalsIgnoreCase("u")) {
      hint = "literals have no suffix: they take the precision of their context";
    } else if (suffix.equalsIgnoreCase("j")) {
      hint = "there are no complex numbers";
    } else {
      hint = "a name cannot start with a digit; an operator may be missing";
    }
    return bad(start, end, TokenKind.INT, "'" + shorten(suffix) + "' cannot follow a number", hint);
  }

  private Token bad(int start, int end, TokenKind kind, String message, String hint) {
    sink.error(SyntaxCode.INVALID_NUMBER, file.span(start, end), message, hint);
    return new Token(kind, start, end, "1");
  }

  private static boolean badUnderscores(String s) {
    for (int i = s.indexOf('_'); i >= 0; i = s.indexOf('_', i + 1)) {
      boolean between =
          i > 0
              && i + 1 < s.length()
              && Character.digit(s.charAt(i - 1), 16) >= 0
              && Character.digit(s.charAt(i + 1), 16) >= 0;
      if (!between) {
        return true;
      }
    }
    return false;
  }

  private int digits(int pos) {
    int i = pos;
    while (Characters.isDigit(at(i)) || (at(i) == '_' && i > pos)) {
      i++;
    }
    return i;
  }

  private int skipNameParts(int pos) {
    int i = pos;
    while (i < text.length() && Characters.isNamePart(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  private char at(int pos) {
    return pos < text.length() ? text.charAt(pos) : '\n';
  }
}
