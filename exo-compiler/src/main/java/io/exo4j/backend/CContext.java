package io.exo4j.backend;

import io.exo4j.ir.ConfigField;
import java.util.List;

/**
 * The C struct that holds a library's configuration state. A caller makes one, sets it to zero
 * once, and passes its address to every function that needs it.
 *
 * @param typeName the name of the struct type
 * @param members one nested struct per configuration, by name
 */
public record CContext(String typeName, List<Member> members) {
  /** Copies the list. */
  public CContext {
    members = List.copyOf(members);
  }

  /**
   * The state of one configuration.
   *
   * @param config the configuration's name in the object language
   * @param name the member's name in C
   * @param fields its fields, in declaration order
   */
  public record Member(String config, String name, List<Field> fields) {
    /** Copies the list. */
    public Member {
      fields = List.copyOf(fields);
    }
  }

  /**
   * One field.
   *
   * @param field the field in the object language
   * @param name its name in C
   * @param ctype its type in C
   */
  public record Field(ConfigField field, String name, String ctype) {}
}
