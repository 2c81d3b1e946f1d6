package io.exo4j.ir;

/** An expression visitor in which every kind goes to {@link #other} until a subclass names it. */
public abstract class ExprDefault<T> implements Expr.Visitor<T> {
  /** What happens to the kinds that the subclass does not name. */
  protected abstract T other(Expr e);

  @Override
  public T var(Expr.Var e) {
    return other(e);
  }

  @Override
  public T read(Expr.Read e) {
    return other(e);
  }

  @Override
  public T intLit(Expr.IntLit e) {
    return other(e);
  }

  @Override
  public T boolLit(Expr.BoolLit e) {
    return other(e);
  }

  @Override
  public T dataLit(Expr.DataLit e) {
    return other(e);
  }

  @Override
  public T neg(Expr.Neg e) {
    return other(e);
  }

  @Override
  public T bin(Expr.Bin e) {
    return other(e);
  }

  @Override
  public T externCall(Expr.ExternCall e) {
    return other(e);
  }

  @Override
  public T window(Expr.Window e) {
    return other(e);
  }

  @Override
  public T stride(Expr.Stride e) {
    return other(e);
  }

  @Override
  public T readConfig(Expr.ReadConfig e) {
    return other(e);
  }
}
