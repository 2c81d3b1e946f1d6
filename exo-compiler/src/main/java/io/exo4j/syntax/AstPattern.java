package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A pattern: statements or an expression with holes. Exactly one of {@code statements} and {@code
 * expression} is there, except for a lone call: whether {@code f(_)} means a call of a procedure or
 * of an extern is not a matter of syntax, so both readings are given.
 *
 * @param span where it stands
 * @param statements the statements to match, a prefix of the rest of a block; empty for an
 *     expression pattern
 * @param expression the expression to match
 * @param index the number behind {@code #}: which match is meant, from 0
 */
public record AstPattern(
    SourceSpan span, List<AstStmt> statements, Optional<AstExpr> expression, OptionalInt index) {
  /** Copies the list. */
  public AstPattern {
    statements = List.copyOf(statements);
  }
}
