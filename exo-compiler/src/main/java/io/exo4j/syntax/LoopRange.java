package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;

/** What a loop runs over: {@code seq(lo, hi)}, {@code par(lo, hi)}, or anything in a pattern. */
record LoopRange(AstLoopMode mode, AstExpr lo, AstExpr hi) {
  /** Parses what follows {@code in}. */
  static LoopRange parse(TokenCursor in, ExprParser exprs, boolean pattern) {
    Token word = in.peek();
    SourceSpan wordSpan = in.here();
    if (pattern && word.isWord("_") && !in.peek(1).is(TokenKind.LPAREN)) {
      in.next();
      AstExpr hole = new AstExpr.Hole(wordSpan);
      return new LoopRange(AstLoopMode.ANY, hole, hole);
    }
    AstExpr e = exprs.expression();
    AstExpr.Call call =
        e.asCall()
            .orElseThrow(
                () ->
                    in.fail(
                        SyntaxCode.INVALID_LOOP_RANGE,
                        e.span(),
                        "a loop runs over seq(lo, hi) or par(lo, hi)",
                        pattern
                            ? "write 'for i in _' for any loop"
                            : "for example: for i in seq(0, n):"));
    String function = call.function().text();
    List<AstExpr> bounds = call.arguments();
    AstLoopMode mode =
        switch (function) {
          case "par" -> AstLoopMode.PAR;
          case "_" -> AstLoopMode.ANY;
          default -> AstLoopMode.SEQ;
        };
    boolean known =
        function.equals("seq") || function.equals("par") || (pattern && function.equals("_"));
    if (!known) {
      in.report(
          SyntaxCode.INVALID_LOOP_RANGE,
          wordSpan,
          "'" + function + "' is not a kind of loop",
          "write seq(lo, hi) for one iteration after the other, par(lo, hi) for parallel ones");
    } else if (bounds.size() != 2) {
      wrongNumber(in, call);
    }
    AstExpr any = bounds.isEmpty() ? e : bounds.get(0);
    return new LoopRange(mode, any, bounds.size() < 2 ? any : bounds.get(1));
  }

  private static void wrongNumber(TokenCursor in, AstExpr.Call call) {
    String function = call.function().text();
    List<AstExpr> bounds = call.arguments();
    String lonely = bounds.size() == 1 ? bounds.get(0).span().text() : "n";
    in.report(
        SyntaxCode.INVALID_LOOP_RANGE,
        call.span(),
        function
            + " takes a lower and an upper bound, not "
            + bounds.size()
            + (bounds.size() == 1 ? " value" : " values"),
        bounds.size() > 2
            ? "steps are always 1; multiply the loop variable instead"
            : "write " + function + "(0, " + (lonely.length() > 40 ? "n" : lonely) + ")");
  }
}
