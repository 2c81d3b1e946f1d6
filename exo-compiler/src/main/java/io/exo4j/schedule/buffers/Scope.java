package io.exo4j.schedule.buffers;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import java.util.List;
import java.util.Optional;

/** Where names mean something, and where expressions keep their value. */
final class Scope {
  private Scope() {}

  /** The statements in the scope of an allocation or window: those behind it in its block. */
  static List<Stmt> of(Context context, Stmt declaration) {
    return context.index().place(declaration.id()).rest();
  }

  /** Refuses if an expression may change its value in the scope of a declaration. */
  static void constant(Context context, Stmt declaration, List<Expr> exprs) {
    List<Stmt> rest = of(context, declaration);
    if (!rest.isEmpty()) {
      context.require(declaration, context.proofs().unaffected(exprs, rest));
    }
  }

  /** Refuses if expressions mention a name that does not exist before a statement. */
  static void visible(Context context, Stmt at, List<Expr> exprs, StmtId before, String what) {
    List<Sym> known = context.index().visibleAt(before);
    Optional<Sym> unknown = Names.in(exprs).stream().filter(s -> !known.contains(s)).findFirst();
    if (unknown.isPresent()) {
      throw context.refuse(
          at, what + " depends on '" + unknown.get() + "', which does not exist there");
    }
  }
}
