package io.exo4j.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses types and the memories behind them. */
final class TypeParser {
  private final TokenCursor in;
  private final ExprParser exprs;

  TypeParser(TokenCursor in, ExprParser exprs) {
    this.in = in;
    this.exprs = exprs;
  }

  /** Parses {@code f32}, {@code f32[n, m]} or {@code [f32][n, m]}. */
  AstType type() {
    int start = in.peek().start();
    boolean window = in.accept(TokenKind.LBRACKET);
    AstName base = base();
    if (window) {
      in.expect(TokenKind.RBRACKET, " behind the element type of a window");
      if (!in.at(TokenKind.LBRACKET)) {
        throw in.fail(
            SyntaxCode.INVALID_TYPE,
            in.spanFrom(start),
            "a window type needs extents",
            "write [" + base.text() + "][n] for a window of n elements");
      }
    }
    List<AstExpr> dimensions = in.at(TokenKind.LBRACKET) ? dimensions() : List.of();
    if (in.at(TokenKind.LBRACKET)) {
      throw in.fail(
          SyntaxCode.INVALID_TYPE,
          in.here(),
          "a type has one pair of brackets with extents",
          "write " + base.text() + "[n, m]");
    }
    return new AstType(in.spanFrom(start), base, dimensions, window);
  }

  private AstName base() {
    Token token = in.peek();
    switch (token.kind()) {
      case NAME -> {
        return in.expectName("a type");
      }
      case LBRACE ->
          throw in.fail(
              SyntaxCode.METAPROGRAMMING,
              in.here(),
              "'{...}' is not part of .exo files",
              "write the type, or R and fix it with set_precision");
      case ERROR -> throw new ParseFailure();
      default ->
          throw in.fail(
              SyntaxCode.INVALID_TYPE,
              in.here(),
              "expected a type, found " + token.describe(),
              "for example f32, f32[n, m], [f32][n] or size");
    }
  }

  private List<AstExpr> dimensions() {
    Token open = in.next();
    List<AstExpr> dimensions = new ArrayList<>();
    while (!in.at(TokenKind.RBRACKET)) {
      if (!in.at(TokenKind.COLON)) {
        dimensions.add(exprs.expression());
      }
      if (in.at(TokenKind.COLON)) {
        throw in.fail(
            SyntaxCode.INVALID_SLICE,
            in.here(),
            "an extent is a number of elements, not a slice",
            "write f32[n]");
      }
      if (!in.accept(TokenKind.COMMA) && !in.at(TokenKind.RBRACKET)) {
        throw in.unexpected("',' or ']'");
      }
    }
    in.next();
    if (dimensions.isEmpty()) {
      throw in.fail(
          SyntaxCode.INVALID_TYPE,
          in.spanFrom(open.start()),
          "a tensor needs at least one extent",
          "leave the brackets out for a scalar");
    }
    return dimensions;
  }

  /** Parses {@code @ MEM} if it is there. */
  Optional<AstName> memory() {
    if (!in.accept(TokenKind.AT)) {
      return Optional.empty();
    }
    AstName name = in.expectName("a memory behind '@'");
    if (in.at(TokenKind.DOT)) {
      throw in.fail(
          SyntaxCode.INVALID_TYPE,
          in.here(),
          "a memory is a plain name",
          "import it: from library import " + name.text());
    }
    return Optional.of(name);
  }
}
