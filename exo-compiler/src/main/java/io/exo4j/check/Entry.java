package io.exo4j.check;

import io.exo4j.diagnostics.SourceSpan;
import java.util.Optional;

/**
 * What a name of a module stands for.
 *
 * @param kind what kind of thing it is
 * @param content the thing, if it has no errors
 * @param level how it came into scope
 * @param origin the name of the file that declares it
 * @param span where it was declared or imported
 * @param rival the file of another thing of this name, imported with as much right
 */
record Entry(
    Kind<?> kind,
    Content content,
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

  static Entry own(Kind<?> kind, Optional<?> thing, String origin, SourceSpan span) {
    return own(kind, Content.of(thing), origin, span);
  }

  static Entry own(Kind<?> kind, Content content, String origin, SourceSpan span) {
    return new Entry(kind, content, Level.OWN, origin, span, Optional.empty());
  }

  Entry imported(Level newLevel, SourceSpan importSpan) {
    return new Entry(kind, content, newLevel, origin, importSpan, rival);
  }

  Entry withRival(String file) {
    return new Entry(kind, content, level, origin, span, Optional.of(file));
  }

  /** Whether it is known, without a look at it, that the thing has errors. */
  boolean isBroken() {
    return content.isBroken();
  }

  /** Whether both stand for the same object. */
  boolean sameThing(Entry other) {
    return content == other.content;
  }

  /** Whether the name stands for one thing of that kind. */
  boolean is(Kind<?> wanted) {
    return kind == wanted && rival.isEmpty() && !isBroken();
  }

  /** The thing, if it is of that kind, without errors and unambiguous. */
  <T> Optional<T> as(Kind<T> wanted) {
    return is(wanted) ? content.thing().map(wanted.type()::cast) : Optional.empty();
  }
}
