package io.exo4j.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The decorators, which say what kind of item follows. */
enum Decorator {
  PROC,
  INSTR,
  CONFIG,
  EXTERN,
  MEMORY,
  TARGET;

  /** Returns the decorator of this name, if there is one. */
  static Optional<Decorator> ofName(String name) {
    return Arrays.stream(values()).filter(d -> d.word().equals(name)).findFirst();
  }

  /** Returns the names of all decorators. */
  static List<String> names() {
    return Arrays.stream(values()).map(Decorator::word).toList();
  }

  /** Returns the name as it is written behind {@code @}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether a class follows; otherwise it is a function. */
  boolean isClass() {
    return this == CONFIG || this == MEMORY || this == TARGET;
  }
}
