package io.exo4j.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One message about the user's input. Because all {@linkplain SourceSpan spans are equal}, equality
 * of diagnostics ignores where they are; {@link Diagnostics} tells them apart by position when it
 * drops duplicates.
 *
 * @param severity how serious it is
 * @param code the stable code, for example {@code EXO-SYN-003}
 * @param span where it is; {@link SourceSpan#NONE} if nowhere in particular
 * @param message what is wrong, one sentence without a full stop
 * @param hint what to try
 * @param counterexample values, in the user's own names, for which it goes wrong
 * @param notes further places that matter
 */
public record Diagnostic(
    Severity severity,
    String code,
    SourceSpan span,
    String message,
    Optional<String> hint,
    Optional<String> counterexample,
    List<Note> notes) {

  /**
   * A remark that belongs to a diagnostic, usually about another place. Its text may be made when
   * it is first read: searches refuse much that nobody ever reads about.
   */
  public static final class Note {
    private final SourceSpan span;
    private final Supplier<String> source;

    // made when first needed; a race makes the same twice
    private String message;

    private Note(SourceSpan span, Supplier<String> source) {
      this.span = Objects.requireNonNull(span, "span");
      this.source = Objects.requireNonNull(source, "source");
    }

    /** Where; {@link SourceSpan#NONE} if nowhere in particular. */
    public SourceSpan span() {
      return span;
    }

    /** What is to be said about it. */
    public String message() {
      String known = message;
      if (known == null) {
        known = Objects.requireNonNull(source.get(), "message");
        message = known;
      }
      return known;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Note n && span.equals(n.span) && message().equals(n.message());
    }

    @Override
    public int hashCode() {
      return Objects.hash(span, message());
    }

    @Override
    public String toString() {
      return message();
    }
  }

  /** Checks that nothing is missing. */
  public Diagnostic {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(hint, "hint");
    Objects.requireNonNull(counterexample, "counterexample");
    notes = List.copyOf(notes);
  }

  /** Returns a diagnostic without hint, counterexample and notes. */
  public static Diagnostic of(Severity severity, Code code, SourceSpan span, String message) {
    return new Diagnostic(
        severity, code.id(), span, message, Optional.empty(), Optional.empty(), List.of());
  }

  /** Returns an error without hint, counterexample and notes. */
  public static Diagnostic error(Code code, SourceSpan span, String message) {
    return of(Severity.ERROR, code, span, message);
  }

  /** Returns a warning without hint, counterexample and notes. */
  public static Diagnostic warning(Code code, SourceSpan span, String message) {
    return of(Severity.WARNING, code, span, message);
  }

  /** Returns a note without hint, counterexample and notes. */
  public static Diagnostic note(Code code, SourceSpan span, String message) {
    return of(Severity.NOTE, code, span, message);
  }

  /** Returns this diagnostic with the given hint. */
  public Diagnostic withHint(String newHint) {
    return withHint(Optional.of(newHint));
  }

  /** Returns this diagnostic with the given hint, or without one. */
  public Diagnostic withHint(Optional<String> newHint) {
    return new Diagnostic(severity, code, span, message, newHint, counterexample, notes);
  }

  /** Returns this diagnostic with the given counterexample. */
  public Diagnostic withCounterexample(String newCounterexample) {
    return withCounterexample(Optional.of(newCounterexample));
  }

  /** Returns this diagnostic with the given counterexample, or without one. */
  public Diagnostic withCounterexample(Optional<String> newCounterexample) {
    return new Diagnostic(severity, code, span, message, hint, newCounterexample, notes);
  }

  /** Returns this diagnostic with one more note. */
  public Diagnostic withNote(SourceSpan noteSpan, String noteMessage) {
    Objects.requireNonNull(noteMessage, "message");
    return withNote(noteSpan, () -> noteMessage);
  }

  /** Returns this diagnostic with one more note, whose text is made if somebody reads it. */
  public Diagnostic withNote(SourceSpan noteSpan, Supplier<String> noteMessage) {
    List<Note> more = new ArrayList<>(notes);
    more.add(new Note(noteSpan, noteMessage));
    return new Diagnostic(severity, code, span, message, hint, counterexample, more);
  }

  /** Returns this diagnostic at another place. */
  public Diagnostic at(SourceSpan newSpan) {
    return new Diagnostic(severity, code, newSpan, message, hint, counterexample, notes);
  }

  /**
   * Returns the text a user reads, without a final line end: {@code file:line:column: error:
   * message [CODE]}, the line of source with carets below it, then counterexample, notes and hint
   * where there are any.
   */
  public String render() {
    return Renderer.render(this);
  }

  @Override
  public String toString() {
    return render();
  }
}
