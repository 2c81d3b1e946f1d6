package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses the statements that start with an expression: assignments, allocations, calls. */
final class SimpleStmtParser {
  private final TokenCursor in;
  private final ExprParser exprs;
  private final TypeParser types;
  private final boolean pattern;
  private final List<AstExpr> loneExpressions = new ArrayList<>();

  SimpleStmtParser(TokenCursor in, ExprParser exprs, TypeParser types, boolean pattern) {
    this.in = in;
    this.exprs = exprs;
    this.types = types;
    this.pattern = pattern;
  }

  /** In a pattern, the expressions that stood alone at the outer level. */
  List<AstExpr> loneExpressions() {
    return loneExpressions;
  }

  /**
   * Parses a statement without its line end; nothing if it was an expression of a pattern, or
   * reported.
   *
   * @param outermost whether it stands in no block
   */
  Optional<AstStmt> statement(boolean outermost) {
    Token start = in.peek();
    AstExpr e = exprs.expression();
    switch (in.peek().kind()) {
      case ASSIGN, PLUS_ASSIGN -> {
        return Optional.of(assignment(start, e));
      }
      case COLON -> {
        return Optional.of(allocation(start, e));
      }
      case OTHER_ASSIGN -> {
        String op = in.peek().text();
        String operator = op.substring(0, op.length() - 1);
        throw in.fail(
            SyntaxCode.UNSUPPORTED_ASSIGNMENT,
            in.here(),
            "'" + op + "' is not part of the language; only '+=' is",
            operator.equals("-") ? "write x += -e" : "write x = x " + operator + " e");
      }
      case COMMA ->
          throw in.fail(
              SyntaxCode.UNSUPPORTED_ASSIGNMENT,
              in.here(),
              "a statement assigns one value",
              "write one assignment for each");
      default -> {
        return expressionStatement(e, outermost);
      }
    }
  }

  /** Calls, and holes in patterns, are statements by themselves. */
  private static final class Alone extends AstExprDefault<Optional<AstStmt>> {
    @Override
    protected Optional<AstStmt> other(AstExpr e) {
      return Optional.empty();
    }

    @Override
    public Optional<AstStmt> visitCall(AstExpr.Call e) {
      return Optional.of(new AstStmt.Call(e.span(), e.function(), e.arguments()));
    }

    @Override
    public Optional<AstStmt> visitHole(AstExpr.Hole e) {
      return Optional.of(new AstStmt.Hole(e.span()));
    }
  }

  private Optional<AstStmt> expressionStatement(AstExpr e, boolean outermost) {
    Optional<AstStmt> alone = e.accept(new Alone());
    if (alone.isPresent()) {
      return alone;
    }
    boolean ends = in.peek().kind().isLayout() || in.at(TokenKind.SEMICOLON);
    if (!ends && !in.at(TokenKind.ERROR)) {
      throw in.unexpected("'=', '+=' or ':'");
    }
    if (pattern && outermost) {
      loneExpressions.add(e);
      return Optional.empty();
    }
    if (!ends) {
      throw new ParseFailure();
    }
    in.report(
        pattern ? SyntaxCode.INVALID_PATTERN : SyntaxCode.UNSUPPORTED_STATEMENT,
        e.span(),
        pattern
            ? "an expression cannot stand among statements"
            : "an expression alone is not a statement",
        isComparison(e)
            ? "an assignment is written with '='"
            : pattern ? "match the expression alone" : "assign it: x = e");
    return Optional.empty();
  }

  private static boolean isComparison(AstExpr e) {
    return e.accept(
        new AstExprDefault<Boolean>() {
          @Override
          protected Boolean other(AstExpr any) {
            return false;
          }

          @Override
          public Boolean visitBinary(AstExpr.Binary binary) {
            return binary.op() == AstBinaryOp.EQ;
          }
        });
  }

  private AstStmt assignment(Token start, AstExpr target) {
    Token operator = in.next();
    AstExpr value = exprs.expression();
    if (in.at(TokenKind.ASSIGN)) {
      throw in.fail(
          SyntaxCode.UNSUPPORTED_ASSIGNMENT,
          in.here(),
          "a statement assigns to one target",
          "write one assignment for each");
    }
    SourceSpan span = in.spanFrom(start.start());
    return target.accept(new Assigned(span, operator, value));
  }

  /** The assignment of a value to what stands before the operator. */
  private final class Assigned extends AstExprDefault<AstStmt> {
    private final SourceSpan span;
    private final Token operator;
    private final AstExpr value;

    Assigned(SourceSpan span, Token operator, AstExpr value) {
      this.span = span;
      this.operator = operator;
      this.value = value;
    }

    private AstStmt to(AstName name, List<AstExpr> indices) {
      return operator.is(TokenKind.PLUS_ASSIGN)
          ? new AstStmt.Reduce(span, name, indices, value)
          : new AstStmt.Assign(span, name, indices, value);
    }

    @Override
    protected AstStmt other(AstExpr e) {
      throw in.fail(
          SyntaxCode.UNSUPPORTED_ASSIGNMENT,
          e.span(),
          "this cannot be assigned to",
          "assign to x, x[i] or Config.field");
    }

    @Override
    public AstStmt visitName(AstExpr.Name e) {
      return to(e.name(), List.of());
    }

    @Override
    public AstStmt visitHole(AstExpr.Hole e) {
      return to(new AstName(e.span(), "_"), List.of());
    }

    @Override
    public AstStmt visitSubscript(AstExpr.Subscript e) {
      if (e.hasSlice()) {
        throw in.fail(
            SyntaxCode.INVALID_SLICE,
            e.span(),
            "an assignment writes one element, not a slice",
            "loop over the elements");
      }
      return to(e.base(), e.indices());
    }

    @Override
    public AstStmt visitField(AstExpr.Field e) {
      if (operator.is(TokenKind.PLUS_ASSIGN)) {
        throw in.fail(
            SyntaxCode.UNSUPPORTED_ASSIGNMENT,
            in.span(operator),
            "'+=' does not apply to configuration fields",
            "assign with '='");
      }
      return new AstStmt.FieldAssign(span, e.config(), e.field(), value);
    }
  }

  private AstStmt allocation(Token start, AstExpr e) {
    in.next();
    AstName name = e.accept(new Allocated());
    AstType type = types.type();
    if (type.window() && !pattern) {
      in.report(
          SyntaxCode.INVALID_TYPE,
          type.span(),
          "a window cannot be allocated",
          "allocate a tensor, " + type.base().text() + "[...], or define a window: w = x[0:n]");
    }
    Optional<AstName> memory = types.memory();
    if (in.at(TokenKind.ASSIGN)) {
      throw in.fail(
          SyntaxCode.UNSUPPORTED_ASSIGNMENT,
          in.here(),
          "an allocation has no initial value",
          "assign in the next statement: " + name.text() + " = ...");
    }
    return new AstStmt.Alloc(in.spanFrom(start.start()), name, type, memory);
  }

  /** The name of the buffer that an allocation begins with. */
  private final class Allocated extends AstExprDefault<AstName> {
    @Override
    protected AstName other(AstExpr e) {
      throw in.fail(
          SyntaxCode.UNEXPECTED_TOKEN,
          e.span(),
          "expected the name of a buffer before ':'",
          "an allocation is written x : f32[n] @ DRAM");
    }

    @Override
    public AstName visitName(AstExpr.Name e) {
      return e.name();
    }

    @Override
    public AstName visitHole(AstExpr.Hole e) {
      return new AstName(e.span(), "_");
    }

    @Override
    public AstName visitSubscript(AstExpr.Subscript e) {
      throw in.fail(
          SyntaxCode.INVALID_TYPE,
          e.span(),
          "extents belong to the type",
          "write " + e.base().text() + " : f32[...]");
    }
  }
}
