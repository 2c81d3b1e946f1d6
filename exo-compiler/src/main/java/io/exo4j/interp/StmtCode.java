package io.exo4j.interp;

/** A compiled statement. */
@FunctionalInterface
interface StmtCode {
  void run(Frame f);

  /** Runs statements in order. */
  static void runAll(StmtCode[] block, Frame f) {
    for (StmtCode s : block) {
      s.run(f);
    }
  }
}
