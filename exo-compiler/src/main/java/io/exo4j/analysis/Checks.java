package io.exo4j.analysis;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Stmt;
import java.util.function.Supplier;

/**
 * Hears what must hold for a procedure to be safe, while {@link Summarizer} walks over it. What
 * happens inside callees is not reported: they are safe under their assertions.
 */
interface Checks {
  /** Whether it wants to hear what a statement needs; null stands for the signature. */
  boolean minds(Stmt stmt);

  /** Whether it wants to hear what accesses and windows of a buffer need. */
  boolean minds(Buffer buffer);

  /**
   * Something that must hold under {@code path}.
   *
   * @param what says what is wrong if it does not
   */
  void require(AnalysisCode code, Path path, Formula goal, SourceSpan span, Supplier<String> what);

  /** Hears nothing. */
  Checks NONE =
      new Checks() {
        @Override
        public boolean minds(Stmt stmt) {
          return false;
        }

        @Override
        public boolean minds(Buffer buffer) {
          return false;
        }

        @Override
        public void require(
            AnalysisCode code, Path path, Formula goal, SourceSpan span, Supplier<String> what) {
          // nobody listens
        }
      };
}
