package io.exo4j.backend;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Writes allocations, as the memory of the buffer says. */
final class AllocText {
  private final FunctionState f;
  private final ControlText control;
  private final Lines lines;
  private final LiveValues live;
  private final HeldBuffers held;

  AllocText(FunctionState f, ControlText control, Lines lines, LiveValues live, HeldBuffers held) {
    this.f = f;
    this.control = control;
    this.lines = lines;
    this.live = live;
    this.held = held;
  }

  /** The declaration of a buffer, and of what releases it; nothing for one that is not used. */
  void write(Stmt.Alloc s) {
    if (f.info().lifetimes().isUnused(s)) {
      return;
    }
    Memory m = s.memory();
    if (m.registers().isPresent()) {
      f.setKind(s.buf(), FunctionState.Kind.REGISTER);
      f.alias(s.buf(), Integer.toString(live.register(s)));
      m.alloc().ifPresent(t -> template(s, t).forEach(lines::add));
      m.free().ifPresent(t -> held.hold(s, releaseText(s, t)));
      return;
    }
    Precision p = CTypes.concrete(s.type().precision());
    if (Storage.isScalar(s)) {
      String name = f.declare(s.buf());
      f.setKind(s.buf(), FunctionState.Kind.LOCAL_SCALAR);
      lines.declare(name, f.module().stored(p) + " " + name + " = " + zero(p) + ";");
      suppress(s, name);
      return;
    }
    f.module().useBuffers();
    ConfigExtents.fix(f, control, lines, s.buf());
    String name = f.declare(s.buf());
    f.setKind(s.buf(), FunctionState.Kind.ARRAY);
    if (m.alloc().isPresent()) {
      List<String> text = template(s, m.alloc().get());
      lines.declare(name, text.get(0));
      for (String line : text.subList(1, text.size())) {
        lines.add(line);
      }
      suppress(s, name);
      if (Storage.mayFail(s)) {
        check(name);
      }
      String free = m.free().orElse("free({name});");
      held.hold(s, releaseText(s, free));
    } else if (!m.elements().isEmpty()) {
      vector(s, name);
    } else {
      heap(s, name, p);
    }
  }

  private static String zero(Precision p) {
    switch (p) {
      case F32:
        return "0.0f";
      case F64:
        return "0.0";
      case F16:
        return "(exo_f16)0.0f";
      default:
        return "0";
    }
  }

  /** Compilers warn about variables that are set and never used. */
  private void suppress(Stmt.Alloc s, String name) {
    if (!f.info().reads(s.buf())) {
      lines.add("(void)" + name + ";");
    }
  }

  private void vector(Stmt.Alloc s, String name) {
    String type = CTypes.pointee(s.memory(), s.type().precision());
    List<Expr> dims = Storage.extents(s.memory(), s.type());
    if (dims.isEmpty()) {
      f.setKind(s.buf(), FunctionState.Kind.LOCAL_VECTOR);
      lines.declare(name, type + " " + name + initial(s) + ";");
    } else {
      String count = control.of(Fold.product(dims)).text();
      lines.declare(name, type + " " + name + "[" + count + "]" + initial(s) + ";");
    }
    suppress(s, name);
  }

  /** What an instruction that writes some lanes only leaves in the others is then defined. */
  private String initial(Stmt.Alloc s) {
    String value = s.memory().extra().get("initial");
    return value != null && f.info().writesPartly(s.buf()) ? " = " + value : "";
  }

  private void heap(Stmt.Alloc s, String name, Precision p) {
    Helpers h = f.module().helpers();
    String type = f.module().stored(p);
    List<Expr> dims = f.extents(s.buf());
    Expr count = Fold.product(dims);
    String bytes = "sizeof(" + type + ")";
    if (count.asInt().isPresent()) {
      bytes = control.of(count).in(CText.PRODUCT) + " * " + bytes;
    } else {
      for (Expr dim : dims) {
        bytes = h.bytes() + "(" + bytes + ", " + control.of(dim).text() + ")";
      }
    }
    lines.declare(name, type + " *" + name + " = " + h.malloc() + "(" + bytes + ");");
    check(name);
    held.hold(s, "free(" + name + ");");
  }

  private void check(String pointer) {
    lines.open("if (!" + pointer + ") {");
    held.fail();
    lines.close("}");
  }

  private List<String> template(Stmt.Alloc s, String text) {
    return List.of(expand(s, text).strip().split("\\R"));
  }

  private String releaseText(Stmt.Alloc s, String text) {
    return expand(s, text).strip();
  }

  private String expand(Stmt.Alloc s, String text) {
    return new Template("the memory " + s.memory(), s.span(), f.module().sink())
        .with("type", () -> pointee(s))
        .with("name", () -> f.name(s.buf()))
        .with("size", () -> size(s))
        .expand(text);
  }

  private String pointee(Stmt.Alloc s) {
    f.module().stored(s.type().precision());
    return CTypes.pointee(s.memory(), s.type().precision());
  }

  /** The number of elements; unsigned if it is not a literal. */
  private String size(Stmt.Alloc s) {
    List<Expr> dims = new ArrayList<>(f.extents(s.buf()));
    Expr count = Fold.product(dims.subList(0, Storage.extents(s.memory(), s.type()).size()));
    CText text = control.of(count);
    return count.asInt().isPresent() ? text.text() : "((size_t)" + text.in(CText.UNARY) + ")";
  }
}
