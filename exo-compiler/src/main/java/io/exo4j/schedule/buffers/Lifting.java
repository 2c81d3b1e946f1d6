package io.exo4j.schedule.buffers;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Lifts;
import java.util.List;

/** What the ways to move an allocation outwards share. */
final class Lifting {
  private Lifting() {}

  /** The loops and ifs that are crossed, innermost first. */
  static List<Stmt> crossed(Context context, Stmt.Alloc a, int lifts) {
    List<Stmt> around = context.index().ancestors(a.id());
    Lifts.atLeastOne(lifts, why -> context.refuse(a, why));
    if (lifts > around.size()) {
      throw context.refuse(
          a,
          "n_lifts is "
              + lifts
              + ", but there are only "
              + around.size()
              + " loops and ifs around the allocation of '"
              + a.buf()
              + "'");
    }
    return around.subList(0, lifts);
  }

  /**
   * Refuses extents that do not mean the same before an outer statement, or may not be positive
   * there.
   *
   * @param extents expressions evaluated before {@code a} so far
   */
  static void extents(Context context, Stmt.Alloc a, List<Expr> extents, Stmt outer) {
    Scope.visible(context, a, extents, outer.id(), "the size of '" + a.buf() + "'");
    context.require(a, context.proofs().unaffected(extents, List.of(outer)));
    for (Expr e : extents) {
      context.require(a, context.proofs().positive(e, outer.id()));
    }
  }
}
