package io.exo4j.diagnostics;

/**
 * The stable identity of one kind of mistake. Each package that reports diagnostics has its own
 * enum implementing this interface, so that no package needs to know the mistakes of another.
 */
public interface Code {
  /**
   * Returns the stable identifier, for example {@code EXO-SYN-003}; it never changes once released.
   */
  String id();

  /**
   * Returns one line that says what kind of mistake this is, independent of any particular
   * occurrence.
   */
  String title();

  /** An identifier: {@code id("SYN", 3)} is {@code EXO-SYN-003}. */
  static String id(String part, int number) {
    return "EXO-" + part + "-" + (number < 10 ? "00" : number < 100 ? "0" : "") + number;
  }
}
