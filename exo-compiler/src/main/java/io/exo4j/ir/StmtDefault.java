package io.exo4j.ir;

/** A statement visitor in which every kind goes to {@link #other} until a subclass names it. */
public abstract class StmtDefault<T> implements Stmt.Visitor<T> {
  /** What happens to the kinds that the subclass does not name. */
  protected abstract T other(Stmt s);

  @Override
  public T assign(Stmt.Assign s) {
    return other(s);
  }

  @Override
  public T reduce(Stmt.Reduce s) {
    return other(s);
  }

  @Override
  public T writeConfig(Stmt.WriteConfig s) {
    return other(s);
  }

  @Override
  public T pass(Stmt.Pass s) {
    return other(s);
  }

  @Override
  public T ifStmt(Stmt.If s) {
    return other(s);
  }

  @Override
  public T forStmt(Stmt.For s) {
    return other(s);
  }

  @Override
  public T alloc(Stmt.Alloc s) {
    return other(s);
  }

  @Override
  public T call(Stmt.Call s) {
    return other(s);
  }

  @Override
  public T window(Stmt.WindowStmt s) {
    return other(s);
  }
}
