package io.exo4j.analysis;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Stmt;
import java.util.Optional;

/**
 * Hears about everything that has to hold for a procedure to be safe, while {@link Summarizer}
 * walks over it. What happens inside callees is not reported: they are safe under their assertions.
 */
interface Checks {
  /**
   * Something that must hold under {@code path}.
   *
   * @param about the buffer that it is about, if it is about one
   */
  void require(
      AnalysisCode code,
      Path path,
      Formula goal,
      SourceSpan span,
      String what,
      Stmt stmt,
      Optional<Buffer> about);

  /** Hears nothing. */
  Checks NONE = (code, path, goal, span, what, stmt, about) -> {};
}
