package io.exo4j.cursor;

/** Which block of its parent a statement is in. */
public enum Branch {
  /**
   * The body of the procedure or of a loop, or what an {@code if} does when its condition holds.
   */
  BODY,
  /** What an {@code if} does otherwise. */
  ORELSE
}
