package io.exo4j.backend;

/**
 * How the C is to look.
 *
 * @param lineDirectives whether {@code #line} directives lead a C compiler's messages back to the
 *     {@code .exo} text
 * @param openmp whether {@code par} loops get an OpenMP pragma (in effect only where the C compiler
 *     defines {@code _OPENMP})
 */
public record COptions(boolean lineDirectives, boolean openmp) {
  /** No line directives, OpenMP pragmas for {@code par} loops. */
  public static final COptions DEFAULTS = new COptions(false, true);
}
