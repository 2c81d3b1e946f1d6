package io.exo4j.schedule;

/**
 * Names for the two loops that a loop becomes; written {@code [outer, inner]}.
 *
 * @param outer the outer loop's variable
 * @param inner the inner loop's variable
 */
public record IterVars(String outer, String inner) {
  /** The names of both loops. */
  public static IterVars of(String outer, String inner) {
    return new IterVars(outer, inner);
  }

  @Override
  public String toString() {
    return "[" + outer + ", " + inner + "]";
  }
}
