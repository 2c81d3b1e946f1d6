package io.exo4j.diagnostics;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The user's input was refused. Carries the diagnostics that say why; there is always at least one.
 */
public class ExoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /**
   * Makes an exception of all the diagnostics of one run.
   *
   * @throws IllegalArgumentException if there are none: a refusal without a reason is a defect of
   *     the compiler
   */
  public ExoException(List<Diagnostic> diagnostics) {
    this(diagnostics, null);
  }

  /** Makes an exception of one diagnostic. */
  public ExoException(Diagnostic diagnostic) {
    this(List.of(diagnostic), null);
  }

  /** Makes an exception of one diagnostic that another exception led to. */
  public ExoException(Diagnostic diagnostic, Throwable cause) {
    this(List.of(diagnostic), cause);
  }

  private ExoException(List<Diagnostic> diagnostics, Throwable cause) {
    // The message is rendered on demand (getMessage): searches throw and catch many of these.
    super(null, cause);
    if (diagnostics.isEmpty()) {
      throw new IllegalArgumentException("an ExoException needs at least one diagnostic");
    }
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Returns the diagnostics, at least one, in the order in which a user should read them. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Returns all diagnostics, {@linkplain Diagnostic#render rendered}, one below the other. */
  @Override
  public String getMessage() {
    return diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException(ExoException.class.getName());
  }
}
