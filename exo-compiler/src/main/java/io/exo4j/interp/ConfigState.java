package io.exo4j.interp;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values of configuration fields between two runs. Immutable. A field that was never set is
 * zero or {@code False}. Values are {@code Long} (control integers, integer data), {@code Boolean}
 * and {@code Double} (floating data).
 *
 * @param values by {@code Config.field}
 */
public record ConfigState(Map<String, Object> values) {
  /** Copies the map. */
  public ConfigState {
    values = Map.copyOf(values);
  }

  /** The state of a new context: every field is zero or {@code False}. */
  public static ConfigState initial() {
    return new ConfigState(Map.of());
  }

  /** The value of a field; empty if no run mentioned it and nobody set it. */
  public Optional<Object> value(String config, String field) {
    return Optional.ofNullable(values.get(config + "." + field));
  }

  /** This state with one field set to a {@code Long}, {@code Boolean} or {@code Double}. */
  public ConfigState with(String config, String field, Object value) {
    Map<String, Object> more = new TreeMap<>(values);
    more.put(config + "." + field, value);
    return new ConfigState(more);
  }

  @Override
  public String toString() {
    return new TreeMap<>(values).toString();
  }
}
