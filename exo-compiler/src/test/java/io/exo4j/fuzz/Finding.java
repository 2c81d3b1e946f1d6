package io.exo4j.fuzz;

/**
 * A bug.
 *
 * @param seed of the program
 * @param directive the step's directive
 * @param kind what kind of bug
 * @param report everything that is needed to look at it
 */
record Finding(long seed, String directive, Kind kind, String report) {
  /** Kinds of bugs. */
  enum Kind {
    /** The result computes something else. */
    DIFFERENCE,
    /** Something that is not a refusal was thrown. */
    CRASH,
    /** The printed result does not read as what it is. */
    TEXT
  }

  @Override
  public String toString() {
    return "==== " + kind + " in " + directive + ", seed " + seed + "\n" + report;
  }
}
