package io.exo4j.diagnostics;

import java.util.Locale;

/** How serious a diagnostic is; the order of the constants is from most to least serious. */
public enum Severity {
  /** The input is refused. */
  ERROR,
  /** The input is accepted, but probably not what was meant. */
  WARNING,
  /** Information only. */
  NOTE;

  /**
   * Returns the lower-case word used in rendered messages: {@code error}, {@code warning} or {@code
   * note}.
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
