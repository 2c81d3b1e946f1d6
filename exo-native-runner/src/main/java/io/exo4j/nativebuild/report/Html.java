package io.exo4j.nativebuild.report;

import java.util.List;

/** A page that is being written. */
final class Html {
  private static final String STYLE =
      """
      body { font: 15px/1.45 sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #222 }
      table { border-collapse: collapse; margin: .6em 0 }
      th, td { border: 1px solid #ccc; padding: .2em .6em; text-align: left; vertical-align: top }
      th { background: #f2f2f2 }
      td.n { text-align: right; font-variant-numeric: tabular-nums }
      pre { background: #f8f8f8; border: 1px solid #ddd; padding: .6em; overflow-x: auto; font-size: 13px; line-height: 1.3 }
      del { background: #fdd; text-decoration: none; display: block }
      ins { background: #dfd; text-decoration: none; display: block }
      i.gap { color: #999; display: block }
      span.same { display: block }
      details { margin: .3em 0 }
      summary { cursor: pointer }
      summary code { font-size: 13px }
      .unsafe { color: #b00; font-weight: bold }
      .failed { color: #b00 }
      .quiet { color: #777 }
      """;

  private final StringBuilder out = new StringBuilder();

  Html(String title) {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
        .append(text(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>")
        .append(text(title))
        .append("</h1>\n");
  }

  /** A text with nothing in it that HTML reads as markup. */
  static String text(String s) {
    return s.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  Html heading(String s) {
    return raw("<h2>" + text(s) + "</h2>\n");
  }

  Html paragraph(String s) {
    return raw("<p>" + text(s) + "</p>\n");
  }

  Html code(String s) {
    return raw("<pre>" + text(s.stripTrailing()) + "</pre>\n");
  }

  Html head(List<String> cells) {
    raw("<table>\n<tr>");
    cells.forEach(c -> raw("<th>" + text(c) + "</th>"));
    return raw("</tr>\n");
  }

  /** A row of cells that are HTML already. */
  Html row(List<String> cells) {
    raw("<tr>");
    cells.forEach(
        c ->
            raw(c.matches("[0-9][0-9.]*( ms)?") ? "<td class=\"n\">" : "<td>").raw(c).raw("</td>"));
    return raw("</tr>\n");
  }

  Html endTable() {
    return raw("</table>\n");
  }

  /** What is HTML already. */
  Html raw(String html) {
    out.append(html);
    return this;
  }

  String page() {
    return out + "</body>\n</html>\n";
  }
}
