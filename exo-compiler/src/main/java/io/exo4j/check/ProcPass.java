package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.ir.Proc;

/**
 * A further check of every procedure that is read, imported ones included, once and behind those
 * that it calls.
 */
@FunctionalInterface
public interface ProcPass {
  /**
   * Checks a procedure without errors; of a file that is read as a whole, called only if nothing in
   * it has errors.
   */
  void check(Proc proc, Diagnostics diagnostics);

  /** Checks nothing. */
  static ProcPass none() {
    return (proc, diagnostics) -> {};
  }
}
