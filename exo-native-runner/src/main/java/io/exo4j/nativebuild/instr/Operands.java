package io.exo4j.nativebuild.instr;

import io.exo4j.ir.Sym;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Legal operands of one execution, their data apart.
 *
 * @param control the control arguments
 * @param config the configuration fields that the instruction looks at, by {@code Config.field}
 * @param data the data arguments, in order
 */
record Operands(Map<Sym, Long> control, Map<String, Long> config, List<Layout> data) {
  Operands {
    control = Map.copyOf(control);
    config = Map.copyOf(config);
    data = List.copyOf(data);
  }

  /** What tells them from others: everything but the places in memory. */
  String key() {
    StringJoiner key = new StringJoiner(", ");
    control.entrySet().stream()
        .map(e -> e.getKey().name() + " = " + e.getValue())
        .sorted()
        .forEach(key::add);
    config.entrySet().stream()
        .map(e -> e.getKey() + " = " + e.getValue())
        .sorted()
        .forEach(key::add);
    return key.toString();
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ");
    if (!key().isEmpty()) {
      text.add(key());
    }
    for (Layout l : data) {
      if (l.inMemory() && !l.extents().isEmpty()) {
        text.add(l.arg().name() + " with strides " + Arrays.toString(l.strides()));
      }
    }
    return text.toString();
  }
}
