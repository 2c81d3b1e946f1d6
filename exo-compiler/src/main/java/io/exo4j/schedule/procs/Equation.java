package io.exo4j.schedule.procs;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import java.util.Optional;

/**
 * An expression of the callee must have the value of an expression of the block.
 *
 * @param start an unknown to add to the callee's
 * @param callee over the callee's formals and loop variables
 * @param block over the names of the block
 * @param at the statement of the block that evaluates it
 */
record Equation(Optional<Quantity> start, Expr callee, Expr block, Stmt at) {
  static Equation of(Expr callee, Expr block, Stmt at) {
    return new Equation(Optional.empty(), callee, block, at);
  }
}
