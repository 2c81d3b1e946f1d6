package io.exo4j.nativebuild.toolchain;

import io.exo4j.diagnostics.Diagnostic;
import java.util.List;

/**
 * A native build that failed. The message is ready for a user: it says what is wrong, where, and
 * what to do, and needs no stack trace beside it.
 */
public final class NativeBuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it was. */
  public enum Kind {
    /** A program or header that the build needs is absent or too old. */
    MISSING_TOOL,
    /** The C compiler or the linker refused the generated code. */
    C_ERROR,
    /** A program ran longer than it may. */
    TIMEOUT,
    /** Anything else. */
    OTHER
  }

  private final Kind kind;
  private final transient List<Diagnostic> diagnostics;

  /** A failure without positions. */
  public NativeBuildException(Kind kind, String message) {
    this(kind, message, List.of(), null);
  }

  /** A failure that another exception led to. */
  public NativeBuildException(Kind kind, String message, Throwable cause) {
    this(kind, message, List.of(), cause);
  }

  /** A failure with the places in the kernels that it came from. */
  public NativeBuildException(Kind kind, String message, List<Diagnostic> diagnostics) {
    this(kind, message, diagnostics, null);
  }

  private NativeBuildException(
      Kind kind, String message, List<Diagnostic> diagnostics, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** What kind of failure it was. */
  public Kind kind() {
    return kind;
  }

  /** The errors that have a place in a kernel file; empty if none has. */
  public List<Diagnostic> diagnostics() {
    return diagnostics == null ? List.of() : diagnostics;
  }
}
