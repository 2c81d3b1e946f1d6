package io.exo4j.check;

import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Type;
import java.util.Optional;

/**
 * The type of an expression.
 *
 * @param kind what it is
 * @param data the type of a scalar, tensor or window
 */
record ExprType(Kind kind, Optional<DataType> data) {
  /** Control values by their type, data by their shape. */
  enum Kind {
    SIZE,
    INDEX,
    INT,
    BOOL,
    STRIDE,
    SCALAR,
    TENSOR,
    /** Of something wrong that was reported: goes with everything, so that nothing more is said. */
    ERROR
  }

  static final ExprType SIZE = control(Kind.SIZE);
  static final ExprType INDEX = control(Kind.INDEX);
  static final ExprType INT = control(Kind.INT);
  static final ExprType BOOL = control(Kind.BOOL);
  static final ExprType STRIDE = control(Kind.STRIDE);
  static final ExprType ERROR = control(Kind.ERROR);

  private static ExprType control(Kind kind) {
    return new ExprType(kind, Optional.empty());
  }

  static ExprType data(DataType type) {
    return new ExprType(type.isScalar() ? Kind.SCALAR : Kind.TENSOR, Optional.of(type));
  }

  static ExprType of(Type type) {
    return type.accept(
        new Type.Visitor<ExprType>() {
          @Override
          public ExprType control(ControlType t) {
            return switch (t) {
              case SIZE -> SIZE;
              case INDEX -> INDEX;
              case INT -> INT;
              case BOOL -> BOOL;
              case STRIDE -> STRIDE;
            };
          }

          @Override
          public ExprType data(DataType t) {
            return ExprType.data(t);
          }
        });
  }

  boolean isError() {
    return kind == Kind.ERROR;
  }

  boolean isIndexable() {
    return kind == Kind.SIZE || kind == Kind.INDEX || kind == Kind.INT;
  }

  boolean isBool() {
    return kind == Kind.BOOL;
  }

  boolean isScalar() {
    return kind == Kind.SCALAR;
  }

  boolean isTensor() {
    return kind == Kind.TENSOR;
  }

  boolean isData() {
    return isScalar() || isTensor();
  }

  /** What may be compared with a stride. */
  boolean isStrideLike() {
    return kind == Kind.STRIDE || kind == Kind.INT;
  }

  /**
   * For messages: {@code a size}, {@code an index}, {@code an f32 value}, {@code the tensor
   * f32[n]}.
   */
  String text() {
    return switch (kind) {
      case SIZE -> "a size";
      case INDEX -> "an index";
      case INT -> "an integer";
      case BOOL -> "a truth value";
      case STRIDE -> "a stride";
      case ERROR -> "an error";
      case SCALAR -> "a data value of type " + data.orElseThrow().precision();
      case TENSOR ->
          (data.orElseThrow().window() ? "a window of type " : "a tensor of type ")
              + Printer.print(data.get());
    };
  }
}
