package io.exo4j.schedule;

import io.exo4j.diagnostics.Code;

/** Why a step of a schedule is refused. */
public enum ScheduleCode implements Code {
  /** The directive does not apply to what was found. */
  NOT_APPLICABLE(1, "the directive does not apply here"),
  /** The directive could change the meaning: a counterexample exists. */
  UNSAFE(2, "the rewrite would change the meaning"),
  /** It was not proved that the directive keeps the meaning. */
  NOT_PROVED(3, "the rewrite could not be proved"),
  /** There is no directive of that name. */
  UNKNOWN_DIRECTIVE(4, "unknown directive"),
  /** The directive has no such parameter. */
  UNKNOWN_PARAMETER(5, "unknown parameter"),
  /** A parameter without default is missing. */
  MISSING_PARAMETER(6, "missing parameter"),
  /** A value of the wrong kind. */
  WRONG_VALUE(7, "value of the wrong kind"),
  /** A parameter given twice, or too many of them. */
  TOO_MANY_ARGUMENTS(8, "too many arguments"),
  /** A procedure, memory, configuration or field that does not exist. */
  UNKNOWN_NAME(9, "unknown name"),
  /** A name that is not an identifier, or taken already. */
  BAD_NAME(10, "unusable name"),
  /** A library of directives that is incomplete, or made for another version. */
  BROKEN_LIBRARY(11, "library of directives that cannot be loaded");

  private final int number;
  private final String title;

  ScheduleCode(int number, String title) {
    this.number = number;
    this.title = title;
  }

  @Override
  public String id() {
    return Code.id("SCH", number);
  }

  @Override
  public String title() {
    return title;
  }
}
