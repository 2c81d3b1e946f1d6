package io.exo4j.ir;

import io.exo4j.diagnostics.SourceSpan;

/** Builds {@code -e}: literals are folded, everything else is wrapped. */
final class Negation extends ExprDefault<Expr> {
  private final Expr arg;
  private final SourceSpan span;

  Negation(Expr arg, SourceSpan span) {
    this.arg = arg;
    this.span = span;
  }

  @Override
  protected Expr other(Expr e) {
    return new Expr.Neg(arg, span);
  }

  @Override
  public Expr intLit(Expr.IntLit e) {
    return new Expr.IntLit(-e.value(), span);
  }

  @Override
  public Expr dataLit(Expr.DataLit e) {
    return new Expr.DataLit(e.value().negate(), span);
  }
}
