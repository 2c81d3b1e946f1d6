package io.exo4j.schedule.procs;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import java.util.List;

/**
 * Arguments with which the body of a procedure is a block, provided that some values are equal.
 *
 * @param args the arguments
 * @param toProve the values that are written differently, over the names of the block
 */
record Match(List<Expr> args, List<Equal> toProve) {
  /**
   * Two expressions that must have one value.
   *
   * @param at the statement of the block that evaluates them
   */
  record Equal(Expr a, Expr b, Stmt at) {}
}
