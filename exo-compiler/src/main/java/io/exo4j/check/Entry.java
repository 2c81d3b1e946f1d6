package io.exo4j.check;

import io.exo4j.diagnostics.SourceSpan;
import java.util.Optional;

/**
 * What a name of a module stands for.
 *
 * @param kind what kind of thing it is
 * @param value the thing; absent if it has errors, which were reported at its declaration
 * @param level how it came into scope
 * @param origin the name of the file that declares it
 * @param span where it was declared or imported
 * @param rival the file of another thing of this name, imported with as much right
 */
record Entry(
    Kind<?> kind,
    Optional<Object> value,
    Level level,
    String origin,
    SourceSpan span,
    Optional<String> rival) {

  /** How a name came into scope; a later one hides an earlier one. */
  enum Level {
    STANDARD,
    STAR,
    EXPLICIT,
    OWN
  }

  static Entry own(Kind<?> kind, Optional<?> value, String origin, SourceSpan span) {
    return new Entry(kind, value.map(v -> v), Level.OWN, origin, span, Optional.empty());
  }

  Entry imported(Level newLevel, SourceSpan importSpan) {
    return new Entry(kind, value, newLevel, origin, importSpan, rival);
  }

  Entry withRival(String file) {
    return new Entry(kind, value, level, origin, span, Optional.of(file));
  }

  boolean isBroken() {
    return value.isEmpty();
  }

  /** Whether both stand for the same object. */
  boolean sameThing(Entry other) {
    return value.isPresent() && other.value.isPresent() && value.get() == other.value.get();
  }

  /** The thing, if it is of that kind, without errors and unambiguous. */
  <T> Optional<T> as(Kind<T> wanted) {
    return kind == wanted && rival.isEmpty() ? value.map(wanted.type()::cast) : Optional.empty();
  }
}
