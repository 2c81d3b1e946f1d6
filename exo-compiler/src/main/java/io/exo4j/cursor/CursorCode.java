package io.exo4j.cursor;

import io.exo4j.diagnostics.Code;

/** What can go wrong with places in procedures. */
public enum CursorCode implements Code {
  /** A pattern or name that occurs nowhere, or not that often. */
  NO_MATCH(1, "nothing matches"),
  /** A place that a step removed. */
  GONE(2, "the place no longer exists"),
  /** A place of another kind than the one needed. */
  WRONG_KIND(3, "a place of the wrong kind"),
  /** Navigation that leads out of the code. */
  NO_SUCH_PLACE(4, "no such place"),
  /** Text that is no cursor expression. */
  SYNTAX(5, "malformed cursor"),
  /** A variable that is not defined. */
  UNKNOWN_VARIABLE(6, "unknown cursor variable");

  private final int number;
  private final String title;

  CursorCode(int number, String title) {
    this.number = number;
    this.title = title;
  }

  @Override
  public String id() {
    return Code.id("CUR", number);
  }

  @Override
  public String title() {
    return title;
  }
}
