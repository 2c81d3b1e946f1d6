package io.exo4j.yaml;

import io.exo4j.cursor.Cursor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.schedule.ArgValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces {@code $name} and {@code $( … )}: alone they are the value, inside a longer text they
 * are spliced in.
 */
final class Interpolation {
  private final Variables variables;

  Interpolation(Variables variables) {
    this.variables = variables;
  }

  /** Any YAML as an argument of a step. */
  ArgValue argument(Tree t) {
    if (t instanceof Tree.Scalar s) {
      return scalar(s);
    }
    if (t instanceof Tree.Seq l) {
      return new ArgValue.Items(l.items().stream().map(this::argument).toList(), l.span());
    }
    List<ArgValue.Entry> entries = new ArrayList<>();
    for (Tree.Pair p : ((Tree.Mapping) t).pairs()) {
      entries.add(
          new ArgValue.Entry(
              splice(p.key().text(), p.key().span(), new LinkedHashMap<>()),
              p.key().span(),
              argument(p.value())));
    }
    return new ArgValue.Entries(entries, t.span());
  }

  private ArgValue scalar(Tree.Scalar s) {
    Optional<Value> whole = whole(s.text(), s.span());
    if (whole.isPresent()) {
      return argument(whole.get(), s.span());
    }
    Map<String, Cursor> cursors = new LinkedHashMap<>();
    String text = splice(s.text(), s.span(), cursors);
    return new ArgValue.Scalar(text, !s.plain(), Optional.empty(), cursors, s.span());
  }

  /** A value as an argument. */
  static ArgValue argument(Value v, SourceSpan span) {
    if (v instanceof Value.Items l) {
      return new ArgValue.Items(l.values().stream().map(x -> argument(x, span)).toList(), span);
    }
    Optional<Cursor> cursor =
        v instanceof Value.Place p ? Optional.of(p.cursor()) : Optional.empty();
    return new ArgValue.Scalar(cursor.isPresent() ? "" : v.text(), false, cursor, Map.of(), span);
  }

  /** The value of a text that is one variable or one {@code $( … )} and nothing else. */
  Optional<Value> whole(String text, SourceSpan span) {
    String t = text.strip();
    if (t.startsWith("$(")) {
      Optional<Integer> end = Arithmetic.closing(t, 1);
      if (end.isPresent() && end.get() == t.length() - 1) {
        return Optional.of(Arithmetic.evaluate(t.substring(2, end.get()), variables, span));
      }
    }
    if (t.startsWith("$") && t.length() > 1 && nameEnd(t, 1) == t.length()) {
      return Optional.of(variables.get(t.substring(1), span));
    }
    return Optional.empty();
  }

  /** The text with everything spliced in; cursors stay {@code $name} and are added to the map. */
  String splice(String text, SourceSpan span, Map<String, Cursor> cursors) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (c == '$' && next == '(') {
        int end = closing(text, i + 1, span);
        Value v = Arithmetic.evaluate(text.substring(i + 2, end), variables, span);
        out.append(spliced(v, "$(" + text.substring(i + 2, end) + ")", span));
        i = end + 1;
      } else if (c == '$' && next == '$') {
        out.append('$');
        i += 2;
      } else if (c == '$' && nameEnd(text, i + 1) > i + 1) {
        int end = nameEnd(text, i + 1);
        String name = text.substring(i + 1, end);
        Value v = variables.get(name, span);
        if (v instanceof Value.Place p
            && text.strip().startsWith("$" + name)
            && out.toString().isBlank()) {
          cursors.put(name, p.cursor());
          out.append('$').append(name);
        } else {
          out.append(spliced(v, "$" + name, span));
        }
        i = end;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  /** Where the name ends that begins there; the beginning if there is none. */
  private static int nameEnd(String text, int begin) {
    int end = begin;
    while (end < text.length()
        && (text.charAt(end) == '_'
            || Character.isLetter(text.charAt(end))
            || end > begin && Character.isDigit(text.charAt(end)))) {
      end++;
    }
    return end;
  }

  private static int closing(String text, int open, SourceSpan span) {
    return Arithmetic.closing(text, open)
        .orElseThrow(
            () ->
                Errors.of(
                    YamlCode.NEEDS_QUOTES,
                    span,
                    "$( is never closed in '" + text + "'",
                    Optional.of("YAML may have split it at a comma: quote the whole text")));
  }

  private static String spliced(Value v, String what, SourceSpan span) {
    if (v instanceof Value.Place) {
      throw Errors.of(
          YamlCode.WRONG_SHAPE,
          span,
          what + " is a cursor, which cannot be part of a longer text",
          Optional.of("a cursor stands alone, or is followed by navigation such as .body[0]"));
    }
    return v.text();
  }
}
