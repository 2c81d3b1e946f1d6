package io.exo4j.analysis;

import java.util.Map;

/**
 * The answer to one obligation. Only {@link Outcome#PROVED} lets a step through.
 *
 * @param outcome proved, refuted or unknown
 * @param prover who decided
 * @param counterexample for a refutation: values of the named variables under which the goal fails
 * @param detail for an unknown: why, with the obligation in SMT-LIB
 */
public record Verdict(
    Outcome outcome, By prover, Map<String, String> counterexample, String detail) {
  /** The three answers. */
  public enum Outcome {
    /** It holds. */
    PROVED,
    /** It fails for the given values. */
    REFUTED,
    /** Neither was shown within the resource limit. */
    UNKNOWN
  }

  /** Who decided. */
  public enum By {
    /** {@link Facts}, or {@link Witness} values that were found without a solver. */
    FAST_PATH,
    /** Z3. */
    Z3,
    /** An equal obligation was decided before. */
    CACHE
  }

  /** True if it was proved. */
  public boolean proved() {
    return outcome == Outcome.PROVED;
  }

  /** The values as {@code n = 1, i = 0}; empty if there are none. */
  public String values() {
    StringBuilder b = new StringBuilder();
    for (Map.Entry<String, String> e : counterexample.entrySet()) {
      b.append(b.length() == 0 ? "" : ", ").append(e.getKey()).append(" = ").append(e.getValue());
    }
    return b.toString();
  }

  /** A name under which values have none yet. */
  static String unique(Map<String, String> values, String name) {
    String n = name;
    while (values.containsKey(n)) {
      n += "'";
    }
    return n;
  }

  static Verdict proved(By by) {
    return new Verdict(Outcome.PROVED, by, Map.of(), "");
  }
}
