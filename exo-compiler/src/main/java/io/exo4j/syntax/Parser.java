package io.exo4j.syntax;

import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * The entry points from text to tree. None of them throws for bad input: mistakes go to the given
 * {@link Diagnostics}, all independent ones in one run. All take time linear in the length of the
 * text and a bounded amount of stack.
 */
public final class Parser {
  /**
   * How deep an expression's tree may be. Later passes recurse over it; with this limit and {@link
   * #MAX_STATEMENT_DEPTH} they need a fraction of a 512 KB stack.
   */
  public static final int MAX_EXPRESSION_DEPTH = 200;

  /** How deep blocks may be nested, each {@code elif} counting as one level. */
  public static final int MAX_STATEMENT_DEPTH = 64;

  private Parser() {}

  /** Whether a text can be a name: an identifier that is not reserved. */
  public static boolean isName(String text) {
    return parseExpression(new SourceFile("<name>", text), new Diagnostics())
        .filter(e -> e instanceof AstExpr.Name n && n.id().equals(text))
        .isPresent();
  }

  /** Parses a whole file. If errors were reported, the module holds what could be understood. */
  public static AstModule parseModule(SourceFile file, Diagnostics diagnostics) {
    TokenCursor in =
        new TokenCursor(file, diagnostics, Lexer.lex(file, diagnostics, Lexer.Mode.MODULE));
    ItemParser items = new ItemParser(in);
    Optional<String> documentation = items.documentation();
    return new AstModule(file, documentation, items.items());
  }

  /**
   * Parses a file except for its procedures, of which only the names are read ({@link
   * AstItem.Unread}). Empty, and nothing is reported, if that takes more than a glance at the text:
   * then it has to be parsed as a whole.
   */
  public static Optional<AstModule> parseOutline(SourceFile file) {
    return Outline.of(file);
  }

  /** Parses a procedure of an outline; empty if and only if an error was reported. */
  public static Optional<AstItem.Proc> parseProcedure(
      AstItem.Unread item, Diagnostics diagnostics) {
    int errors = diagnostics.errorCount();
    SourceSpan span = item.span();
    TokenCursor in =
        new TokenCursor(
            span.file(),
            diagnostics,
            Lexer.lexLines(span.file(), diagnostics, span.start(), span.end()));
    List<AstItem> items = new ItemParser(in).items();
    return diagnostics.errorCount() > errors
        ? Optional.empty()
        : Optional.of((AstItem.Proc) items.get(0));
  }

  /**
   * Parses one expression, for example {@code n / 4 + 1}; empty if and only if an error was
   * reported.
   */
  public static Optional<AstExpr> parseExpression(SourceFile file, Diagnostics diagnostics) {
    int errors = diagnostics.errorCount();
    TokenCursor in =
        new TokenCursor(file, diagnostics, Lexer.lex(file, diagnostics, Lexer.Mode.EXPRESSION));
    try {
      AstExpr e = new ExprParser(in, false).expression();
      if (!in.at(TokenKind.EOF) && !in.at(TokenKind.ERROR)) {
        diagnostics.error(
            SyntaxCode.TRAILING_INPUT,
            in.here(),
            "expected the end of the expression, found " + in.peek().describe(),
            "write one expression only");
      }
      return diagnostics.errorCount() > errors ? Optional.empty() : Optional.of(e);
    } catch (ParseFailure failure) {
      return Optional.empty();
    }
  }

  /** Parses a window, for example {@code x[i, 0:n]}; empty if and only if an error was reported. */
  public static Optional<AstExpr.Subscript> parseWindow(SourceFile file, Diagnostics diagnostics) {
    Optional<AstExpr> e = parseExpression(file, diagnostics);
    if (e.isPresent() && !(e.get() instanceof AstExpr.Subscript)) {
      diagnostics.error(
          SyntaxCode.INVALID_WINDOW,
          e.get().span(),
          "expected a window: the name of a buffer with indices and slices",
          "for example x[i, 0:n]");
    }
    return e.filter(AstExpr.Subscript.class::isInstance).map(AstExpr.Subscript.class::cast);
  }

  /**
   * Parses a pattern, for example {@code for i in _: x[_] = _} or {@code a + _ #2}; empty if and
   * only if an error was reported. Common leading indentation is ignored; statements are separated
   * by {@code ;} or line ends; blocks may be on the line of their head, {@code else} too.
   */
  public static Optional<AstPattern> parsePattern(SourceFile file, Diagnostics diagnostics) {
    int errors = diagnostics.errorCount();
    Optional<AstPattern> pattern = PatternParser.parse(file, diagnostics);
    return diagnostics.errorCount() > errors ? Optional.empty() : pattern;
  }
}
