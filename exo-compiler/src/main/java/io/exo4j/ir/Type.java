package io.exo4j.ir;

import java.util.Optional;

/** What an argument, a field or an allocation holds: control values or data. */
public sealed interface Type permits ControlType, DataType {
  /** Dispatch without a chain of {@code instanceof}. */
  <T> T accept(Visitor<T> visitor);

  /** One method per kind of type. */
  interface Visitor<T> {
    /** A control value. */
    T control(ControlType type);

    /** A scalar, a tensor or a window of data. */
    T data(DataType type);
  }

  /** True for {@link DataType}. */
  boolean isData();

  /** The data type, or an empty value for a control type. */
  Optional<DataType> asData();

  /** The control type, or an empty value for a data type. */
  Optional<ControlType> asControl();
}
