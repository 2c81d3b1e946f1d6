package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostics;

/** A further check of every module that is loaded, imported ones included, once per module. */
@FunctionalInterface
public interface ModulePass {
  /**
   * Checks what the module declares ({@link ModuleScope#own}); called only for modules without
   * errors.
   */
  void check(ModuleScope module, Diagnostics diagnostics);

  /** Checks nothing. */
  static ModulePass none() {
    return (module, diagnostics) -> {};
  }
}
