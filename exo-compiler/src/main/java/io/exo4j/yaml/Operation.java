package io.exo4j.yaml;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A scheduling operation that a YAML file defines.
 *
 * @param name its name
 * @param doc what it does
 * @param args its arguments
 * @param steps what it consists of
 * @param variables the parameters of the file that defines it
 * @param span where it is defined
 */
record Operation(
    String name,
    Optional<String> doc,
    List<Arg> args,
    List<Step> steps,
    Variables variables,
    SourceSpan span) {
  Operation {
    args = List.copyOf(args);
    steps = List.copyOf(steps);
  }

  /**
   * An argument of an operation.
   *
   * @param name its name
   * @param kind the text of a kind
   * @param defaultValue what it is if left out
   */
  record Arg(String name, String kind, Optional<Tree> defaultValue) {}
}
