package io.exo4j.syntax;

/** How the iterations of a loop relate. */
public enum AstLoopMode {
  /** {@code seq}: one after the other. */
  SEQ,
  /** {@code par}: in any order or at once. */
  PAR,
  /** {@code for i in _}: either. Occurs only in patterns. */
  ANY
}
