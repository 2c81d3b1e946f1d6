package io.exo4j.ir;

/**
 * A formal argument.
 *
 * @param sym its symbol
 * @param type control or data
 * @param memory where the buffer lives; {@link Memory#DRAM} and meaningless for control arguments
 */
public record Arg(Sym sym, Type type, Memory memory) {
  /** The printed name. */
  public String name() {
    return sym.name();
  }
}
