package io.exo4j.backend;

import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceSpan;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with placeholders in braces; <code>{{</code> and <code>}}</code> stand for the braces
 * themselves. Values are asked for only where their placeholder stands.
 */
final class Template {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|\\}\\}|\\{[^{}]*\\}");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_]\\w*");

  private final Map<String, Supplier<String>> values = new LinkedHashMap<>();
  private final String owner;
  private final SourceSpan span;
  private final DiagnosticSink sink;

  /** A template that messages call {@code owner}, used at that place. */
  Template(String owner, SourceSpan span, DiagnosticSink sink) {
    this.owner = owner;
    this.span = span;
    this.sink = sink;
  }

  Template with(String name, Supplier<String> value) {
    values.put(name, value);
    return this;
  }

  Template with(String name, String value) {
    return with(name, () -> value);
  }

  /** The text with all placeholders replaced; mistakes are reported. */
  String expand(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if ((c == '{' || c == '}') && text.startsWith("" + c + c, i)) {
        out.append(c);
        i += 2;
      } else if (c == '{') {
        int end = text.indexOf('}', i);
        if (end < 0) {
          malformed();
          return out.toString();
        }
        out.append(value(text.substring(i + 1, end).trim()));
        i = end + 1;
      } else if (c == '}') {
        malformed();
        return out.toString();
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  private String value(String name) {
    Supplier<String> v = values.get(name);
    if (v == null) {
      sink.error(
          BackendCode.UNKNOWN_PLACEHOLDER,
          span,
          "the template of " + owner + " has the unknown placeholder {" + name + "}",
          values.isEmpty()
              ? "a brace is written twice: {{ or }}"
              : "there are "
                  + String.join(", ", values.keySet())
                  + "; a brace is written {{ or }}");
      return "0";
    }
    return v.get();
  }

  private void malformed() {
    sink.error(
        BackendCode.MALFORMED_TEMPLATE,
        span,
        "the template of " + owner + " has a brace without its partner",
        "a brace of C is written twice: {{ or }}");
  }

  /** The identifiers that the C text of a template contains, placeholders left out. */
  static Set<String> identifiers(String template) {
    Set<String> names = new LinkedHashSet<>();
    Matcher m = IDENTIFIER.matcher(PLACEHOLDER.matcher(template).replaceAll(" "));
    while (m.find()) {
      names.add(m.group());
    }
    return names;
  }
}
