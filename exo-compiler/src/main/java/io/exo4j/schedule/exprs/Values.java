package io.exo4j.schedule.exprs;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import java.util.List;
import java.util.Optional;

/** What the directives on assignments and expressions share. */
final class Values {
  private Values() {}

  /** An assignment or reduction, as one thing. */
  record Store(Stmt stmt, boolean reduces, Sym buf, List<Expr> idx, Expr rhs) {
    /** The element that is written, as an expression. */
    Expr.Read element() {
      return Expr.read(buf, idx);
    }
  }

  /** The statement as an assignment or reduction, if it is one. */
  static Optional<Store> store(Stmt s) {
    return s.accept(
        new StmtDefault<Optional<Store>>() {
          @Override
          protected Optional<Store> other(Stmt o) {
            return Optional.empty();
          }

          @Override
          public Optional<Store> assign(Stmt.Assign a) {
            return Optional.of(new Store(a, false, a.buf(), a.idx(), a.rhs()));
          }

          @Override
          public Optional<Store> reduce(Stmt.Reduce r) {
            return Optional.of(new Store(r, true, r.buf(), r.idx(), r.rhs()));
          }
        });
  }

  /** The statement as an assignment or reduction. */
  static Store store(Context context, Stmt s) {
    return store(s)
        .orElseThrow(() -> context.refuse(s, "this must be an assignment or a reduction"));
  }

  /** The expression as a sum, if it is one. */
  static Optional<Expr.Bin> sum(Expr e) {
    return e.as(Expr.Bin.class).filter(b -> b.op() == BinOp.ADD);
  }

  /** Refuses unless evaluating the value in the buffer's precision is what happens anyway. */
  static void samePrecision(Context context, Stmt at, Sym buf, Expr value) {
    Precision want = context.types().data(buf).precision();
    Precision have = context.types().precision(value);
    if (have != want && have != Precision.R && want != Precision.R) {
      throw context.refuse(
          at, "this would move a conversion from " + have + " to " + want + " to another place");
    }
  }

  /** Proves that the subscripts are equal, each evaluated at its own statement. */
  static void sameElement(Context context, Store a, Store b) {
    if (a.buf() != b.buf() || a.idx().size() != b.idx().size()) {
      throw context.refuse(
          b.stmt(), "the statements must write the same element of the same buffer");
    }
    for (int k = 0; k < a.idx().size(); k++) {
      context.require(
          b.stmt(),
          context.proofs().equal(a.idx().get(k), a.stmt().id(), b.idx().get(k), b.stmt().id()));
    }
  }
}
