package io.exo4j.yaml;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * What a user has to know of an operation that a schedule file can call.
 *
 * @param name its name
 * @param doc what it does, if the file says so
 * @param args its arguments, as {@code name: kind} or {@code name: kind = default}
 * @param span where it is defined
 */
public record OperationSummary(
    String name, Optional<String> doc, List<String> args, SourceSpan span) {
  /** Copies the list. */
  public OperationSummary {
    args = List.copyOf(args);
  }

  static OperationSummary of(Operation operation) {
    return new OperationSummary(
        operation.name(),
        operation.doc(),
        operation.args().stream().map(OperationSummary::text).toList(),
        operation.span());
  }

  private static String text(Operation.Arg arg) {
    String text = arg.name() + ": " + arg.kind();
    if (arg.defaultValue().isEmpty()) {
      return text;
    }
    return arg.defaultValue().get() instanceof Tree.Scalar s ? text + " = " + s.text() : text + "?";
  }
}
