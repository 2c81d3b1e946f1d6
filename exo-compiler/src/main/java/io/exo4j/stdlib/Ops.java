package io.exo4j.stdlib;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.control.Repeat;
import java.util.List;

/**
 * Combinators for schedules in Java; schedule files have {@code repeat}, {@code try} and lists
 * instead.
 */
public final class Ops {
  private Ops() {}

  /** Applies a directive until it is refused or changes nothing. */
  public static Directive repeat(Directive step) {
    return Repeat.of(step);
  }

  /** Applies a directive if it is not refused. */
  public static Directive attempt(Directive step) {
    return new Attempt(step, new Sequence(List.of()));
  }

  /** Applies a directive, or another one to the same procedure if it is refused. */
  public static Directive attempt(Directive step, Directive otherwise) {
    return new Attempt(step, otherwise);
  }

  /** Applies directives one after another; it is refused as a whole if one of them is. */
  public static Directive sequence(Directive... steps) {
    return new Sequence(List.of(steps));
  }
}
