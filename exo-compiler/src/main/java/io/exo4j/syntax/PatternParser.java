package io.exo4j.syntax;

import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Parses patterns: statements, or one expression, with holes, and the number of a match. */
final class PatternParser {
  private PatternParser() {}

  static Optional<AstPattern> parse(SourceFile file, DiagnosticSink sink) {
    List<Token> tokens = new ArrayList<>();
    OptionalInt index = OptionalInt.empty();
    for (Token token : Lexer.lex(file, sink, Lexer.Mode.PATTERN)) {
      if (token.is(TokenKind.MATCH_INDEX)) {
        // The lexer has made sure that it is the last thing in the text.
        index = OptionalInt.of(Integer.parseInt(token.text()));
      } else {
        tokens.add(token);
      }
    }
    TokenCursor in = new TokenCursor(file, sink, tokens);
    SourceSpan span = file.span(tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
    if (tokens.stream().allMatch(t -> t.kind().isLayout())) {
      in.report(
          SyntaxCode.EXPECTED_EXPRESSION,
          span,
          "the pattern is empty",
          "for example: for i in _: _");
      return Optional.empty();
    }
    StmtParser stmts = new StmtParser(in, true);
    List<AstStmt> statements = stmts.statements();
    List<AstExpr> lone = stmts.loneExpressions();
    if (lone.isEmpty()) {
      if (statements.isEmpty()) {
        return Optional.empty();
      }
      if (statements.stream().allMatch(s -> s instanceof AstStmt.Hole)) {
        in.report(
            SyntaxCode.INVALID_PATTERN,
            span,
            "a pattern of holes only matches everything",
            "name something to match");
        return Optional.empty();
      }
      return Optional.of(new AstPattern(span, statements, loneCall(statements), index));
    }
    if (lone.size() > 1 || !statements.isEmpty()) {
      in.report(
          SyntaxCode.INVALID_PATTERN,
          lone.get(0).span(),
          "an expression cannot stand among statements",
          "match the expression alone, or write a statement: x = _");
      return Optional.empty();
    }
    return Optional.of(new AstPattern(span, List.of(), Optional.of(lone.get(0)), index));
  }

  private static Optional<AstExpr> loneCall(List<AstStmt> statements) {
    return statements.size() == 1 && statements.get(0) instanceof AstStmt.Call call
        ? Optional.of(new AstExpr.Call(call.span(), call.procedure(), call.arguments()))
        : Optional.empty();
  }
}
