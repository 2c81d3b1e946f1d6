package io.exo4j.schedule;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SchedulingException;
import java.util.List;

/** A refusal that already says which directive refused, and shows the procedure. */
final class StepRefused extends SchedulingException {
  private static final long serialVersionUID = 1L;

  StepRefused(List<Diagnostic> diagnostics) {
    super(diagnostics);
  }
}
