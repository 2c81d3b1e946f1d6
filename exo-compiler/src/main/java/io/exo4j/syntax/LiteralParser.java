package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses constants outside procedures, and docstrings. */
final class LiteralParser {
  private final TokenCursor in;

  LiteralParser(TokenCursor in) {
    this.in = in;
  }

  /** Parses a string (adjacent ones are joined), a number with or without sign, True or False. */
  AstLiteral literal(String what) {
    Token token = in.peek();
    switch (token.kind()) {
      case STRING -> {
        String value = text(what);
        return new AstLiteral.Text(in.spanFrom(token.start()), value);
      }
      case TRUE, FALSE -> {
        in.next();
        return new AstLiteral.Bool(in.span(token), token.is(TokenKind.TRUE));
      }
      case INT, FLOAT -> {
        return number(token, "");
      }
      case MINUS -> {
        if (in.peek(1).is(TokenKind.INT) || in.peek(1).is(TokenKind.FLOAT)) {
          in.next();
          return number(token, "-");
        }
        throw in.unexpected(what + ": a string, a number, True or False");
      }
      default -> throw in.unexpected(what + ": a string, a number, True or False");
    }
  }

  private AstLiteral number(Token start, String sign) {
    Token token = in.next();
    SourceSpan span = in.spanFrom(start.start());
    if (token.is(TokenKind.FLOAT)) {
      return new AstLiteral.Float(span, Double.parseDouble(sign + token.text()));
    }
    if (sign.isEmpty() && token.text().equals(NumberScanner.MIN_LONG_MAGNITUDE)) {
      throw in.fail(
          SyntaxCode.INVALID_NUMBER,
          span,
          "this number is too large",
          "whole numbers have 64 bits: at most " + Long.MAX_VALUE);
    }
    return new AstLiteral.Int(span, Long.parseLong(sign + token.text()));
  }

  /** Parses one or more adjacent strings and joins them. */
  String text(String what) {
    if (!in.at(TokenKind.STRING)) {
      throw in.unexpected(what + " in quotes");
    }
    StringBuilder value = new StringBuilder();
    while (in.at(TokenKind.STRING)) {
      value.append(in.next().text());
    }
    return value.toString();
  }

  /** Parses a string that is a line of its own, if there is one here. */
  Optional<String> documentation() {
    if (!in.at(TokenKind.STRING)) {
      return Optional.empty();
    }
    int strings = 0;
    while (in.peek(strings).is(TokenKind.STRING)) {
      strings++;
    }
    if (!in.peek(strings).is(TokenKind.NEWLINE)) {
      return Optional.empty();
    }
    String value = text("documentation");
    in.next();
    return Optional.of(clean(value));
  }

  /**
   * Removes the indentation that all lines but the first share, blanks at the ends of lines, and
   * blank lines at both ends (PEP 257), so that documentation does not depend on how deep it was
   * indented.
   */
  static String clean(String text) {
    List<String> lines = new ArrayList<>();
    int common = Integer.MAX_VALUE;
    for (String line : text.split("\n", -1)) {
      String plain = line.replace("\t", "        ").stripTrailing();
      if (!lines.isEmpty() && !plain.isEmpty()) {
        common = Math.min(common, plain.length() - plain.stripLeading().length());
      }
      lines.add(plain);
    }
    lines.set(0, lines.get(0).stripLeading());
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      lines.set(i, line.substring(Math.min(common, line.length())));
    }
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).isEmpty()) {
      from++;
    }
    while (to > from && lines.get(to - 1).isEmpty()) {
      to--;
    }
    return String.join("\n", lines.subList(from, to));
  }
}
