package io.exo4j.yaml;

import io.exo4j.cursor.Cursor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variables in sight of a step. Immutable. */
final class Variables {
  private static final Variables NONE = new Variables(Map.of());

  private final Map<String, Value> values;

  private Variables(Map<String, Value> values) {
    this.values = values;
  }

  static Variables none() {
    return NONE;
  }

  Variables with(String name, Value value) {
    Map<String, Value> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Variables(Collections.unmodifiableMap(more));
  }

  Optional<Value> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Value get(String name, SourceSpan span) {
    return find(name)
        .orElseThrow(
            () ->
                Errors.of(
                    YamlCode.UNKNOWN_VARIABLE,
                    span,
                    "there is no variable '" + name + "'",
                    Suggest.didYouMean(name, names())));
  }

  Collection<String> names() {
    return values.keySet();
  }

  /** The variables that are cursors. */
  Map<String, Cursor> cursors() {
    Map<String, Cursor> out = new LinkedHashMap<>();
    for (Map.Entry<String, Value> e : values.entrySet()) {
      if (e.getValue() instanceof Value.Place p) {
        out.put(e.getKey(), p.cursor());
      }
    }
    return out;
  }
}
