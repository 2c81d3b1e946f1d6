package io.exo4j.check;

import io.exo4j.ir.ControlType;
import io.exo4j.ir.Precision;
import io.exo4j.syntax.AstName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of the built-in types, and what other languages call them. */
final class TypeNames {
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("float", "f32"),
          Map.entry("float32", "f32"),
          Map.entry("single", "f32"),
          Map.entry("double", "f64"),
          Map.entry("float64", "f64"),
          Map.entry("half", "f16"),
          Map.entry("float16", "f16"),
          Map.entry("bfloat16", "bf16"),
          Map.entry("int8", "i8"),
          Map.entry("int16", "i16"),
          Map.entry("int32", "i32"),
          Map.entry("int64", "i64"),
          Map.entry("long", "i64"),
          Map.entry("uint8", "ui8"),
          Map.entry("u8", "ui8"),
          Map.entry("uint16", "ui16"),
          Map.entry("u16", "ui16"),
          Map.entry("uint32", "ui32"),
          Map.entry("u32", "ui32"),
          Map.entry("size_t", "size"),
          Map.entry("boolean", "bool"),
          Map.entry("integer", "int"));

  private TypeNames() {}

  static Optional<ControlType> control(String name) {
    for (ControlType t : ControlType.values()) {
      if (t.text().equals(name)) {
        return Optional.of(t);
      }
    }
    return Optional.empty();
  }

  /** The precision of that name; empty and an error if there is none. */
  static Optional<Precision> precision(AstName name, Reporter reporter) {
    Optional<Precision> p = Precision.of(name.text());
    if (p.isEmpty()) {
      if (control(name.text()).isPresent()) {
        reporter.error(
            CheckCode.MISPLACED_TYPE,
            name.span(),
            "'" + name + "' is a type of control values; data is needed here",
            "types of data: " + String.join(", ", precisions()));
      } else {
        unknown(name, reporter);
      }
    }
    return p;
  }

  static void unknown(AstName name, Reporter reporter) {
    Optional<String> hint =
        Optional.ofNullable(ELSEWHERE.get(name.text()))
            .map(t -> "it is called '" + t + "' here")
            .or(() -> reporter.similar(name.text(), TypeNames::all))
            .or(() -> Optional.of("types are " + String.join(", ", all())));
    reporter.error(CheckCode.UNKNOWN_TYPE, name.span(), "there is no type '" + name + "'", hint);
  }

  private static List<String> precisions() {
    return Arrays.stream(Precision.values()).map(Precision::text).toList();
  }

  private static List<String> all() {
    List<String> names = new ArrayList<>(precisions());
    Arrays.stream(ControlType.values()).map(ControlType::text).forEach(names::add);
    return names;
  }
}
