package io.exo4j.nativebuild.bindings;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the methods of one kernel: checks of everything that the proof of the kernel takes for
 * granted, then the call. What is written first is what is checked first, so that later checks may
 * rely on earlier ones: values, then extents, then assertions, then overlap.
 */
final class JavaMethods {
  private final Source out;
  private final KernelShape kernel;
  private final JavaExpr java;
  private final boolean serial;

  JavaMethods(Source out, KernelShape kernel, boolean serial) {
    this.out = out;
    this.kernel = kernel;
    this.serial = serial;
    this.java = new JavaExpr(kernel);
  }

  /** Writes all overloads and the class that holds the handles. */
  void write() {
    boolean shifts = kernel.memory().stream().anyMatch(param -> param.kind() != Param.Kind.WINDOW);
    if (shifts) {
      forward(Form.ARRAYS, Form.ARRAYS_AT);
      work(Form.ARRAYS_AT);
    } else {
      work(Form.ARRAYS);
    }
    if (!kernel.memory().isEmpty()) {
      forward(Form.BUFFERS, Form.OFF_HEAP);
      work(Form.OFF_HEAP);
    }
    link();
  }

  // ---- overloads that call another one ----

  private void forward(Form from, Form to) {
    head(from);
    List<String> arguments = new ArrayList<>();
    if (kernel.context()) {
      arguments.add("context");
    }
    for (Param param : kernel.params()) {
      arguments.add(
          from == Form.BUFFERS && param.isMemory()
              ? "exoDirect(%s, %s)".formatted(literal(param.arg().name()), param.java())
              : param.java());
      if (from.takesOffset(param)) {
        arguments.add(param.offset());
      } else if (to.takesOffset(param)) {
        arguments.add("0L");
      }
      arguments.addAll(param.strides());
    }
    out.list(kernel.method() + "(", arguments, ");");
    out.close("}");
  }

  private void head(Form form) {
    out.line("");
    Javadoc.method(out, kernel, form);
    out.list("public static void " + kernel.method() + "(", form.declarations(kernel), ") {");
    out.indent();
  }

  // ---- overloads that do the work ----

  private void work(Form form) {
    head(form);
    values();
    kernel.memory().forEach(param -> extents(param, form));
    kernel.checks().forEach(this::assertion);
    overlaps(form);
    call(form);
    out.close("}");
  }

  private void values() {
    for (Param param : kernel.params()) {
      if (param.kind() == Param.Kind.NUMBER) {
        out.line(
            "Checks.%s(%s, %s);"
                .formatted(
                    param.isSize() ? "size" : "index", literal(param.arg().name()), param.java()));
      }
      for (String stride : param.strides()) {
        out.line("Checks.index(%s, %s);".formatted(literal(stride), stride));
      }
    }
  }

  private void extents(Param param, Form form) {
    String name = literal(param.arg().name());
    String length =
        form.onHeap()
            ? "Checks.length(%s, %s)".formatted(name, param.java())
            : "LIBRARY.elements(%s, %s, %d, %b)"
                .formatted(name, param.java(), param.element().size(), param.written());
    List<String> arguments = new ArrayList<>(List.of(name, length, offset(param, form)));
    arguments.addAll(shape(param));
    out.list(
        param.kind() == Param.Kind.WINDOW ? "Checks.window(" : "Checks.dense(", arguments, ");");
    if (param.kind() == Param.Kind.WINDOW && param.written()) {
      List<String> distinct = new ArrayList<>(List.of(name));
      distinct.addAll(shape(param));
      out.list("Checks.distinct(", distinct, ");");
    }
  }

  private String offset(Param param, Form form) {
    return form.takesOffset(param) ? param.offset() : "0L";
  }

  /** The extents; of a window, each with its stride. */
  private List<String> shape(Param param) {
    List<String> shape = new ArrayList<>();
    for (int d = 0; d < param.dims().size(); d++) {
      shape.add(java.bare(param.dims().get(d)));
      if (param.kind() == Param.Kind.WINDOW) {
        shape.add(param.strides().get(d));
      }
    }
    return shape;
  }

  private void assertion(Expr pred) {
    out.open("if (!" + parenthesised(java.text(pred)) + ") {");
    List<String> arguments = new ArrayList<>();
    arguments.add(literal(kernel.name()));
    arguments.add(literal(Printer.print(pred)));
    for (Sym sym : Names.in(pred)) {
      Param param = kernel.param(sym);
      if (!param.isMemory()) {
        arguments.add(literal(param.arg().name()));
        arguments.add(param.java());
      }
    }
    for (Expr.Stride stride : Mentions.in(pred).strides()) {
      arguments.add(literal(Printer.print(stride)));
      arguments.add(java.bare(stride));
    }
    out.list("throw Checks.violated(", arguments, ");");
    out.close("}");
  }

  private static String parenthesised(String text) {
    return text.startsWith("(") ? text : "(" + text + ")";
  }

  /** Two arguments may share memory only if the kernel writes to neither. */
  private void overlaps(Form form) {
    List<Param> memory = kernel.memory();
    for (int i = 0; i < memory.size(); i++) {
      for (int j = i + 1; j < memory.size(); j++) {
        Param a = memory.get(i);
        Param b = memory.get(j);
        boolean canMeet = !form.onHeap() || form.type(a).equals(form.type(b));
        if (canMeet && (a.written() || b.written())) {
          out.open(
              (form.onHeap() ? "if (%s == %s) {" : "if (LIBRARY.mayOverlap(%s, %s)) {")
                  .formatted(a.java(), b.java()));
          region("one", a, form);
          region("other", b, form);
          out.line("one.requireDisjoint(other);");
          out.close("}");
        }
      }
    }
  }

  private void region(String name, Param param, Form form) {
    List<String> arguments = new ArrayList<>();
    arguments.add(literal(param.arg().name()));
    String offset = offset(param, form);
    int size = param.element().size();
    arguments.add(
        form.onHeap()
            ? offset
            : "LIBRARY.address(%s)%s"
                .formatted(
                    param.java(), offset.equals("0L") ? "" : " + " + offset + " * " + size + "L"));
    arguments.add(form.onHeap() ? "1L" : size + "L");
    arguments.addAll(shape(param));
    String kind = param.kind() == Param.Kind.WINDOW ? "window" : "dense";
    out.list("Region " + name + " = Region." + kind + "(", arguments, ");");
  }

  private void call(Form form) {
    List<String> arguments = new ArrayList<>();
    if (kernel.context()) {
      arguments.add("context");
    }
    for (Param param : kernel.params()) {
      arguments.add(flat(param));
      if (param.isMemory()) {
        arguments.add(offset(param, form));
      }
      arguments.addAll(param.strides());
    }
    out.line("int status;");
    out.open("try {");
    if (serial) {
      out.open("synchronized (LIBRARY) {");
    }
    out.list(
        "status = (int) %s.%s.invokeExact("
            .formatted(kernel.linkClass(), form.onHeap() ? "ARRAYS" : "OFF_HEAP"),
        arguments,
        ");");
    if (serial) {
      out.close("}");
    }
    out.between("} catch (Throwable thrown) {");
    out.line("throw Checks.rethrow(thrown);");
    out.close("}");
    for (int i = 0; i < kernel.contextChecks().size(); i++) {
      out.open("if (status == " + (CGlue.FIRST_ASSERTION + i) + ") {");
      out.line(
          "throw Checks.violated(%s, %s);"
              .formatted(
                  literal(kernel.name()), literal(Printer.print(kernel.contextChecks().get(i)))));
      out.close("}");
    }
    out.line("Checks.status(" + literal(kernel.name()) + ", status);");
  }

  /** The argument in the type that {@code invokeExact} wants. */
  private static String flat(Param param) {
    return switch (param.kind()) {
      case FLAG -> param.java() + " ? 1 : 0";
      case VALUE ->
          param.element().primitive().equals(param.element().flat())
              ? param.java()
              : "(" + param.element().flat() + ") " + param.java();
      default -> param.java();
    };
  }

  // ---- the handles ----

  private void link() {
    List<String> types = new ArrayList<>(List.of("int.class"));
    if (kernel.context()) {
      types.add("Context.class");
    }
    for (Param param : kernel.params()) {
      types.add(
          switch (param.kind()) {
            case NUMBER -> "long.class";
            case FLAG -> "int.class";
            case VALUE -> param.element().flat() + ".class";
            case CELL, DENSE, WINDOW -> param.element().primitive() + "[].class";
          });
      if (param.isMemory()) {
        types.add("long.class");
      }
      param.strides().forEach(stride -> types.add("long.class"));
    }
    out.line("");
    out.line("/** Linked when {@code " + kernel.method() + "} is first called. */");
    out.open("private static final class " + kernel.linkClass() + " {");
    out.line("static final Kernel KERNEL = LIBRARY.kernel(" + literal(kernel.indexName()) + ");");
    out.line("static final MethodType TYPE =");
    out.list("    methodType(", types, ");");
    out.line("static final MethodHandle ARRAYS = KERNEL.arrays(TYPE);");
    if (!kernel.memory().isEmpty()) {
      out.line("static final MethodHandle OFF_HEAP = KERNEL.offHeap(TYPE);");
    }
    out.close("}");
  }

  /** A Java string literal. */
  static String literal(String text) {
    StringBuilder b = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        b.append('\\').append(c);
      } else if (c < ' ') {
        b.append(String.format("\\%03o", (int) c));
      } else {
        b.append(c);
      }
    }
    return b.append('"').toString();
  }
}
