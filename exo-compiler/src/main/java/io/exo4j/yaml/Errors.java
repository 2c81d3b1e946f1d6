package io.exo4j.yaml;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import java.util.Optional;

/** Makes the errors of this package, and says what shape was wanted. */
final class Errors {
  private Errors() {}

  static ExoException of(YamlCode code, SourceSpan span, String message) {
    return new ExoException(Diagnostic.error(code, span, message));
  }

  static ExoException of(YamlCode code, SourceSpan span, String message, Optional<String> hint) {
    return new ExoException(Diagnostic.error(code, span, message).withHint(hint));
  }

  static Tree.Scalar scalar(Tree t, String what) {
    if (t instanceof Tree.Scalar s && !s.isNull()) {
      return s;
    }
    throw shape(t, what + " must be a single value, not " + t.describe());
  }

  static Tree.Seq seq(Tree t, String what) {
    if (t instanceof Tree.Seq s) {
      return s;
    }
    throw shape(t, what + " must be a list, not " + t.describe());
  }

  static Tree.Mapping mapping(Tree t, String what) {
    if (t instanceof Tree.Mapping m) {
      return m;
    }
    throw shape(t, what + " must be a map, not " + t.describe());
  }

  /** A map in flow style where something else belongs is often a pattern that YAML took apart. */
  static ExoException shape(Tree t, String message) {
    boolean split =
        t instanceof Tree.Mapping m
            && m.pairs().size() == 1
            && m.pairs().get(0).key().plain()
            && m.pairs().get(0).key().text().matches("(for|if)\\b.*|.*[\\s_].*|\\w+");
    return of(
        YamlCode.WRONG_SHAPE,
        t.span(),
        message,
        split && looksLikePattern((Tree.Mapping) t)
            ? Optional.of("a pattern with ':' needs quotes")
            : Optional.empty());
  }

  private static boolean looksLikePattern(Tree.Mapping m) {
    return m.pairs().get(0).key().text().matches("(for|if)\\b.*")
        || m.pairs().get(0).value() instanceof Tree.Scalar v
            && (v.text().equals("_") || v.text().endsWith(" _"));
  }
}
