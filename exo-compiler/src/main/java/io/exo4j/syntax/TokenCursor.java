package io.exo4j.syntax;

import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A place in a list of tokens, and the reporting of what is wrong there. */
final class TokenCursor {
  private final SourceFile file;
  private final DiagnosticSink sink;
  private final List<Token> tokens;

  /** The tokens that are errors, or on a line that ends with one. */
  private final BitSet brokenLines;

  private int pos;

  /** Starts at the first of the tokens, the last of which is {@link TokenKind#EOF}. */
  TokenCursor(SourceFile file, DiagnosticSink sink, List<Token> tokens) {
    this.file = file;
    this.sink = sink;
    this.tokens = tokens;
    this.brokenLines = brokenLines(tokens);
  }

  private static BitSet brokenLines(List<Token> tokens) {
    BitSet broken = new BitSet();
    boolean lineIsBroken = false;
    for (int i = tokens.size() - 1; i >= 0; i--) {
      boolean error = tokens.get(i).is(TokenKind.ERROR);
      if (tokens.get(i).kind().isLayout()) {
        lineIsBroken = i > 0 && tokens.get(i - 1).is(TokenKind.ERROR);
      }
      broken.set(i, lineIsBroken || error);
    }
    return broken;
  }

  // ---- looking and moving

  Token peek() {
    return tokens.get(pos);
  }

  /** Returns the token {@code ahead} places further on, or the last one. */
  Token peek(int ahead) {
    return tokens.get(Math.min(pos + ahead, tokens.size() - 1));
  }

  /** Returns the token that follows the given one. */
  Token tokenBehind(Token token) {
    int index = Collections.binarySearch(tokens, token, Comparator.comparingInt(Token::start));
    return tokens.get(Math.min(index + 1, tokens.size() - 1));
  }

  /** Returns the token before the current one; there must be one. */
  Token previous() {
    return tokens.get(pos - 1);
  }

  int position() {
    return pos;
  }

  boolean at(TokenKind kind) {
    return peek().kind() == kind;
  }

  boolean atWord(String word) {
    return peek().isWord(word);
  }

  /** Returns the current token and goes to the next one; stays at the end of the file. */
  Token next() {
    Token token = peek();
    if (pos < tokens.size() - 1) {
      pos++;
    }
    return token;
  }

  /** Goes past a token of the given kind, if there is one. */
  boolean accept(TokenKind kind) {
    if (at(kind)) {
      next();
      return true;
    }
    return false;
  }

  /** Goes past a token of the given kind; anything else is an error. */
  Token expect(TokenKind kind, String where) {
    if (!at(kind)) {
      throw unexpected(kind.describe() + where);
    }
    return next();
  }

  /** Goes past a name; keywords are not names. */
  AstName expectName(String what) {
    Token token = peek();
    if (token.is(TokenKind.NAME)) {
      next();
      return new AstName(span(token), token.text());
    }
    if (token.kind().isKeyword()) {
      throw fail(
          SyntaxCode.RESERVED_WORD,
          span(token),
          "expected " + what + ", but '" + token.text() + "' is a reserved word",
          "choose another name, for example '" + token.text().toLowerCase(Locale.ROOT) + "_'");
    }
    throw unexpected(what);
  }

  /** Goes past everything up to, and including, the next end of a line. */
  void skipLine() {
    while (!peek().kind().isLayout()) {
      next();
    }
    accept(TokenKind.NEWLINE);
  }

  /**
   * Goes past an indented block that starts here, if one does; takes no stack however deep it is.
   */
  void skipBlock() {
    int depth = 0;
    while (at(TokenKind.INDENT) || depth > 0) {
      switch (next().kind()) {
        case INDENT -> depth++;
        case DEDENT -> depth--;
        case EOF -> depth = 0;
        default -> {}
      }
    }
  }

  // ---- places

  SourceSpan span(Token token) {
    return file.span(token.start(), token.end());
  }

  /**
   * Returns the span from the start of a token to the end of the last token passed that was not
   * layout.
   */
  SourceSpan spanFrom(int start) {
    int last = pos - 1;
    while (last > 0 && tokens.get(last).kind().isLayout()) {
      last--;
    }
    return file.span(start, last < 0 ? start : tokens.get(last).end());
  }

  /** Returns where the current token is; layout is shown right behind the token before it. */
  SourceSpan here() {
    Token token = peek();
    if (token.kind().isLayout() && pos > 0) {
      int at =
          token.is(TokenKind.EOF) || token.is(TokenKind.NEWLINE)
              ? tokens.get(pos - 1).end()
              : token.end();
      return file.span(at, at);
    }
    return span(token);
  }

  /** Returns the place right behind the last token passed that was not layout. */
  SourceSpan behind() {
    return spanFrom(0).after();
  }

  // ---- reporting

  void report(SyntaxCode code, SourceSpan span, String message, String hint) {
    sink.error(code, span, message, hint);
  }

  /** Reports a mistake and returns the exception to leave the statement with. */
  ParseFailure fail(SyntaxCode code, SourceSpan span, String message, String hint) {
    sink.error(code, span, message, hint);
    return new ParseFailure();
  }

  /**
   * Reports that something else was expected; in silence if the current token or the end of its
   * line is an error that the lexer has reported: where a bracket is never closed, anything may
   * seem out of place.
   */
  ParseFailure unexpected(String expected) {
    return unexpected(SyntaxCode.UNEXPECTED_TOKEN, expected);
  }

  ParseFailure unexpected(SyntaxCode code, String expected) {
    if (!brokenLines.get(pos)) {
      sink.error(code, here(), "expected " + expected + ", found " + peek().describe());
    }
    return new ParseFailure();
  }
}
