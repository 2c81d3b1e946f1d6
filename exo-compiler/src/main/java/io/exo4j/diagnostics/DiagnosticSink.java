package io.exo4j.diagnostics;

/** Where a pass reports what it finds, so that one run can report every independent mistake. */
@FunctionalInterface
public interface DiagnosticSink {
  /** Reports one diagnostic. */
  void add(Diagnostic diagnostic);

  /** Reports an error without a hint. */
  default void error(Code code, SourceSpan span, String message) {
    add(Diagnostic.error(code, span, message));
  }

  /** Reports an error with a hint. */
  default void error(Code code, SourceSpan span, String message, String hint) {
    add(Diagnostic.error(code, span, message).withHint(hint));
  }
}
