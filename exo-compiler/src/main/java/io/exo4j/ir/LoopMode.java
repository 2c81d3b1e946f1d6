package io.exo4j.ir;

/** How the iterations of a loop may run. */
public enum LoopMode {
  /** One after the other. */
  SEQ("seq"),
  /** In any order and at the same time. */
  PAR("par");

  private final String text;

  LoopMode(String text) {
    this.text = text;
  }

  /** The keyword. */
  public String text() {
    return text;
  }
}
