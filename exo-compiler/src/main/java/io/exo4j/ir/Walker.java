package io.exo4j.ir;

import java.util.List;

/**
 * Visits every node below the one it is given, outermost first, in the order of evaluation. A
 * subclass overrides the kinds that it cares about and calls {@code super} to go on below. Types of
 * allocations and windows are visited; callees are not entered.
 */
public abstract class Walker implements Expr.Visitor<Void>, Stmt.Visitor<Void> {
  private final Coord.Visitor<Void> coords =
      new Coord.Visitor<>() {
        @Override
        public Void point(Coord.Point point) {
          expr(point.at());
          return null;
        }

        @Override
        public Void interval(Coord.Interval interval) {
          expr(interval.lo());
          expr(interval.hi());
          return null;
        }
      };

  /** Visits the arguments' types, the assertions and the body. */
  public void visit(Proc proc) {
    for (Arg a : proc.args()) {
      visit(a.type());
    }
    exprs(proc.preds());
    stmts(proc.body());
  }

  /** Visits one expression. */
  public void expr(Expr e) {
    e.accept(this);
  }

  /** Visits one statement. */
  public void stmt(Stmt s) {
    s.accept(this);
  }

  /** Visits expressions in order. */
  public void exprs(List<Expr> list) {
    for (Expr e : list) {
      expr(e);
    }
  }

  /** Visits statements in order. */
  public void stmts(List<Stmt> list) {
    for (Stmt s : list) {
      stmt(s);
    }
  }

  /** Visits the extents of a data type. */
  public void visit(Type type) {
    if (type.isData()) {
      exprs(type.asData().orElseThrow().dims());
    }
  }

  /** Visits the expressions of a coordinate. */
  public void visit(Coord coord) {
    coord.accept(coords);
  }

  @Override
  public Void var(Expr.Var e) {
    return null;
  }

  @Override
  public Void read(Expr.Read e) {
    exprs(e.idx());
    return null;
  }

  @Override
  public Void intLit(Expr.IntLit e) {
    return null;
  }

  @Override
  public Void boolLit(Expr.BoolLit e) {
    return null;
  }

  @Override
  public Void dataLit(Expr.DataLit e) {
    return null;
  }

  @Override
  public Void neg(Expr.Neg e) {
    expr(e.arg());
    return null;
  }

  @Override
  public Void bin(Expr.Bin e) {
    expr(e.lhs());
    expr(e.rhs());
    return null;
  }

  @Override
  public Void externCall(Expr.ExternCall e) {
    exprs(e.args());
    return null;
  }

  @Override
  public Void window(Expr.Window e) {
    for (Coord c : e.coords()) {
      c.accept(coords);
    }
    return null;
  }

  @Override
  public Void stride(Expr.Stride e) {
    return null;
  }

  @Override
  public Void readConfig(Expr.ReadConfig e) {
    return null;
  }

  @Override
  public Void assign(Stmt.Assign s) {
    exprs(s.idx());
    expr(s.rhs());
    return null;
  }

  @Override
  public Void reduce(Stmt.Reduce s) {
    exprs(s.idx());
    expr(s.rhs());
    return null;
  }

  @Override
  public Void writeConfig(Stmt.WriteConfig s) {
    expr(s.rhs());
    return null;
  }

  @Override
  public Void pass(Stmt.Pass s) {
    return null;
  }

  @Override
  public Void ifStmt(Stmt.If s) {
    expr(s.cond());
    stmts(s.then());
    stmts(s.orelse());
    return null;
  }

  @Override
  public Void forStmt(Stmt.For s) {
    expr(s.lo());
    expr(s.hi());
    stmts(s.body());
    return null;
  }

  @Override
  public Void alloc(Stmt.Alloc s) {
    visit((Type) s.type());
    return null;
  }

  @Override
  public Void call(Stmt.Call s) {
    exprs(s.args());
    return null;
  }

  @Override
  public Void window(Stmt.WindowStmt s) {
    expr(s.window());
    return null;
  }
}
