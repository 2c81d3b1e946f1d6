package io.exo4j.ir;

import java.util.List;
import java.util.Optional;

/**
 * Configuration state: a named set of scalar fields that live in the context of a library and start
 * as zero / False.
 *
 * @param name its name
 * @param fields in declaration order
 * @param readwrite false if generated C may neither read nor write it directly (only instructions
 *     do)
 */
public record Config(String name, List<ConfigField> fields, boolean readwrite) {
  /** Copies the list. */
  public Config {
    fields = List.copyOf(fields);
  }

  /** The field with that name, if there is one. */
  public Optional<ConfigField> find(String field) {
    return fields.stream().filter(f -> f.name().equals(field)).findFirst();
  }

  /**
   * The field with that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ConfigField field(String field) {
    return find(field)
        .orElseThrow(() -> new IllegalArgumentException("no field " + field + " in " + name));
  }
}
