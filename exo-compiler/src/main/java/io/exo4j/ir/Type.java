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
  default boolean isData() {
    return accept(
        new Visitor<Boolean>() {
          @Override
          public Boolean control(ControlType type) {
            return false;
          }

          @Override
          public Boolean data(DataType type) {
            return true;
          }
        });
  }

  /** The data type, or an empty value for a control type. */
  default Optional<DataType> asData() {
    return accept(
        new Visitor<Optional<DataType>>() {
          @Override
          public Optional<DataType> control(ControlType type) {
            return Optional.empty();
          }

          @Override
          public Optional<DataType> data(DataType type) {
            return Optional.of(type);
          }
        });
  }

  /** The control type, or an empty value for a data type. */
  default Optional<ControlType> asControl() {
    return accept(
        new Visitor<Optional<ControlType>>() {
          @Override
          public Optional<ControlType> control(ControlType type) {
            return Optional.of(type);
          }

          @Override
          public Optional<ControlType> data(DataType type) {
            return Optional.empty();
          }
        });
  }
}
