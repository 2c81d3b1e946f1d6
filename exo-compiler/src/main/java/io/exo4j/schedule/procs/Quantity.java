package io.exo4j.schedule.procs;

import io.exo4j.ir.Expr;
import java.util.Optional;

/**
 * What a {@link LinForm} is linear in: a value that the block knows, or an unknown that unification
 * has to find. Compared by identity; {@link Quantities} gives equal things the same object.
 */
final class Quantity {
  private final String name;
  private final Optional<Expr> value;
  private final boolean bound;

  private Quantity(String name, Optional<Expr> value, boolean bound) {
    this.name = name;
    this.value = value;
    this.bound = bound;
  }

  /** An unknown. */
  static Quantity hole(String name) {
    return new Quantity(name, Optional.empty(), false);
  }

  /**
   * A value of the block.
   *
   * @param bound whether it exists only inside the block, because it mentions a name that the block
   *     binds
   */
  static Quantity known(Expr value, boolean bound) {
    return new Quantity("", Optional.of(value), bound);
  }

  boolean isHole() {
    return value.isEmpty();
  }

  boolean isBound() {
    return bound;
  }

  /** The expression of a value of the block. */
  Expr value() {
    return value.orElseThrow();
  }

  /** For messages: what an unknown stands for. */
  String name() {
    return name;
  }
}
