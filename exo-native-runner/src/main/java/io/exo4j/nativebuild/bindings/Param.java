package io.exo4j.nativebuild.bindings;

import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An argument of a kernel as Java passes it.
 *
 * @param arg the argument in the object language
 * @param kind how it is passed
 * @param java its name in Java
 * @param offset the name of the index of its first element; for {@code CELL DENSE WINDOW}
 * @param strides the names of a window's strides
 * @param written whether the kernel writes to it
 */
record Param(
    Arg arg, Kind kind, String java, String offset, List<String> strides, boolean written) {
  /** How an argument is passed. */
  enum Kind {
    /** A size, index or stride: {@code long}. */
    NUMBER,
    /** A truth value: {@code boolean}. */
    FLAG,
    /** One number that is only read: a value. */
    VALUE,
    /** One number that is written: an array of one. */
    CELL,
    /** A dense tensor: an array. */
    DENSE,
    /** A window: an array, an offset, a stride per dimension. */
    WINDOW;

    boolean isMemory() {
      return this == CELL || this == DENSE || this == WINDOW;
    }
  }

  Param {
    strides = List.copyOf(strides);
  }

  static Param of(Arg arg, boolean written, JavaNames names) {
    String java = names.variable(arg.name());
    Kind kind = kind(arg, written);
    String offset = kind.isMemory() ? names.variable(java + "Offset") : "";
    List<String> strides = new ArrayList<>();
    if (kind == Kind.WINDOW) {
      int rank = arg.type().asData().map(DataType::rank).orElse(0);
      for (int d = 0; d < rank; d++) {
        strides.add(names.variable(java + (rank == 1 ? "Stride" : "Stride" + d)));
      }
    }
    return new Param(arg, kind, java, offset, strides, written);
  }

  private static Kind kind(Arg arg, boolean written) {
    Optional<DataType> data = arg.type().asData();
    if (data.isEmpty()) {
      return arg.type().asControl().filter(ControlType.BOOL::equals).isPresent()
          ? Kind.FLAG
          : Kind.NUMBER;
    }
    if (data.get().isScalar()) {
      return written ? Kind.CELL : Kind.VALUE;
    }
    return data.get().window() ? Kind.WINDOW : Kind.DENSE;
  }

  Sym sym() {
    return arg.sym();
  }

  boolean isMemory() {
    return kind.isMemory();
  }

  /** Whether it is a size, which is at least 1. */
  boolean isSize() {
    return arg.type().asControl().filter(ControlType.SIZE::equals).isPresent();
  }

  /** How Java holds its elements; for data. */
  Element element() {
    return Element.of(data().precision());
  }

  /** The extents, outermost first; none for a scalar. */
  List<Expr> dims() {
    return data().dims();
  }

  private DataType data() {
    return arg.type()
        .asData()
        .orElseThrow(() -> new IllegalStateException(arg.name() + " is not data"));
  }
}
