package io.exo4j.ir;

import java.util.Locale;
import java.util.Optional;

/**
 * Types of the values that decide control flow and addresses. All but {@link #BOOL} are integers.
 */
public enum ControlType implements Type {
  /** An extent; as an argument at least 1. */
  SIZE,
  /** Any integer. */
  INDEX,
  /** The type of an integer literal. */
  INT,
  /** A truth value. */
  BOOL,
  /** The distance, in elements, between neighbours along one dimension of a buffer. */
  STRIDE;

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.control(this);
  }

  @Override
  public boolean isData() {
    return false;
  }

  @Override
  public Optional<DataType> asData() {
    return Optional.empty();
  }

  @Override
  public Optional<ControlType> asControl() {
    return Optional.of(this);
  }

  /** True for size, index and int: what may stand in a subscript. */
  public boolean isIndexable() {
    return this == SIZE || this == INDEX || this == INT;
  }

  /** The name in the object language. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return text();
  }
}
