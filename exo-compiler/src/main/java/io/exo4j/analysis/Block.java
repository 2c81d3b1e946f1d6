package io.exo4j.analysis;

import io.exo4j.ir.Stmt;
import java.util.List;

/**
 * Consecutive statements of one block, and the slice of the procedure's accesses that is theirs.
 *
 * @param stmts the statements, at least one
 * @param first what is known about the first
 * @param last what is known about the last
 * @param accesses everything that they do, buffers that they allocate left out
 */
record Block(List<Stmt> stmts, StmtInfo first, StmtInfo last, List<Access> accesses) {
  int start() {
    return first.start();
  }

  int end() {
    return last.end();
  }
}
