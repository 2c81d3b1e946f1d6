package io.exo4j.backend;

import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known about one function while its text is written: names, places of buffers, ranges. */
final class FunctionState {
  /** How a buffer is held in C. */
  enum Kind {
    /** A number in a local variable. */
    LOCAL_SCALAR,
    /** A pointer to a number. */
    SCALAR_POINTER,
    /** A pointer or array of elements, or of vectors. */
    ARRAY,
    /** One vector in a local variable. */
    LOCAL_VECTOR,
    /** A window struct. */
    STRUCT,
    /** A numbered register. */
    REGISTER
  }

  private final ModuleState module;
  private final ProcInfo info;
  private final Map<Sym, String> names = new HashMap<>();
  private final Map<Sym, Kind> kinds = new HashMap<>();
  private final Map<Sym, List<Expr>> extents = new HashMap<>();
  private final Map<Sym, Map<Integer, Long>> knownStrides = new HashMap<>();
  private Ranges ranges;
  private CNames scope;

  FunctionState(ModuleState module, ProcInfo info, CNames scope) {
    this.module = module;
    this.info = info;
    this.scope = scope;
    this.ranges = Ranges.of(info.proc());
  }

  ModuleState module() {
    return module;
  }

  ProcInfo info() {
    return info;
  }

  Ranges ranges() {
    return ranges;
  }

  void setRanges(Ranges r) {
    ranges = r;
  }

  CNames scope() {
    return scope;
  }

  void setScope(CNames s) {
    scope = s;
  }

  /** Gives a symbol a C name that is free here. */
  String declare(Sym sym) {
    String name = scope.take(sym.name());
    names.put(sym, name);
    return name;
  }

  /** Gives a symbol a text to stand for it. */
  void alias(Sym sym, String text) {
    names.put(sym, text);
  }

  /** A control value that already has a name in C. */
  Expr named(String text) {
    Sym s = new Sym(text);
    names.put(s, text);
    return Expr.var(s);
  }

  String name(Sym sym) {
    String name = names.get(sym);
    return name == null ? CNames.identifier(sym.name()) : name;
  }

  void setKind(Sym sym, Kind kind) {
    kinds.put(sym, kind);
  }

  Kind kind(Sym sym) {
    return kinds.get(sym);
  }

  DataType type(Sym sym) {
    return info.env().data(sym);
  }

  Memory memory(Sym sym) {
    return info.env().memory(sym);
  }

  /** Fixes the extents of a buffer, where those of its type may change later. */
  void setExtents(Sym sym, List<Expr> dims) {
    extents.put(sym, dims);
  }

  List<Expr> extents(Sym sym) {
    return extents.getOrDefault(sym, type(sym).dims());
  }

  /** An assertion said that the stride is that. */
  void setStride(Sym sym, int dim, long value) {
    knownStrides.computeIfAbsent(sym, k -> new HashMap<>()).put(dim, value);
  }

  /**
   * The stride along a dimension, in elements: a product of extents, a literal, or the struct's.
   */
  Expr stride(Sym sym, int dim) {
    Long known = knownStrides.getOrDefault(sym, Map.of()).get(dim);
    if (known != null) {
      return Expr.lit(known);
    }
    if (info.env().window(sym).isPresent()) {
      Expr.Window w = info.env().window(sym).get();
      return stride(w.buf(), keptDims(w).get(dim));
    }
    if (type(sym).window()) {
      return named(name(sym) + ".strides[" + dim + "]");
    }
    List<Expr> dims = extents(sym);
    return Fold.product(dims.subList(dim + 1, dims.size()));
  }

  /** The dimensions of the base that a window keeps. */
  static List<Integer> keptDims(Expr.Window w) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < w.coords().size(); i++) {
      Coord c = w.coords().get(i);
      if (c.isInterval()) {
        kept.add(i);
      }
    }
    return kept;
  }
}
