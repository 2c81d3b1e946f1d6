package io.exo4j.schedule;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;

/**
 * A library of directives cannot be loaded: its jar lacks something, or does not fit the others.
 */
final class BrokenLibrary extends ExoException {
  private static final long serialVersionUID = 1L;

  BrokenLibrary(String what, Throwable cause) {
    super(
        Diagnostic.error(
                ScheduleCode.BROKEN_LIBRARY,
                SourceSpan.NONE,
                "a library of directives cannot be loaded: " + what)
            .withHint("are its jar and the compiler's complete, and of one version?"),
        cause);
  }
}
