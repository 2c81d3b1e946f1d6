package io.exo4j.runtime;

import java.util.List;

/**
 * A native library could not be found, was refused, or could not be loaded. The message lists every
 * place that was tried with the reason why it did not do, and what to do about it.
 *
 * <p>It is an {@link UnsatisfiedLinkError} because that is what callers of native code catch.
 */
public final class NativeLibraryError extends UnsatisfiedLinkError {
  private static final long serialVersionUID = 1L;

  /**
   * The places tried, in this order, each with its reason; kept apart from the message for tools.
   */
  private final transient List<String> attempts;

  NativeLibraryError(String summary, List<String> attempts, List<String> hints) {
    super(message(summary, attempts, hints));
    this.attempts = List.copyOf(attempts);
  }

  /** The same failure again, with the stack of who asks now. */
  NativeLibraryError(NativeLibraryError first) {
    super(first.getMessage());
    this.attempts = first.attempts();
    initCause(first);
  }

  /** {@return the places that were tried, in order, each with the reason why it did not do} */
  public List<String> attempts() {
    return attempts == null ? List.of() : attempts;
  }

  private static String message(String summary, List<String> attempts, List<String> hints) {
    StringBuilder text = new StringBuilder(summary);
    if (!attempts.isEmpty()) {
      text.append("\nTried:");
      attempts.forEach(attempt -> text.append("\n  - ").append(attempt));
    }
    hints.forEach(hint -> text.append("\nHint: ").append(hint));
    return text.toString();
  }
}
