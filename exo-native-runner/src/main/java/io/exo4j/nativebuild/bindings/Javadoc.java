package io.exo4j.nativebuild.bindings;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Type;
import java.util.ArrayList;
import java.util.List;

/** The documentation of generated methods: the kernel's own text, then shapes and conditions. */
final class Javadoc {
  private Javadoc() {}

  /** Escapes a text for a Javadoc comment of a Java file. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("*/", "*&#47;")
        // javac reads unicode escapes everywhere, in comments too
        .replace("\\u", "&#92;u");
  }

  /** A kernel's own documentation, without the indentation it had in its file. */
  static List<String> description(String doc) {
    List<String> lines = new ArrayList<>();
    for (String line : doc.strip().split("\n", -1)) {
      String text = escape(line.strip());
      if (!text.isEmpty()) {
        lines.add(text);
      } else if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
        lines.add("");
      }
    }
    List<String> paragraphs = new ArrayList<>();
    boolean start = false;
    for (String line : lines) {
      paragraphs.add(start ? "<p>" + line : line);
      start = line.isEmpty();
    }
    return paragraphs;
  }

  /** Writes the comment of a method. */
  static void method(Source out, KernelShape kernel, Form form) {
    out.line("/**");
    List<String> text =
        new ArrayList<>(kernel.proc().doc().map(Javadoc::description).orElse(List.of()));
    if (text.isEmpty()) {
      text.add("The kernel {@code " + kernel.name() + "}.");
    }
    text.addAll(form.note(kernel));
    List<Expr> conditions = new ArrayList<>(kernel.checks());
    conditions.addAll(kernel.contextChecks());
    if (!conditions.isEmpty()) {
      text.add("");
      text.add("<p>Requires");
      for (int i = 0; i < conditions.size(); i++) {
        String end = i == conditions.size() - 1 ? "." : ",";
        text.add(code(Printer.print(conditions.get(i))) + end);
      }
    }
    text.forEach(line -> out.line(line.isEmpty() ? " *" : " * " + line));
    out.line(" *");
    if (kernel.context()) {
      out.line(" * @param context the configuration state");
    }
    for (Param param : kernel.params()) {
      out.line(" * @param " + param.java() + " " + describe(param, form));
      if (form.takesOffset(param)) {
        out.line(" * @param " + param.offset() + " the index of its first element");
      }
      for (int d = 0; d < param.strides().size(); d++) {
        out.line(
            " * @param %s elements from one to the next along dimension %d"
                .formatted(param.strides().get(d), d));
      }
    }
    out.line(
        " * @throws IllegalArgumentException if the arguments do not fit; none is changed then");
    out.line(" */");
  }

  private static String describe(Param param, Form form) {
    String type = code(Printer.print(param.arg().type()));
    if (!param.arg().type().isData()) {
      return type;
    }
    String note = param.element().note();
    String r =
        param.arg().type().asData().filter(d -> d.precision() == Precision.R).isPresent()
            ? ", R is f32"
            : "";
    String access = !param.isMemory() ? "" : param.written() ? ", written" : ", only read";
    String one = param.kind() == Param.Kind.CELL ? ", an array of one" : "";
    return type + r + (note.isEmpty() ? "" : ", " + note) + (form.onHeap() ? one : "") + access;
  }

  private static String code(String text) {
    return "<code>" + escape(text) + "</code>";
  }

  /** The printed type of a field. */
  static String type(Type type) {
    return code(Printer.print(type));
  }
}
