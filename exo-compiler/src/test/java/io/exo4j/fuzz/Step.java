package io.exo4j.fuzz;

import io.exo4j.cursor.Cursor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.schedule.ArgValue;
import io.exo4j.schedule.Binder;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveSpec;
import io.exo4j.schedule.Procedure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A directive with arguments. All of them are text, places too ({@code proc.body[1].body[0]}), so a
 * step can be printed, and means the same each time that the same program is scheduled.
 *
 * @param target the name of the procedure that it is for
 */
record Step(String target, DirectiveSpec spec, List<ArgValue.Entry> args) {
  Step {
    args = List.copyOf(args);
  }

  static ArgValue.Entry entry(String name, ArgValue value) {
    return new ArgValue.Entry(name, SourceSpan.NONE, value);
  }

  static ArgValue text(String text) {
    return ArgValue.Scalar.of(text);
  }

  static ArgValue list(List<String> texts) {
    return new ArgValue.Items(texts.stream().map(Step::text).toList(), SourceSpan.NONE);
  }

  Directive bind() {
    return Binder.bind(spec, arguments(args), SourceSpan.NONE);
  }

  private Optional<ArgValue> arguments(List<ArgValue.Entry> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        spec.wholeArgument().isPresent()
            ? entries.get(0).value()
            : new ArgValue.Entries(entries, SourceSpan.NONE));
  }

  /**
   * The same directive with cursors instead of texts that name places, as they are in {@code p}.
   */
  Directive bindIn(Procedure p) {
    List<ArgValue.Entry> out = new ArrayList<>();
    for (ArgValue.Entry e : args) {
      out.add(entry(e.key(), resolved(e.value(), p)));
    }
    return Binder.bind(spec, arguments(out), SourceSpan.NONE);
  }

  private static ArgValue resolved(ArgValue v, Procedure p) {
    if (v instanceof ArgValue.Items items) {
      return new ArgValue.Items(
          items.values().stream().map(x -> resolved(x, p)).toList(), SourceSpan.NONE);
    }
    if (v instanceof ArgValue.Scalar s && s.text().startsWith("proc.")) {
      Cursor c = p.find(s.text());
      return new ArgValue.Scalar("", false, Optional.of(c), Map.of(), SourceSpan.NONE);
    }
    return v;
  }

  /** The arguments that a {@code partial_eval} fixes, with their values. */
  Map<String, String> fixed() {
    Map<String, String> out = new LinkedHashMap<>();
    for (ArgValue.Entry e : args) {
      if (e.value() instanceof ArgValue.Entries map) {
        map.entries().forEach(x -> out.put(x.key(), ((ArgValue.Scalar) x.value()).text()));
      }
    }
    return out;
  }

  private static String show(ArgValue v) {
    if (v instanceof ArgValue.Items items) {
      return "[" + String.join(", ", items.values().stream().map(Step::show).toList()) + "]";
    }
    if (v instanceof ArgValue.Entries map) {
      return "{"
          + String.join(
              ", ", map.entries().stream().map(e -> e.key() + ": " + show(e.value())).toList())
          + "}";
    }
    return "\"" + ((ArgValue.Scalar) v).text() + "\"";
  }

  /** As in a schedule file. */
  @Override
  public String toString() {
    String text =
        spec.wholeArgument().isPresent() && !args.isEmpty()
            ? show(args.get(0).value())
            : show(new ArgValue.Entries(args, SourceSpan.NONE));
    return "- " + spec.name() + ": " + text + "   # " + target;
  }
}
