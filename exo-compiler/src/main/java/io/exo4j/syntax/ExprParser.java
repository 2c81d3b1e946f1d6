package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Parses expressions by precedence climbing, from {@code or} (binds loosest) over {@code and},
 * comparisons, {@code + -} and {@code * / %} to unary minus. Operators that only Python has are
 * understood, reported, and parsed over.
 */
final class ExprParser {
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int COMPARISON = 4;
  private static final int BITS = 5;
  private static final int SUM = 6;
  private static final int PRODUCT = 7;

  private static final String NO_METAPROGRAMMING =
      ".exo files hold object code only; generate the text, or use partial_eval and other directives";

  private final TokenCursor in;
  private final boolean pattern;

  /** Recursion of this parser, bounded so that it cannot exhaust the stack. */
  private int depth;

  /**
   * Height of the tree that was parsed last, bounded so that later passes cannot exhaust the stack.
   */
  private int height;

  ExprParser(TokenCursor in, boolean pattern) {
    this.in = in;
    this.pattern = pattern;
  }

  /** Parses one expression; a slice or a tuple is none. */
  AstExpr expression() {
    depth = 0;
    return climb(OR);
  }

  private AstExpr climb(int minLevel) {
    enter();
    AstExpr left = in.atWord("not") ? negation() : unary();
    int leftHeight = height;
    while (true) {
      int level = level(in.peek(), in.peek(1));
      if (level < minLevel) {
        break;
      }
      height = leftHeight;
      left = level == COMPARISON ? comparison(left) : binary(left, level);
      leftHeight = height;
    }
    if (minLevel == OR && in.at(TokenKind.IF)) {
      left = ternary(left);
    } else if (minLevel == OR && in.at(TokenKind.WALRUS)) {
      throw in.fail(
          SyntaxCode.UNSUPPORTED_EXPRESSION,
          in.here(),
          "':=' is not part of the language",
          "assign in a statement of its own");
    }
    depth--;
    height = leftHeight;
    return left;
  }

  private static int level(Token token, Token following) {
    return switch (token.kind()) {
      case OR -> OR;
      case AND -> AND;
      case LESS, GREATER, LESS_EQUAL, GREATER_EQUAL, EQUAL, NOT_EQUAL, IN -> COMPARISON;
      case PYTHON_KEYWORD ->
          token.isWord("is") || (token.isWord("not") && following.is(TokenKind.IN))
              ? COMPARISON
              : 0;
      case BIT_OPERATOR -> BITS;
      case PLUS, MINUS -> SUM;
      case STAR, SLASH, PERCENT, FLOOR_DIVIDE -> PRODUCT;
      default -> 0;
    };
  }

  private AstExpr binary(AstExpr left, int level) {
    int leftHeight = height;
    Token token = in.next();
    AstBinaryOp op =
        switch (token.kind()) {
          case OR -> AstBinaryOp.OR;
          case AND -> AstBinaryOp.AND;
          case PLUS -> AstBinaryOp.ADD;
          case MINUS -> AstBinaryOp.SUB;
          case STAR -> AstBinaryOp.MUL;
          case SLASH -> AstBinaryOp.DIV;
          case PERCENT -> AstBinaryOp.MOD;
          case FLOOR_DIVIDE -> {
            unsupportedOperator(
                token, "'/' on control values already is floor division: write '/'");
            yield AstBinaryOp.DIV;
          }
          default -> {
            unsupportedOperator(
                token,
                "there are no bit operations; multiply, divide or take '%' by a power of two");
            yield AstBinaryOp.ADD;
          }
        };
    AstExpr right = climb(level + 1);
    grow(Math.max(leftHeight, height), left.span().to(right.span()));
    return new AstExpr.Binary(left.span().to(right.span()), op, left, right);
  }

  private AstExpr comparison(AstExpr first) {
    List<AstExpr> operands = new ArrayList<>();
    List<AstBinaryOp> ops = new ArrayList<>();
    operands.add(first);
    int tallest = height;
    while (level(in.peek(), in.peek(1)) == COMPARISON) {
      ops.add(comparisonOperator());
      operands.add(climb(BITS));
      // As deep as the conjunction that it stands for.
      tallest = Math.max(tallest, height) + 1;
      if (tallest > Parser.MAX_EXPRESSION_DEPTH) {
        throw tooDeep(in.here());
      }
    }
    SourceSpan span = first.span().to(operands.get(operands.size() - 1).span());
    grow(tallest, span);
    return ops.size() == 1
        ? new AstExpr.Binary(span, ops.get(0), operands.get(0), operands.get(1))
        : new AstExpr.Chain(span, operands, ops);
  }

  private AstBinaryOp comparisonOperator() {
    Token token = in.next();
    return switch (token.kind()) {
      case LESS -> AstBinaryOp.LT;
      case GREATER -> AstBinaryOp.GT;
      case LESS_EQUAL -> AstBinaryOp.LE;
      case GREATER_EQUAL -> AstBinaryOp.GE;
      case EQUAL -> AstBinaryOp.EQ;
      case NOT_EQUAL -> {
        unsupportedOperator(token, "write 'a < b or a > b', or test '==' and use the else branch");
        yield AstBinaryOp.EQ;
      }
      default -> {
        unsupportedOperator(token, "the comparisons are < > <= >= ==");
        // "is not" and "not in" are two words.
        if (in.atWord("not") || in.at(TokenKind.IN)) {
          in.next();
        }
        yield AstBinaryOp.EQ;
      }
    };
  }

  private void unsupportedOperator(Token token, String hint) {
    in.report(
        SyntaxCode.UNSUPPORTED_OPERATOR,
        in.span(token),
        token.describe() + " is not an operator of the language",
        hint);
  }

  private AstExpr negation() {
    unsupportedOperator(
        in.next(), "turn the comparison around (not a < b is a >= b), or use the else branch");
    return climb(NOT);
  }

  private AstExpr ternary(AstExpr value) {
    in.report(
        SyntaxCode.UNSUPPORTED_EXPRESSION,
        in.here(),
        "there is no conditional expression",
        "use an if statement, or select(x, v, a, b), which is a if x < v and b otherwise");
    in.next();
    climb(AND);
    if (in.accept(TokenKind.ELSE)) {
      climb(OR);
    }
    return value;
  }

  private AstExpr unary() {
    Token token = in.peek();
    switch (token.kind()) {
      case MINUS -> {
        in.next();
        if (in.at(TokenKind.INT) && in.peek().text().equals(NumberScanner.MIN_LONG_MAGNITUDE)) {
          height = 1;
          return new AstExpr.IntLiteral(in.span(token).to(in.span(in.next())), Long.MIN_VALUE);
        }
        enter();
        AstExpr operand = unary();
        depth--;
        grow(height, operand.span());
        return new AstExpr.Negate(in.span(token).to(operand.span()), operand);
      }
      case PLUS, TILDE -> {
        in.next();
        unsupportedOperator(
            token,
            token.is(TokenKind.PLUS) ? "leave the plus sign out" : "there are no bit operations");
        enter();
        AstExpr operand = unary();
        depth--;
        return operand;
      }
      default -> {}
    }
    AstExpr base = primary();
    if (in.at(TokenKind.POWER)) {
      unsupportedOperator(in.next(), "multiply instead");
      int baseHeight = height;
      enter();
      unary();
      depth--;
      height = baseHeight;
    }
    return base;
  }

  private AstExpr primary() {
    Token token = in.peek();
    height = 1;
    switch (token.kind()) {
      case NAME -> {
        return named();
      }
      case INT -> {
        in.next();
        return new AstExpr.IntLiteral(in.span(token), longValue(token));
      }
      case FLOAT -> {
        in.next();
        return new AstExpr.FloatLiteral(in.span(token), Double.parseDouble(token.text()));
      }
      case TRUE, FALSE -> {
        in.next();
        return new AstExpr.BoolLiteral(in.span(token), token.is(TokenKind.TRUE));
      }
      case LPAREN -> {
        return parenthesized();
      }
      default -> throw noExpression(token);
    }
  }

  private long longValue(Token token) {
    if (token.text().equals(NumberScanner.MIN_LONG_MAGNITUDE)) {
      in.report(
          SyntaxCode.INVALID_NUMBER,
          in.span(token),
          "this number is too large",
          "whole numbers have 64 bits: at most " + Long.MAX_VALUE);
      return 1;
    }
    return Long.parseLong(token.text());
  }

  private AstExpr parenthesized() {
    Token open = in.next();
    AstExpr inner = climb(OR);
    if (in.at(TokenKind.COMMA)) {
      throw in.fail(
          SyntaxCode.UNSUPPORTED_EXPRESSION,
          in.span(open),
          "there are no tuples",
          "write one expression in parentheses");
    }
    refuseComprehension();
    in.expect(TokenKind.RPAREN, " to close '('");
    refuseSuffix("an expression in parentheses");
    return inner;
  }

  private void refuseComprehension() {
    if (in.at(TokenKind.FOR)) {
      throw in.fail(
          SyntaxCode.UNSUPPORTED_EXPRESSION,
          in.here(),
          "there are no comprehensions",
          "write a for statement");
    }
  }

  private AstExpr named() {
    Token token = in.next();
    SourceSpan span = in.span(token);
    AstName name = new AstName(span, token.text());
    AstExpr result;
    switch (in.peek().kind()) {
      case LPAREN -> result = name.text().equals("stride") ? stride(token) : call(name);
      case LBRACKET -> result = subscript(name);
      case DOT -> {
        in.next();
        AstName field = in.expectName("a field's name behind '.'");
        result = new AstExpr.Field(in.spanFrom(token.start()), name, field);
      }
      default -> {
        return pattern && name.isHole()
            ? new AstExpr.Hole(span)
            : new AstExpr.Name(span, name.text());
      }
    }
    refuseSuffix(result instanceof AstExpr.Subscript ? "an element" : "this");
    return result;
  }

  /** Nothing but a name can be subscripted, called or taken a field of. */
  private void refuseSuffix(String what) {
    switch (in.peek().kind()) {
      case LBRACKET ->
          throw in.fail(
              SyntaxCode.UNSUPPORTED_EXPRESSION,
              in.here(),
              "only a name can be subscripted, not " + what,
              "write all indices in one pair of brackets: x[i, j]");
      case LPAREN ->
          throw in.fail(
              SyntaxCode.UNSUPPORTED_EXPRESSION,
              in.here(),
              "only a name can be called, not " + what,
              "write f(x)");
      case DOT ->
          throw in.fail(
              SyntaxCode.UNSUPPORTED_EXPRESSION,
              in.here(),
              "only a configuration has fields, not " + what,
              "write Config.field");
      default -> {}
    }
  }

  private AstExpr call(AstName function) {
    List<AstExpr> arguments = arguments();
    int tallest = height;
    SourceSpan span = in.spanFrom(function.span().start());
    grow(tallest, span);
    return new AstExpr.Call(span, function, arguments);
  }

  /** Parses {@code (a, b)}; leaves the height of the tallest argument. */
  private List<AstExpr> arguments() {
    in.expect(TokenKind.LPAREN, "");
    List<AstExpr> arguments = new ArrayList<>();
    int tallest = 0;
    while (!in.at(TokenKind.RPAREN)) {
      argumentPrefix();
      arguments.add(climb(OR));
      tallest = Math.max(tallest, height);
      refuseComprehension();
      if (!in.accept(TokenKind.COMMA) && !in.at(TokenKind.RPAREN)) {
        throw in.unexpected("',' or ')'");
      }
    }
    in.next();
    height = tallest;
    return arguments;
  }

  private void argumentPrefix() {
    Token token = in.peek();
    if (in.peek(1).is(TokenKind.ASSIGN) && (token.is(TokenKind.NAME) || token.kind().isKeyword())) {
      in.report(
          SyntaxCode.UNSUPPORTED_ARGUMENT,
          in.span(token),
          "arguments have no names in a call",
          "pass the arguments in the order of the parameters");
      in.next();
      in.next();
    } else if (token.is(TokenKind.STAR) || token.is(TokenKind.POWER)) {
      in.report(
          SyntaxCode.UNSUPPORTED_ARGUMENT,
          in.span(token),
          "a call cannot unpack arguments",
          "write each argument out");
      in.next();
    }
  }

  private AstExpr subscript(AstName base) {
    Token open = in.next();
    List<AstExpr> indices = new ArrayList<>();
    int tallest = 0;
    while (!in.at(TokenKind.RBRACKET)) {
      indices.add(index());
      tallest = Math.max(tallest, height);
      if (!in.accept(TokenKind.COMMA) && !in.at(TokenKind.RBRACKET)) {
        throw in.unexpected("',' or ']'");
      }
    }
    in.next();
    SourceSpan span = in.spanFrom(base.span().start());
    if (indices.isEmpty()) {
      throw in.fail(
          SyntaxCode.EXPECTED_EXPRESSION,
          in.spanFrom(open.start()),
          "expected an index between '[' and ']'",
          "write " + base.text() + " alone for the whole of it");
    }
    grow(tallest, span);
    return new AstExpr.Subscript(span, base, indices);
  }

  private AstExpr index() {
    int start = in.peek().start();
    int tallest = 0;
    Optional<AstExpr> lo = Optional.empty();
    if (!in.at(TokenKind.COLON)) {
      AstExpr e = climb(OR);
      if (!in.at(TokenKind.COLON)) {
        return e;
      }
      lo = Optional.of(e);
      tallest = height;
    }
    in.next();
    Optional<AstExpr> hi = bound();
    tallest = Math.max(tallest, hi.isPresent() ? height : 0);
    if (in.at(TokenKind.COLON)) {
      in.report(
          SyntaxCode.INVALID_SLICE,
          in.here(),
          "a slice has no step",
          "windows hold consecutive elements; loop over them with a multiple of the index");
      in.next();
      bound();
    }
    SourceSpan span = in.spanFrom(start);
    grow(tallest, span);
    return new AstExpr.Slice(span, lo, hi);
  }

  private Optional<AstExpr> bound() {
    return in.at(TokenKind.COLON) || in.at(TokenKind.COMMA) || in.at(TokenKind.RBRACKET)
        ? Optional.empty()
        : Optional.of(climb(OR));
  }

  private AstExpr stride(Token word) {
    List<AstExpr> arguments = arguments();
    SourceSpan span = in.spanFrom(word.start());
    height = 1;
    if (arguments.size() == 2) {
      Optional<AstName> tensor = nameOf(arguments.get(0));
      boolean anyDimension = arguments.get(1) instanceof AstExpr.Hole;
      boolean literal =
          arguments.get(1) instanceof AstExpr.IntLiteral i
              && i.value() >= 0
              && i.value() <= Integer.MAX_VALUE;
      if (tensor.isPresent() && (anyDimension || literal)) {
        OptionalInt dimension =
            anyDimension
                ? OptionalInt.empty()
                : OptionalInt.of((int) ((AstExpr.IntLiteral) arguments.get(1)).value());
        return new AstExpr.Stride(span, tensor.get(), dimension);
      }
    }
    throw in.fail(
        SyntaxCode.INVALID_STRIDE,
        span,
        "stride takes the name of a tensor and the number of a dimension",
        "for example stride(x, 0)");
  }

  private static Optional<AstName> nameOf(AstExpr e) {
    if (e instanceof AstExpr.Hole) {
      return Optional.of(new AstName(e.span(), "_"));
    }
    return e instanceof AstExpr.Name name ? Optional.of(name.name()) : Optional.empty();
  }

  private ParseFailure noExpression(Token token) {
    SourceSpan span = in.here();
    switch (token.kind()) {
      case STRING -> {
        return in.fail(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            span,
            "a string cannot be part of an expression",
            "strings occur in decorators, memories and targets, and as documentation");
      }
      case LBRACKET -> {
        return in.fail(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            span,
            "there are no lists",
            "allocate a tensor: x : f32[n] @ DRAM");
      }
      case LBRACE -> {
        return in.fail(
            SyntaxCode.METAPROGRAMMING,
            span,
            "'{...}' is not part of .exo files",
            NO_METAPROGRAMMING);
      }
      case ELLIPSIS -> {
        return in.fail(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            span,
            "'...' is not part of the language",
            "write the indices out");
      }
      case PYTHON_KEYWORD -> {
        boolean expression =
            token.isWord("lambda")
                || token.isWord("None")
                || token.isWord("await")
                || token.isWord("yield");
        return in.fail(
            expression ? SyntaxCode.UNSUPPORTED_EXPRESSION : SyntaxCode.RESERVED_WORD,
            span,
            "'" + token.text() + "' is a reserved word of Python and no expression here",
            expression
                ? "kernels hold numbers, control values and tensors only"
                : "choose another name");
      }
      default -> {
        if (token.kind().isKeyword() && !token.is(TokenKind.IN)) {
          return in.fail(
              SyntaxCode.RESERVED_WORD,
              span,
              "expected an expression, but '" + token.text() + "' is a reserved word",
              "choose another name");
        }
        return in.unexpected(SyntaxCode.EXPECTED_EXPRESSION, "an expression");
      }
    }
  }

  // ---- limits

  private void enter() {
    if (++depth > Parser.MAX_EXPRESSION_DEPTH) {
      throw tooDeep(in.here());
    }
  }

  private void grow(int childHeight, SourceSpan span) {
    height = childHeight + 1;
    if (height > Parser.MAX_EXPRESSION_DEPTH) {
      throw tooDeep(span);
    }
  }

  private ParseFailure tooDeep(SourceSpan span) {
    return in.fail(
        SyntaxCode.TOO_DEEP,
        span,
        "this expression is nested too deeply (more than "
            + Parser.MAX_EXPRESSION_DEPTH
            + " levels)",
        "split it up: assign parts of it to scalars");
  }
}
