package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses statements and blocks. A mistake ends the statement it is in; parsing goes on with the
 * next one, so that every statement's mistakes are reported once.
 */
final class StmtParser {
  private final TokenCursor in;
  private final ExprParser exprs;
  private final TypeParser types;
  private final SimpleStmtParser simple;
  private final boolean pattern;

  /** How many blocks and {@code elif}s surround the current statement. */
  private int depth;

  StmtParser(TokenCursor in, boolean pattern) {
    this.in = in;
    this.pattern = pattern;
    this.exprs = new ExprParser(in, pattern);
    this.types = new TypeParser(in, exprs);
    this.simple = new SimpleStmtParser(in, exprs, types, pattern);
  }

  ExprParser exprs() {
    return exprs;
  }

  TypeParser types() {
    return types;
  }

  /**
   * In a pattern, the expressions that stand alone at the outer level: one of them may be the whole
   * pattern.
   */
  List<AstExpr> loneExpressions() {
    return simple.loneExpressions();
  }

  // ---- blocks

  /**
   * Parses the block of a statement whose head ends here: a colon, then statements on this line or
   * an indented block.
   */
  private List<AstStmt> block(String head) {
    colon(head);
    depth++;
    try {
      if (depth > Parser.MAX_STATEMENT_DEPTH) {
        throw tooDeep();
      }
      if (!in.at(TokenKind.NEWLINE)) {
        return inlineBlock(head);
      }
      in.next();
      if (!in.at(TokenKind.INDENT)) {
        emptyBlock(head);
        return List.of();
      }
      in.next();
      List<AstStmt> body = statements();
      in.accept(TokenKind.DEDENT);
      return body;
    } finally {
      depth--;
    }
  }

  void colon(String head) {
    if (in.at(TokenKind.COLON)) {
      in.next();
      return;
    }
    if (in.at(TokenKind.NEWLINE) && in.peek(1).is(TokenKind.INDENT)) {
      // The block is there; only the colon was forgotten.
      in.report(SyntaxCode.UNEXPECTED_TOKEN, in.here(), "expected ':' behind " + head, "add ':'");
      return;
    }
    throw in.unexpected("':' behind " + head);
  }

  void emptyBlock(String head) {
    in.report(
        SyntaxCode.EXPECTED_BLOCK,
        in.behind(),
        "expected a statement in the block of " + head,
        pattern
            ? "write '_' for any statements"
            : "indent the statements of the block, or write 'pass'");
  }

  private ParseFailure tooDeep() {
    return in.fail(
        SyntaxCode.TOO_DEEP,
        in.here(),
        "blocks are nested too deeply (more than " + Parser.MAX_STATEMENT_DEPTH + " levels)",
        "move the inner blocks to a procedure of their own");
  }

  private List<AstStmt> inlineBlock(String head) {
    if (in.peek().kind().isLayout()) {
      emptyBlock(head);
      return List.of();
    }
    if (!pattern && (in.at(TokenKind.FOR) || in.at(TokenKind.IF))) {
      throw in.fail(
          SyntaxCode.UNEXPECTED_TOKEN,
          in.here(),
          in.peek().describe() + " cannot stand on the line of " + head,
          "write it on a line of its own, indented");
    }
    List<AstStmt> body = new ArrayList<>();
    line(body);
    return body;
  }

  /** Parses the statements up to the end of the block; goes past mistakes. */
  List<AstStmt> statements() {
    List<AstStmt> out = new ArrayList<>();
    while (!in.at(TokenKind.DEDENT) && !in.at(TokenKind.EOF)) {
      statementLine(out);
    }
    return out;
  }

  /** Parses the statements of one line (and the blocks that belong to them); goes past mistakes. */
  void statementLine(List<AstStmt> out) {
    int before = in.position();
    try {
      if (in.at(TokenKind.INDENT)) {
        unexpectedIndent(out);
      } else if (!in.accept(TokenKind.NEWLINE)) {
        line(out);
      }
    } catch (ParseFailure failure) {
      resynchronize();
    }
    if (in.position() == before) {
      in.next();
    }
  }

  private void unexpectedIndent(List<AstStmt> out) {
    in.report(
        SyntaxCode.UNEXPECTED_INDENT,
        in.span(in.peek()),
        "this line is indented deeper than its block",
        "indent it like the line before");
    if (depth >= Parser.MAX_STATEMENT_DEPTH) {
      in.skipBlock();
      return;
    }
    in.next();
    depth++;
    out.addAll(statements());
    depth--;
    in.accept(TokenKind.DEDENT);
  }

  /**
   * Goes to the next statement of this block; looks for mistakes in the blocks of the one that is
   * given up.
   */
  private void resynchronize() {
    in.skipLine();
    do {
      if (in.at(TokenKind.INDENT)) {
        if (depth >= Parser.MAX_STATEMENT_DEPTH) {
          in.skipBlock();
        } else {
          in.next();
          depth++;
          statements();
          depth--;
          in.accept(TokenKind.DEDENT);
        }
      }
    } while ((in.at(TokenKind.ELIF) || in.at(TokenKind.ELSE)) && skipHead());
  }

  private boolean skipHead() {
    in.skipLine();
    return true;
  }

  /**
   * Parses statements separated by semicolons, up to the end of the line or of the last statement's
   * block.
   */
  private void line(List<AstStmt> out) {
    while (true) {
      Token first = in.peek();
      boolean compound = first.is(TokenKind.FOR) || first.is(TokenKind.IF);
      statement().ifPresent(out::add);
      boolean blockEnded = compound && in.previous().kind().isLayout();
      if (blockEnded) {
        return;
      }
      if (in.accept(TokenKind.SEMICOLON)) {
        if (in.accept(TokenKind.NEWLINE)) {
          return;
        }
        if (!pattern && (in.at(TokenKind.FOR) || in.at(TokenKind.IF))) {
          throw in.unexpected("a simple statement behind ';'");
        }
        continue;
      }
      boolean elseFollows = pattern && (in.at(TokenKind.ELSE) || in.at(TokenKind.ELIF));
      if (in.at(TokenKind.EOF) || in.at(TokenKind.DEDENT) || elseFollows) {
        return;
      }
      endOfStatement();
      return;
    }
  }

  private void endOfStatement() {
    if (in.at(TokenKind.NEWLINE)) {
      in.next();
      return;
    }
    if (in.at(TokenKind.COMMA)) {
      throw in.fail(
          SyntaxCode.UNSUPPORTED_EXPRESSION,
          in.here(),
          "there are no tuples",
          "write two statements");
    }
    throw in.unexpected("the end of the statement");
  }

  // ---- statements

  /**
   * Parses a statement without its line end; nothing if it was an expression of a pattern, or
   * reported.
   */
  private Optional<AstStmt> statement() {
    Token token = in.peek();
    switch (token.kind()) {
      case FOR -> {
        return Optional.of(loop());
      }
      case IF -> {
        return Optional.of(conditional());
      }
      case PASS -> {
        in.next();
        return Optional.of(new AstStmt.Pass(in.span(token)));
      }
      case ELSE, ELIF ->
          throw in.fail(
              SyntaxCode.UNEXPECTED_TOKEN,
              in.here(),
              token.describe() + " belongs to no if",
              "indent it like its 'if'; loops have no else");
      case ASSERT -> {
        assertion();
        in.report(
            SyntaxCode.MISPLACED_ASSERT,
            in.spanFrom(token.start()),
            pattern
                ? "assertions cannot be matched"
                : "assertions stand at the head of a procedure",
            pattern
                ? "match a statement"
                : "move it before the first statement, or use an if statement");
        return Optional.empty();
      }
      case STRING ->
          throw in.fail(
              SyntaxCode.UNSUPPORTED_STATEMENT,
              in.here(),
              "a string is not a statement",
              "documentation comes first in a procedure; comments start with '#'");
      case DEF, CLASS, AT, FROM, IMPORT ->
          throw in.fail(
              SyntaxCode.UNSUPPORTED_STATEMENT,
              in.here(),
              token.describe() + " cannot be part of a block",
              "definitions and imports stand at the left margin");
      case PYTHON_KEYWORD -> {
        if (!isExpressionWord(token)) {
          throw pythonStatement(token);
        }
        return simple.statement(depth == 0);
      }
      default -> {
        return simple.statement(depth == 0);
      }
    }
  }

  private static boolean isExpressionWord(Token token) {
    return token.isWord("not")
        || token.isWord("None")
        || token.isWord("lambda")
        || token.isWord("await");
  }

  private ParseFailure pythonStatement(Token token) {
    boolean with = token.isWord("with");
    String hint =
        switch (token.text()) {
          case "while" -> "loops are 'for i in seq(lo, hi):' with bounds known at their start";
          case "return", "yield" ->
              "a procedure gives its results through its arguments: assign to one of them";
          case "with" -> "generate the text, or use partial_eval and other directives";
          case "break", "continue" -> "put the rest of the loop's body under an if statement";
          case "del" -> "a buffer lives to the end of its block";
          case "global", "nonlocal" -> "state shared by procedures lives in a @config";
          default -> "there are no exceptions and no coroutines";
        };
    return in.fail(
        with ? SyntaxCode.METAPROGRAMMING : SyntaxCode.UNSUPPORTED_STATEMENT,
        in.here(),
        "'" + token.text() + "' is not part of the language",
        hint);
  }

  /** Parses {@code assert e}; reports a message behind it. */
  AstExpr assertion() {
    in.expect(TokenKind.ASSERT, "");
    AstExpr condition = exprs.expression();
    if (in.at(TokenKind.COMMA)) {
      in.next();
      int start = in.peek().start();
      while (in.at(TokenKind.STRING)) {
        in.next();
      }
      in.report(
          SyntaxCode.ASSERT_MESSAGE,
          in.spanFrom(start),
          "an assertion has no message",
          "write it as a comment: # ...");
    }
    return condition;
  }

  private AstStmt loop() {
    Token start = in.next();
    AstName iter = in.expectName("the name of the loop variable");
    if (in.at(TokenKind.COMMA)) {
      throw in.fail(
          SyntaxCode.INVALID_LOOP_RANGE,
          in.here(),
          "a loop has one variable",
          "write two loops: for i in seq(0, n): and for j in seq(0, m): inside");
    }
    in.expect(TokenKind.IN, " behind the loop variable");
    LoopRange range = LoopRange.parse(in, exprs, pattern);
    List<AstStmt> body = block("the for statement");
    SourceSpan span = in.spanFrom(start.start());
    return new AstStmt.For(span, iter, range.mode(), range.lo(), range.hi(), body);
  }

  private record Arm(int start, AstExpr condition, List<AstStmt> body) {}

  private AstStmt conditional() {
    int outerDepth = depth;
    List<Arm> arms = new ArrayList<>();
    List<AstStmt> orElse = List.of();
    try {
      arms.add(arm("the if condition"));
      while (in.at(TokenKind.ELIF)) {
        depth++;
        arms.add(arm("the elif condition"));
      }
      if (in.accept(TokenKind.ELSE)) {
        if (in.at(TokenKind.IF)) {
          throw in.fail(
              SyntaxCode.UNEXPECTED_TOKEN,
              in.here(),
              "expected ':' behind 'else', found 'if'",
              "write 'elif'");
        }
        orElse = block("'else'");
      }
    } finally {
      depth = outerDepth;
    }
    AstStmt result = null;
    for (int i = arms.size() - 1; i >= 0; i--) {
      Arm arm = arms.get(i);
      result = new AstStmt.If(in.spanFrom(arm.start()), arm.condition(), arm.body(), orElse);
      orElse = List.of(result);
    }
    return result;
  }

  private Arm arm(String head) {
    Token word = in.next();
    AstExpr condition = exprs.expression();
    if (in.at(TokenKind.ASSIGN)) {
      throw in.fail(
          SyntaxCode.UNEXPECTED_TOKEN, in.here(), "'=' assigns; it does not compare", "write '=='");
    }
    return new Arm(word.start(), condition, block(head));
  }
}
