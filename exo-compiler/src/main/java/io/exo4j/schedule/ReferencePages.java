package io.exo4j.schedule;

import java.util.LinkedHashMap;
import java.util.Map;

/** The reference pages of directives, in Markdown, from their declarations. */
public final class ReferencePages {
  private ReferencePages() {}

  /** One page per directive, by its name, without examples. */
  public static Map<String, String> of(DirectiveRegistry registry) {
    return of(registry, Map.of(), Map.of());
  }

  /**
   * One page per directive, by its name.
   *
   * @param examples the examples of directives that have one, in Markdown, by the directive's name
   * @param refusals refusals likewise
   */
  public static Map<String, String> of(
      DirectiveRegistry registry, Map<String, String> examples, Map<String, String> refusals) {
    Map<String, String> pages = new LinkedHashMap<>();
    for (DirectiveSpec d : registry.all()) {
      String page = page(d);
      if (examples.containsKey(d.name())) {
        page +=
            "\n## Example\n\nThe kernel, the step, and what the step makes of it:\n\n"
                + examples.get(d.name());
      }
      if (refusals.containsKey(d.name())) {
        page +=
            "\n## A refusal\n\nA kernel for which the step would be wrong, and why:\n\n"
                + refusals.get(d.name());
      }
      pages.put(d.name(), page);
    }
    return pages;
  }

  /** The list of all directives by chapter, with links to their pages ({@code name.md}). */
  public static String index(DirectiveRegistry registry) {
    StringBuilder b = new StringBuilder("# Directives\n");
    for (Group g : Group.values()) {
      StringBuilder rows = new StringBuilder();
      for (DirectiveSpec d : registry.all()) {
        if (d.group() == g) {
          rows.append("| [`").append(d.name()).append("`](").append(d.name()).append(".md) | ");
          rows.append(cell(firstSentence(d.doc())))
              .append(d.isUnsafe() ? " *Unsafe.*" : "")
              .append(" |\n");
        }
      }
      if (rows.length() > 0) {
        b.append("\n## ").append(g.title()).append("\n\n| directive | what it does |\n|---|---|\n");
        b.append(rows);
      }
    }
    return b.toString();
  }

  private static String page(DirectiveSpec d) {
    StringBuilder b = new StringBuilder();
    b.append("# ").append(d.name()).append("\n\n");
    if (d.isUnsafe()) {
      b.append("> **Unsafe**: what this directive does is not proved. Every report marks it.\n\n");
    }
    b.append(d.doc()).append("\n\n    ").append(d.signature()).append("\n");
    if (!d.aliases().isEmpty()) {
      b.append("\nAlso: `").append(String.join("`, `", d.aliases())).append("`\n");
    }
    if (!d.params().isEmpty()) {
      b.append("\n| parameter | kind | default | |\n|---|---|---|---|\n");
      for (ParamSpec p : d.params()) {
        b.append(row(p));
      }
    }
    b.append("\nJava: `").append(d.type().getName()).append("`\n");
    return b.toString();
  }

  private static String row(ParamSpec p) {
    String kind = (p.list() ? "list of " : "") + p.kind().text();
    String choices = p.choices().isEmpty() ? "" : ": " + String.join(", ", p.choices());
    String def =
        p.optional() ? "may be left out" : p.defaultText().map(t -> "`" + t + "`").orElse("");
    return "| `"
        + p.name()
        + "` | "
        + kind
        + choices
        + " | "
        + (def.equals("``") ? "nothing" : def)
        + " | "
        + cell(p.doc() + "; " + p.meaning())
        + " |\n";
  }

  private static String firstSentence(String doc) {
    int end = doc.indexOf(". ");
    return end < 0 ? doc : doc.substring(0, end + 1);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
