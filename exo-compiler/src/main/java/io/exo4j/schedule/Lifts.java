package io.exo4j.schedule;

import io.exo4j.diagnostics.SchedulingException;
import java.util.function.Function;

/** The parameter {@code n_lifts}: out of how many scopes something is moved. */
public final class Lifts {
  private Lifts() {}

  /**
   * Refuses a number of scopes that is none.
   *
   * @param refusal makes the refusal of a reason
   * @throws SchedulingException if the number is less than 1
   */
  public static void atLeastOne(int nLifts, Function<String, SchedulingException> refusal) {
    if (nLifts < 1) {
      throw refusal.apply("n_lifts must be at least 1, it is " + nLifts);
    }
  }
}
