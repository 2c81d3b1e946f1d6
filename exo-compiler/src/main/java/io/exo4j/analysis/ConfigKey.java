package io.exo4j.analysis;

import io.exo4j.ir.Config;
import io.exo4j.ir.Type;

/**
 * One field of one configuration.
 *
 * @param config the configuration's name
 * @param field the field's name
 */
public record ConfigKey(String config, String field) {
  /** The key of a field. */
  public static ConfigKey of(Config config, String field) {
    return new ConfigKey(config.name(), field);
  }

  /** The field's type. */
  static Type type(Config config, String field) {
    return config.field(field).type();
  }

  @Override
  public String toString() {
    return config + "." + field;
  }
}
