package io.exo4j.syntax;

/**
 * A visitor of untyped expressions in which every kind goes to {@link #other} until it is named.
 */
public abstract class AstExprDefault<R> implements AstExpr.Visitor<R> {
  /** What happens to the kinds that the subclass does not name. */
  protected abstract R other(AstExpr e);

  @Override
  public R visitInt(AstExpr.IntLiteral e) {
    return other(e);
  }

  @Override
  public R visitFloat(AstExpr.FloatLiteral e) {
    return other(e);
  }

  @Override
  public R visitBool(AstExpr.BoolLiteral e) {
    return other(e);
  }

  @Override
  public R visitName(AstExpr.Name e) {
    return other(e);
  }

  @Override
  public R visitSubscript(AstExpr.Subscript e) {
    return other(e);
  }

  @Override
  public R visitSlice(AstExpr.Slice e) {
    return other(e);
  }

  @Override
  public R visitNegate(AstExpr.Negate e) {
    return other(e);
  }

  @Override
  public R visitBinary(AstExpr.Binary e) {
    return other(e);
  }

  @Override
  public R visitChain(AstExpr.Chain e) {
    return other(e);
  }

  @Override
  public R visitCall(AstExpr.Call e) {
    return other(e);
  }

  @Override
  public R visitStride(AstExpr.Stride e) {
    return other(e);
  }

  @Override
  public R visitField(AstExpr.Field e) {
    return other(e);
  }

  @Override
  public R visitHole(AstExpr.Hole e) {
    return other(e);
  }
}
