package io.exo4j.analysis;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;

/** Z3's native library cannot be loaded here: musl, a {@code noexec} temporary directory, … */
public final class SolverUnavailable extends ExoException {
  private static final long serialVersionUID = 1L;

  SolverUnavailable(Throwable cause) {
    super(diagnostic(cause), cause);
  }

  private static Diagnostic diagnostic(Throwable cause) {
    return Diagnostic.error(
            AnalysisCode.SOLVER_UNAVAILABLE,
            SourceSpan.NONE,
            "the Z3 solver's native library cannot be loaded: " + cause.getMessage())
        .withHint(
            "it is unpacked to the temporary directory, which must not be mounted noexec"
                + " (-Djava.io.tmpdir=DIR chooses another); it needs glibc 2.34 or newer on"
                + " x86-64 or aarch64, so on Alpine and other musl systems use a glibc image");
  }
}
