package io.exo4j.ir;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which symbols a piece of code mentions. Sets are in the order of first mention. */
public final class Names {
  private Names() {}

  /** The symbols that an expression mentions. */
  public static Set<Sym> in(Expr e) {
    Collector c = new Collector();
    c.expr(e);
    return c.used;
  }

  /** The symbols that expressions mention. */
  public static Set<Sym> in(Collection<Expr> exprs) {
    Collector c = new Collector();
    for (Expr e : exprs) {
      c.expr(e);
    }
    return c.used;
  }

  /** The symbols that a block mentions and does not bind. */
  public static Set<Sym> free(List<Stmt> block) {
    Collector c = new Collector();
    c.stmts(block);
    c.used.removeAll(c.bound);
    return c.used;
  }

  /** The symbols that a block binds: loop variables, allocations and windows, at any depth. */
  public static Set<Sym> bound(List<Stmt> block) {
    Collector c = new Collector();
    c.stmts(block);
    return c.bound;
  }

  private static final class Collector extends Walker {
    private final Set<Sym> used = new LinkedHashSet<>();
    private final Set<Sym> bound = new LinkedHashSet<>();

    @Override
    public Void var(Expr.Var e) {
      used.add(e.sym());
      return null;
    }

    @Override
    public Void read(Expr.Read e) {
      used.add(e.buf());
      return super.read(e);
    }

    @Override
    public Void window(Expr.Window e) {
      used.add(e.buf());
      return super.window(e);
    }

    @Override
    public Void stride(Expr.Stride e) {
      used.add(e.buf());
      return null;
    }

    @Override
    public Void assign(Stmt.Assign s) {
      used.add(s.buf());
      return super.assign(s);
    }

    @Override
    public Void reduce(Stmt.Reduce s) {
      used.add(s.buf());
      return super.reduce(s);
    }

    @Override
    public Void forStmt(Stmt.For s) {
      bound.add(s.iter());
      return super.forStmt(s);
    }

    @Override
    public Void alloc(Stmt.Alloc s) {
      bound.add(s.buf());
      return super.alloc(s);
    }

    @Override
    public Void window(Stmt.WindowStmt s) {
      bound.add(s.name());
      return super.window(s);
    }
  }
}
