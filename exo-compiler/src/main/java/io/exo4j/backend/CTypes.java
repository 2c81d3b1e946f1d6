package io.exo4j.backend;

import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Type;
import java.util.Locale;
import java.util.Optional;

/** The C types of values, elements and windows. */
final class CTypes {
  private CTypes() {}

  /** {@link Precision#R} that nothing fixed is f32. */
  static Precision concrete(Precision p) {
    return p == Precision.R ? Precision.F32 : p;
  }

  /** The type that a number of that precision is stored as. */
  static String stored(Precision p) {
    switch (concrete(p)) {
      case F16:
        return "exo_f16";
      case BF16:
        return "uint16_t";
      case F64:
        return "double";
      case I8:
        return "int8_t";
      case UI8:
        return "uint8_t";
      case I16:
        return "int16_t";
      case UI16:
        return "uint16_t";
      case I32:
        return "int32_t";
      case UI32:
        return "uint32_t";
      case I64:
        return "int64_t";
      default:
        return "float";
    }
  }

  /** The type that arithmetic of that precision is written in. */
  static String computed(Precision p) {
    return p == Precision.BF16 ? "float" : stored(p);
  }

  static String control(ControlType t) {
    return t == ControlType.BOOL ? "bool" : "int64_t";
  }

  /** The type of a configuration field. */
  static String field(Type t) {
    return t.accept(
        new Type.Visitor<String>() {
          @Override
          public String control(ControlType type) {
            return CTypes.control(type);
          }

          @Override
          public String data(DataType type) {
            return stored(type.precision());
          }
        });
  }

  /** How a memory holds rows of that precision, if it is a vector memory that does. */
  static Optional<Memory.Element> element(Memory m, Precision p) {
    for (Memory.Element e : m.elements()) {
      if (e.precision() == concrete(p)) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  /** The C type that a pointer to data in that memory points to. */
  static String pointee(Memory m, Precision p) {
    Optional<Memory.Element> vector = element(m, p);
    return vector.isPresent() ? vector.get().ctype() : stored(p);
  }

  /**
   * A window struct.
   *
   * @param rank the number of dimensions
   * @param precision the element format
   * @param pointee the C type that its data pointer points to
   * @param isConst whether the data may only be read
   */
  record WindowType(int rank, Precision precision, String pointee, boolean isConst) {
    static WindowType of(int rank, Precision p, Memory m, boolean isConst) {
      return new WindowType(rank, concrete(p), CTypes.pointee(m, p), isConst);
    }

    /** {@code exo_win_2f32c}; a vector memory's element type is part of the name. */
    String name() {
      String base = "exo_win_" + rank + concrete(precision).text();
      boolean vector = !pointee.equals(stored(precision));
      return base
          + (vector ? "_" + pointee.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "") : "")
          + (isConst ? "c" : "");
    }

    String guard() {
      return name().toUpperCase(Locale.ROOT);
    }

    String definition() {
      return "#ifndef "
          + guard()
          + "\n#define "
          + guard()
          + "\nstruct "
          + name()
          + " {\n  "
          + (isConst ? "const " : "")
          + pointee
          + " *data;\n  int64_t strides["
          + rank
          + "]; /* in elements */\n};\n#endif\n";
    }
  }
}
