package io.exo4j.yaml;

import io.exo4j.diagnostics.Code;

/** What can be wrong with a schedule file. */
public enum YamlCode implements Code {
  /** Text that is not YAML. */
  SYNTAX(1, "not valid YAML"),
  /** More aliases, nesting or text than a schedule needs. */
  LIMIT(2, "limit exceeded"),
  /** A feature of YAML that schedules do not have. */
  UNSUPPORTED(3, "unsupported YAML feature"),
  /** YAML read something else than what was meant; quotes help. */
  NEEDS_QUOTES(4, "this needs quotes"),
  /** A key that means nothing here. */
  UNKNOWN_KEY(5, "unknown key"),
  /** A key given twice. */
  DUPLICATE_KEY(6, "key given twice"),
  /** A key that is missing. */
  MISSING_KEY(7, "missing key"),
  /** A list where a map belongs, and the like. */
  WRONG_SHAPE(8, "value of the wrong shape"),
  /** A {@code $name} that is not defined. */
  UNKNOWN_VARIABLE(9, "unknown variable"),
  /** A {@code $( … )} that cannot be evaluated. */
  ARITHMETIC(10, "error in $( … )"),
  /** An {@code expect:} that does not hold. */
  EXPECTATION(11, "expectation not met"),
  /** A {@code fail:} that was reached. */
  FAILED(12, "the schedule gave up"),
  /** A {@code repeat:} that does not end. */
  ENDLESS(13, "repetition does not end"),
  /** Operations that call each other in a circle. */
  RECURSION(14, "recursive operation"),
  /** An import that cannot be found or read. */
  IMPORT(15, "import not found"),
  /** A kernel or procedure that does not exist. */
  UNKNOWN_PROCEDURE(16, "unknown procedure"),
  /** A name that is taken. */
  NAME_TAKEN(17, "name already taken"),
  /** A parameter given from outside that does not exist. */
  UNKNOWN_PARAMETER(18, "unknown schedule parameter"),
  /** A {@code variant_of} that names something with another meaning or other arguments. */
  NOT_A_VARIANT(19, "not a variant");

  private final int number;
  private final String title;

  YamlCode(int number, String title) {
    this.number = number;
    this.title = title;
  }

  @Override
  public String id() {
    return Code.id("YAML", number);
  }

  @Override
  public String title() {
    return title;
  }
}
