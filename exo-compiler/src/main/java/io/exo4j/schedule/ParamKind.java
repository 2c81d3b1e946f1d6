package io.exo4j.schedule;

/**
 * What a parameter of a directive takes. The kind follows from the type of the record component.
 */
public enum ParamKind {
  /** {@link LoopRef}. */
  LOOP("loop", "a loop: its variable (`i`, `i #1`), a pattern or a cursor"),
  /** {@link AllocRef}. */
  ALLOC("alloc", "an allocation or buffer argument: its name (`x`, `x #1`), a pattern or a cursor"),
  /** {@link StmtRef}. */
  STMT("stmt", "a statement: a pattern or a cursor"),
  /** {@link BlockRef}. */
  BLOCK("block", "neighbouring statements, or one: a pattern or a cursor"),
  /** {@link GapRef}. */
  GAP("gap", "a place between statements: a cursor that ends in `.before` or `.after`"),
  /** {@link CallRef}. */
  CALL("call", "a call: the procedure's name (`foo`), a pattern (`foo(_) #1`) or a cursor"),
  /** {@link ExprRef}. */
  EXPR("expr", "an expression: a pattern or a cursor"),
  /** {@link NewExpr}. */
  NEW_EXPR("new-expr", "a new expression; its names are those of the place where it goes"),
  /** {@link NewWindow}. */
  WINDOW("window", "a window of a buffer: `name[a:b, c]`"),
  /** {@link String}. */
  NAME("name", "a name"),
  /** {@link String} with {@link Param.Text#TEXT}. */
  TEXT("string", "text"),
  /** {@link String} with {@link Param.Text#FIELD}. */
  FIELD("field", "a field of the configuration"),
  /** {@code int}, {@code long}, {@link Integer}, {@link Long}. */
  INT("int", "an integer"),
  /** {@code boolean}, {@link Boolean}. */
  BOOL("bool", "`true` or `false`"),
  /** An {@link Enum}: one of its constants in lower case. */
  CHOICE("choice", "one of the values listed"),
  /** {@link ProcRef}. */
  PROC("proc", "the name of a procedure"),
  /** {@link MemoryRef}. */
  MEMORY("memory", "the name of a memory"),
  /** {@link ConfigRef}. */
  CONFIG("config", "the name of a configuration"),
  /** {@link io.exo4j.ir.Precision}. */
  PRECISION("precision", "a precision: `R`, `f16`, `f32`, `f64`, `i8`, …"),
  /** {@link IterVars}. */
  ITER_VARS("iter_vars", "the names of the outer and the inner loop: `[io, ii]`"),
  /** {@link ConstantArgs}; takes the whole argument. */
  CONSTANTS(
      "constants", "a map of argument names to integers or booleans, or a list for the first ones"),
  /** {@link Directive}. */
  STEP("step", "a step");

  private final String text;
  private final String meaning;

  ParamKind(String text, String meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  /** The kind's name in schedules and in the reference. */
  public String text() {
    return text;
  }

  /** What may be written, as a phrase. */
  public String meaning() {
    return meaning;
  }

  /** True for kinds that are looked up as places in the procedure. */
  public boolean isPlace() {
    return ordinal() <= EXPR.ordinal();
  }
}
