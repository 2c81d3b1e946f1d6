package io.exo4j.schedule;

import java.util.List;
import java.util.Optional;

/**
 * A parameter of a directive.
 *
 * @param name its name in schedules
 * @param component the name of the record component
 * @param kind what it takes
 * @param list whether it takes a list of that; one value stands for a list of one
 * @param optional whether it may be left out without a default
 * @param defaultText the value if it is left out, as it would be written
 * @param choices for {@link ParamKind#CHOICE}: what may be written
 * @param wholeArgument whether it takes the whole argument of the directive
 * @param doc one line
 */
public record ParamSpec(
    String name,
    String component,
    ParamKind kind,
    boolean list,
    boolean optional,
    Optional<String> defaultText,
    List<String> choices,
    boolean wholeArgument,
    String doc) {
  /** Copies the list. */
  public ParamSpec {
    choices = List.copyOf(choices);
  }

  /** True if it must be given. */
  public boolean required() {
    return !optional && defaultText.isEmpty();
  }

  /** What it takes, for messages: {@code an integer}, {@code a list of …}. */
  public String meaning() {
    String one = kind == ParamKind.CHOICE ? "one of " + String.join(", ", choices) : kind.meaning();
    return list ? "a list, each " + one : one;
  }
}
