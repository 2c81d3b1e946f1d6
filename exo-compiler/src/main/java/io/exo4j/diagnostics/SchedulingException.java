package io.exo4j.diagnostics;

import java.util.List;

/**
 * A directive refused to rewrite a procedure, because it cannot find its target or cannot prove
 * that it may.
 */
public class SchedulingException extends ExoException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception of all the diagnostics of one step; there must be at least one. */
  public SchedulingException(List<Diagnostic> diagnostics) {
    super(diagnostics);
  }

  /** Makes an exception of one diagnostic. */
  public SchedulingException(Diagnostic diagnostic) {
    super(diagnostic);
  }

  /** Makes an exception of one diagnostic that another exception led to. */
  public SchedulingException(Diagnostic diagnostic, Throwable cause) {
    super(diagnostic, cause);
  }
}
