package io.exo4j.schedule.buffers;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.List;

/** The loops that copy a window into a buffer of its own, or back. */
final class CopyLoops {
  /** What they do. */
  enum Kind {
    /** Copy. */
    LOAD,
    /** Set the copy to zero. */
    ZERO,
    /** Copy back. */
    STORE,
    /** Add the copy. */
    ADD
  }

  private final Expr.Window part;
  private final Sym copy;
  private final Kind kind;
  private final StmtId innermost = new StmtId();
  private final List<Sym> iters = new ArrayList<>();
  private final List<Expr> extents = new ArrayList<>();
  private final List<Expr> there = new ArrayList<>();

  CopyLoops(Expr.Window part, Sym copy, Kind kind) {
    this.part = part;
    this.copy = copy;
    this.kind = kind;
    for (Coord c : part.coords()) {
      if (c.isInterval()) {
        Sym i = new Sym("i" + iters.size());
        iters.add(i);
        extents.add(Coordinates.extent(c));
        there.add(Expr.add(Expr.var(i), c.start()));
      } else {
        there.add(c.start());
      }
    }
  }

  /** The statement that copies one element. */
  StmtId innermost() {
    return innermost;
  }

  /** That the element exists: for every dimension, {@code 0 <= e} and {@code e < extent}. */
  List<Expr> conditions(List<Expr> dims) {
    List<Expr> out = new ArrayList<>();
    if (kind != Kind.ZERO) {
      for (int k = 0; k < there.size(); k++) {
        out.add(Expr.bin(BinOp.LE, Expr.lit(0), there.get(k)));
        out.add(Expr.bin(BinOp.LT, there.get(k), dims.get(k)));
      }
    }
    return out;
  }

  /** All of them. */
  static Expr all(List<Expr> conditions) {
    Expr out = conditions.get(0);
    for (Expr e : conditions.subList(1, conditions.size())) {
      out = Expr.bin(BinOp.AND, out, e);
    }
    return out;
  }

  /** The loops. */
  List<Stmt> nest() {
    List<Stmt> body = List.of(element());
    for (int k = iters.size() - 1; k >= 0; k--) {
      body =
          List.of(
              new Stmt.For(
                  new StmtId(),
                  iters.get(k),
                  Expr.lit(0),
                  extents.get(k),
                  LoopMode.SEQ,
                  body,
                  SourceSpan.NONE));
    }
    return body;
  }

  private Stmt element() {
    List<Expr> here = iters.stream().<Expr>map(Expr::var).toList();
    return switch (kind) {
      case LOAD ->
          new Stmt.Assign(innermost, copy, here, Expr.read(part.buf(), there), SourceSpan.NONE);
      case ZERO -> new Stmt.Assign(innermost, copy, here, Expr.DataLit.of(0.0), SourceSpan.NONE);
      case STORE ->
          new Stmt.Assign(innermost, part.buf(), there, Expr.read(copy, here), SourceSpan.NONE);
      case ADD ->
          new Stmt.Reduce(innermost, part.buf(), there, Expr.read(copy, here), SourceSpan.NONE);
    };
  }
}
