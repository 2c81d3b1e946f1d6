package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports errors; looks for similar names only as long as anybody is going to read the answer. */
final class Reporter {
  /** A search per error would make a file that is all errors take quadratic time. */
  private static final int MAX_SUGGESTIONS = 2 * Diagnostics.DEFAULT_LIMIT;

  /** What a declaration that could not be parsed leads to. */
  private static final Set<String> FOLLOW_UPS =
      Stream.of(
              CheckCode.UNKNOWN_NAME,
              CheckCode.UNKNOWN_PROC,
              CheckCode.UNKNOWN_EXTERN,
              CheckCode.UNKNOWN_CONFIG,
              CheckCode.UNKNOWN_FIELD,
              CheckCode.UNKNOWN_MEMORY,
              CheckCode.WRONG_ARITY,
              CheckCode.USED_BEFORE_DECLARATION)
          .map(CheckCode::id)
          .collect(Collectors.toUnmodifiableSet());

  private final Diagnostics diagnostics;
  private final boolean incomplete;
  private int suggestions;
  private int failures;

  /**
   * A reporter on code some of which could not be parsed if {@code diagnostics} has errors already.
   */
  Reporter(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.incomplete = diagnostics.hasErrors();
  }

  /** How many things went wrong so far, reported or not. What sees it grow must not be used. */
  int failures() {
    return failures;
  }

  /** Something is wrong because of something else that was reported already. */
  void silently() {
    failures++;
  }

  void error(CheckCode code, SourceSpan span, String message) {
    error(code, span, message, Optional.empty());
  }

  void error(CheckCode code, SourceSpan span, String message, String hint) {
    error(code, span, message, Optional.of(hint));
  }

  void error(CheckCode code, SourceSpan span, String message, Optional<String> hint) {
    error(Diagnostic.error(code, span, message).withHint(hint));
  }

  void error(Diagnostic error) {
    failures++;
    if (!incomplete || !FOLLOW_UPS.contains(error.code())) {
      diagnostics.add(error);
    }
  }

  void warning(Diagnostic warning) {
    diagnostics.add(warning);
  }

  /** {@code did you mean 'x'?} for the nearest candidate, if there is one. */
  Optional<String> similar(String name, Supplier<? extends Collection<String>> candidates) {
    if (suggestions >= MAX_SUGGESTIONS) {
      return Optional.empty();
    }
    suggestions++;
    return Suggest.didYouMean(name, candidates.get());
  }
}
