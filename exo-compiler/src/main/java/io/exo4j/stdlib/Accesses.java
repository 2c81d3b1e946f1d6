package io.exo4j.stdlib;

import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.List;

/** Visits all places where code names a buffer. */
abstract class Accesses extends Walker {
  private final Sym buffer;

  Accesses(Sym buffer) {
    this.buffer = buffer;
  }

  /** An access; without coordinates it is to the whole buffer. */
  abstract void access(List<Coord> at);

  private static List<Coord> points(List<Expr> idx) {
    return idx.stream().<Coord>map(Coord.Point::new).toList();
  }

  @Override
  public Void read(Expr.Read e) {
    if (e.buf() == buffer) {
      access(points(e.idx()));
    }
    return super.read(e);
  }

  @Override
  public Void window(Expr.Window e) {
    if (e.buf() == buffer) {
      access(e.coords());
    }
    return super.window(e);
  }

  @Override
  public Void assign(Stmt.Assign s) {
    if (s.buf() == buffer) {
      access(points(s.idx()));
    }
    return super.assign(s);
  }

  @Override
  public Void reduce(Stmt.Reduce s) {
    if (s.buf() == buffer) {
      access(points(s.idx()));
    }
    return super.reduce(s);
  }
}
