package io.exo4j.nativebuild.bindings;

import io.exo4j.ir.ControlType;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Type;

/**
 * A field of the configuration state that Java may get and set.
 *
 * @param config the configuration
 * @param field the field's name
 * @param type its type in the object language
 * @param lvalue the C text of the field in the struct that {@code state} points to
 * @param ctype its type in C
 * @param symbol the end of the names of its C entry points, {@code Config__field}
 * @param method the end of the names of its Java methods, {@code ConfigField}
 */
record StateField(
    String config,
    String field,
    Type type,
    String lvalue,
    String ctype,
    String symbol,
    String method) {

  /** The same field at another place. */
  StateField withLvalue(String place) {
    return new StateField(config, field, type, place, ctype, symbol, method);
  }

  /** Whether it holds a truth value. */
  boolean isFlag() {
    return type.asControl().filter(ControlType.BOOL::equals).isPresent();
  }

  /** Whether it holds a size, an index or a stride. */
  boolean isNumber() {
    return !type.isData() && !isFlag();
  }

  /** How Java holds it; a truth value is an {@code int} at the entry point. */
  Element element() {
    Precision precision =
        type.asData().map(d -> d.precision()).orElse(isFlag() ? Precision.I32 : Precision.I64);
    return Element.of(precision);
  }

  /** The name of the getter in the index; no kernel can have it. */
  String getter() {
    return "get-" + config + "-" + field;
  }

  /** The name of the setter in the index. */
  String setter() {
    return "set-" + config + "-" + field;
  }

  /** The end of the name of the C getter. A digit begins no name of a kernel. */
  String getSymbol() {
    return "0get__" + symbol;
  }

  /** The end of the name of the C setter. */
  String setSymbol() {
    return "0set__" + symbol;
  }

  /** What a user calls the field. */
  String path() {
    return config + "." + field;
  }
}
