package io.exo4j.analysis;

import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import java.util.Optional;

/**
 * Why an obligation was not proved, in the user's words.
 *
 * @param reason one sentence
 * @param counterexample values for which it fails, {@code i = 0, j = 1}; absent if none is known
 * @param detail what a maintainer needs, e.g. the obligation in SMT-LIB; may be empty
 * @param place the statement that it is about, if there is one
 */
public record Refusal(
    String reason, Optional<String> counterexample, String detail, Optional<Stmt> place) {
  /** A refusal without values. */
  public static Refusal of(String reason) {
    return new Refusal(reason, Optional.empty(), "", Optional.empty());
  }

  /** A refusal about a statement. */
  public static Refusal at(String reason, Stmt place) {
    return new Refusal(reason, Optional.empty(), "", Optional.of(place));
  }

  /** The same, with another reason. */
  public Refusal withReason(String other) {
    return new Refusal(other, counterexample, detail, place);
  }

  /** A refusal because of a verdict. */
  public static Refusal of(String reason, Verdict verdict, Optional<Stmt> place) {
    String how =
        verdict.outcome() == Verdict.Outcome.UNKNOWN ? reason + " (could not be decided)" : reason;
    String values = verdict.values();
    return new Refusal(
        how, values.isEmpty() ? Optional.empty() : Optional.of(values), verdict.detail(), place);
  }

  static Refusal conflict(Access a, Access b, Verdict v) {
    String reason =
        "'"
            + firstLine(a.stmt())
            + "' "
            + a.kind().verb()
            + " "
            + a.buffer().name()
            + ", which '"
            + firstLine(b.stmt())
            + "' "
            + b.kind().verb();
    return of(reason, v, Optional.of(a.stmt()));
  }

  private static String firstLine(Stmt s) {
    return Printer.print(s).lines().findFirst().orElse("");
  }

  /** Reason and values in one line. */
  public String message() {
    return reason + counterexample.map(c -> " (for example " + c + ")").orElse("");
  }
}
