package io.exo4j.backend;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes where data is: elements, addresses, window structs. */
final class Places {
  private final FunctionState f;
  private final ControlText control;

  Places(FunctionState f, ControlText control) {
    this.f = f;
    this.control = control;
  }

  /** The lvalue of an element; of the vector that holds it in a vector memory. */
  CText element(Sym buf, List<Expr> idx, SourceSpan span) {
    switch (f.kind(buf)) {
      case LOCAL_SCALAR:
      case LOCAL_VECTOR:
      case REGISTER:
        return CText.atom(f.name(buf));
      case SCALAR_POINTER:
        return new CText("*" + f.name(buf), CText.UNARY);
      default:
        break;
    }
    Memory m = f.memory(buf);
    boolean struct = f.kind(buf) == FunctionState.Kind.STRUCT;
    String base = f.name(buf) + (struct ? ".data" : "");
    if (m.window().isPresent()) {
      String text =
          new Template("the memory " + m, span, f.module().sink())
              .with("type", () -> f.module().stored(f.type(buf).precision()))
              .with("name", f.name(buf))
              .with("base", base)
              .with("offset", () -> control.of(offset(buf, idx)).text())
              .expand(m.window().get());
      return new CText(text, CText.UNARY);
    }
    Expr at = m.elements().isEmpty() ? offset(buf, idx) : vectorOffset(buf, idx);
    return CText.atom(base + "[" + control.of(at).text() + "]");
  }

  /** The address of an element. */
  CText address(Sym buf, List<Expr> idx, SourceSpan span) {
    if (f.kind(buf) == FunctionState.Kind.SCALAR_POINTER) {
      return CText.atom(f.name(buf));
    }
    CText place = element(buf, idx, span);
    String text = place.text();
    if (f.memory(buf).window().isEmpty() && text.endsWith("[0]")) {
      return CText.atom(text.substring(0, text.length() - 3));
    }
    return new CText("&" + place.in(CText.UNARY), CText.UNARY);
  }

  private Expr offset(Sym buf, List<Expr> idx) {
    Expr sum = Expr.lit(0);
    for (int d = 0; d < idx.size(); d++) {
      sum = Fold.add(sum, Fold.mul(Fold.simplify(idx.get(d)), f.stride(buf, d)));
    }
    return sum;
  }

  /** The offset in whole vectors; strides are multiples of the lanes. */
  private Expr vectorOffset(Sym buf, List<Expr> idx) {
    long lanes =
        CTypes.element(f.memory(buf), f.type(buf).precision())
            .map(Memory.Element::lanes)
            .orElse(1L);
    Expr sum = Expr.lit(0);
    for (int d = 0; d < idx.size() - 1; d++) {
      Expr stride = f.stride(buf, d);
      Expr vectors =
          stride.asInt().isPresent()
              ? Expr.lit(stride.asInt().getAsLong() / lanes)
              : f.named("(" + control.of(stride).text() + " / " + lanes + ")");
      sum = Fold.add(sum, Fold.mul(Fold.simplify(idx.get(d)), vectors));
    }
    return sum;
  }

  /** Where a whole buffer or window starts. */
  static List<Expr> origin(int rank) {
    return Collections.nCopies(rank, Expr.lit(0));
  }

  /** Where a window starts, in the subscripts of its base. */
  static List<Expr> start(Expr.Window w) {
    List<Expr> idx = new ArrayList<>();
    for (Coord c : w.coords()) {
      idx.add(c.start());
    }
    return idx;
  }

  /** The struct type of a buffer's windows. */
  CTypes.WindowType structType(Sym buf, int rank, boolean isConst) {
    return f.module().window(rank, f.type(buf).precision(), f.memory(buf), isConst);
  }

  /** The initialiser of a window struct: {@code { pointer, { strides } }}. */
  String initializer(Expr.Window w) {
    List<Expr> strides = new ArrayList<>();
    for (Integer d : FunctionState.keptDims(w)) {
      strides.add(f.stride(w.buf(), d));
    }
    return initializer(address(w.buf(), start(w), w.span()), strides);
  }

  private String initializer(CText pointer, List<Expr> strides) {
    List<String> texts = new ArrayList<>();
    for (Expr s : strides) {
      texts.add(control.of(s).text());
    }
    return "{ " + pointer.text() + ", { " + String.join(", ", texts) + " } }";
  }

  /** A window as an argument. */
  CText struct(Expr.Window w, boolean isConst) {
    int rank = FunctionState.keptDims(w).size();
    return CText.atom(
        "(struct " + structType(w.buf(), rank, isConst).name() + ")" + initializer(w));
  }

  /** A whole buffer or window as a window argument: by name where that has the right type. */
  CText struct(Sym buf, boolean isConst, SourceSpan span) {
    int rank = f.type(buf).rank();
    CTypes.WindowType type = structType(buf, rank, isConst);
    if (f.kind(buf) == FunctionState.Kind.STRUCT && isConst == !f.info().writes(buf)) {
      return CText.atom(f.name(buf));
    }
    List<Expr> strides = new ArrayList<>();
    for (int d = 0; d < rank; d++) {
      strides.add(f.stride(buf, d));
    }
    CText pointer = address(buf, origin(rank), span);
    return CText.atom("(struct " + type.name() + ")" + initializer(pointer, strides));
  }

  /** The bare name of the buffer that a name looks at: a register's number, for those. */
  String root(Sym buf) {
    return f.name(f.info().env().root(buf));
  }
}
