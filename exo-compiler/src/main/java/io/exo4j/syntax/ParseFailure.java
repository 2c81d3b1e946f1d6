package io.exo4j.syntax;

/**
 * Thrown inside the parser to leave a statement that cannot be understood, after its mistake was
 * reported. Caught where parsing can go on: at the next statement, member, parameter or item.
 */
final class ParseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ParseFailure() {
    super(null, null, false, false);
  }
}
