package io.exo4j.check;

import io.exo4j.diagnostics.Code;

/** The mistakes that name resolution and type checking report. */
public enum CheckCode implements Code {
  /** A variable that nothing binds. */
  UNKNOWN_NAME(1, "unknown name"),
  /** A call of a procedure that does not exist. */
  UNKNOWN_PROC(2, "unknown procedure"),
  /** A call of a function that does not exist. */
  UNKNOWN_EXTERN(3, "unknown function"),
  /** A configuration that does not exist. */
  UNKNOWN_CONFIG(4, "unknown configuration"),
  /** A field that its configuration does not have. */
  UNKNOWN_FIELD(5, "unknown configuration field"),
  /** A memory that does not exist. */
  UNKNOWN_MEMORY(6, "unknown memory"),
  /** A type that does not exist. */
  UNKNOWN_TYPE(7, "unknown type"),
  /** An import of a file or library that cannot be found. */
  UNKNOWN_MODULE(8, "unknown module"),
  /** An import of a name that the module does not have. */
  UNKNOWN_IMPORT(9, "unknown name in a module"),
  /** Files that import each other. */
  IMPORT_CYCLE(10, "circular import"),
  /** A name that two imports bring, with different meanings. */
  AMBIGUOUS_NAME(11, "ambiguous name"),
  /** A name declared twice where it may be declared once. */
  DUPLICATE_NAME(12, "name declared twice"),
  /** A name used as something that it is not. */
  WRONG_KIND(13, "name used as something else"),
  /** Too few or too many subscripts, or a buffer of another rank. */
  WRONG_RANK(14, "wrong number of dimensions"),
  /** Too few or too many arguments. */
  WRONG_ARITY(15, "wrong number of arguments"),
  /** An argument that cannot be passed for its parameter. */
  WRONG_ARGUMENT(16, "argument cannot be passed"),
  /** Something that is not a truth value where one is needed. */
  EXPECTED_BOOL(17, "expected a truth value"),
  /** Something that is not a control integer where one is needed. */
  EXPECTED_INDEX(18, "expected a control integer"),
  /** Something that is not a number held in a buffer where one is needed. */
  EXPECTED_DATA(19, "expected data"),
  /** A comparison of data values. */
  DATA_COMPARISON(20, "comparison of data values"),
  /** A remainder of data values. */
  DATA_MODULO(21, "remainder of data values"),
  /** A product of two control values that both vary. */
  NON_AFFINE(22, "product is not affine"),
  /** A control division by something other than a positive literal. */
  INVALID_DIVISOR(23, "invalid divisor"),
  /** Operands that do not go together. */
  INVALID_OPERANDS(24, "operands do not go together"),
  /** {@code stride} of a dimension that the buffer does not have. */
  INVALID_STRIDE(25, "invalid stride"),
  /** A window or a whole tensor inside an expression. */
  MISPLACED_WINDOW(26, "window inside an expression"),
  /** A window passed where a dense tensor is asked for. */
  WINDOW_FOR_DENSE(27, "window passed for a dense tensor"),
  /** An assignment to something that holds no data. */
  NOT_ASSIGNABLE(28, "cannot be assigned"),
  /** A configuration field whose value would depend on a loop's variable. */
  CONFIG_DEPENDS_ON_LOOP(29, "configuration depends on a loop variable"),
  /** A configuration field of a type that fields cannot have. */
  INVALID_FIELD_TYPE(30, "invalid type of a configuration field"),
  /** A setting with a value of the wrong kind. */
  INVALID_SETTING(31, "invalid setting"),
  /** A setting that nothing knows. */
  UNKNOWN_SETTING(32, "unknown setting"),
  /** A function declaration that makes no sense. */
  INVALID_EXTERN(33, "invalid function declaration"),
  /** A memory behind a control argument. */
  MISPLACED_MEMORY(34, "memory of a control value"),
  /** A type where it cannot be. */
  MISPLACED_TYPE(35, "type cannot be used here"),
  /** A number that does not fit into 64 bits. */
  NUMBER_TOO_LARGE(36, "number too large"),
  /** A procedure that calls itself or one that comes later. */
  USED_BEFORE_DECLARATION(37, "used before its declaration"),
  /** A module that exists and cannot be read. */
  UNREADABLE_MODULE(38, "module cannot be read"),
  /** A left-out bound that would have to be filled in with a huge expression. */
  BOUND_TOO_COMPLEX(39, "left-out bound too complex"),
  /** A fragment of another kind than its place asks for. */
  WRONG_FRAGMENT(40, "expression of the wrong kind");

  private final int number;
  private final String title;

  CheckCode(int number, String title) {
    this.number = number;
    this.title = title;
  }

  @Override
  public String id() {
    return Code.id("CHK", number);
  }

  @Override
  public String title() {
    return title;
  }
}
