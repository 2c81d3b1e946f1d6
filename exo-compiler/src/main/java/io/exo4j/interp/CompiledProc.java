package io.exo4j.interp;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import java.util.Arrays;
import java.util.List;

/**
 * A procedure made ready to run: formal arguments with slots, assertions and statements as code.
 */
final class CompiledProc {
  /**
   * A formal data argument.
   *
   * @param arg as declared
   * @param window whether a strided view may be passed
   * @param buffer its slot
   * @param dims the extents
   */
  record DataFormal(Arg arg, boolean window, Slots.Buffer buffer, ControlCode[] dims) {}

  /** A formal control argument. */
  record ControlFormal(Arg arg, int slot, boolean bool, boolean size) {}

  /** An assertion. */
  record Predicate(Expr expr, ControlCode code) {}

  private final String name;
  private final Site header;
  private final List<ControlFormal> controls;
  private final List<DataFormal> data;
  private final List<Predicate> predicates;
  private final StmtCode[] body;
  private final Effects effects;
  private final Slots slots;
  private final ConfigSlots config;

  CompiledProc(
      String name,
      Site header,
      List<ControlFormal> controls,
      List<DataFormal> data,
      List<Predicate> predicates,
      StmtCode[] body,
      Effects effects,
      Slots slots,
      ConfigSlots config) {
    this.name = name;
    this.header = header;
    this.controls = controls;
    this.data = data;
    this.predicates = predicates;
    this.body = body;
    this.effects = effects;
    this.slots = slots;
    this.config = config;
  }

  String name() {
    return name;
  }

  Site header() {
    return header;
  }

  List<ControlFormal> controls() {
    return controls;
  }

  List<DataFormal> data() {
    return data;
  }

  int controlSlots() {
    return slots.controlCount();
  }

  int viewSlots() {
    return slots.bufferCount();
  }

  /**
   * Checks the arguments in a frame and runs the body in it.
   *
   * @param reporter the frame to whose statement errors in the arguments belong: the caller's
   */
  void run(Frame f, Frame reporter) {
    for (ControlFormal c : controls) {
      if (c.size() && f.control[c.slot()] < 1) {
        throw reporter.fail(
            InterpCode.SIZE_NOT_POSITIVE,
            SourceSpan.NONE,
            "size argument " + c.arg().name() + " of " + name + " is " + f.control[c.slot()]);
      }
    }
    for (DataFormal d : data) {
      checkShape(f, reporter, d);
    }
    checkAliasing(f, reporter);
    for (Predicate p : predicates) {
      if (p.code().eval(f) == 0) {
        throw violated(f, reporter, p);
      }
    }
    StmtCode.runAll(body, f);
  }

  private ExoException violated(Frame f, Frame reporter, Predicate p) {
    String values = Scope.values(f.site.scope(), f.control);
    return reporter.fail(
        InterpCode.ASSERTION_VIOLATED,
        reporter == f ? p.expr().span() : SourceSpan.NONE,
        "assertion `"
            + Printer.print(p.expr())
            + "` of "
            + name
            + " does not hold"
            + (values.isEmpty() ? "" : " for " + values));
  }

  private void checkShape(Frame f, Frame reporter, DataFormal d) {
    View v = f.views[d.buffer().slot()];
    long[] dims = ControlCode.evalAll(d.dims(), f);
    String what = "argument " + d.arg().name() + " of " + name;
    if (Arrays.stream(dims).anyMatch(n -> n < 1)) {
      throw reporter.fail(
          InterpCode.EXTENT_NOT_POSITIVE,
          SourceSpan.NONE,
          what + " has the extents " + Arrays.toString(dims));
    }
    if (!Arrays.equals(dims, v.dims)) {
      throw reporter.fail(
          InterpCode.SHAPE_MISMATCH,
          SourceSpan.NONE,
          what
              + " must have the extents "
              + Arrays.toString(dims)
              + ", but has "
              + Arrays.toString(v.dims));
    }
    if (!d.window()) {
      if (!v.isDense()) {
        throw reporter.fail(
            InterpCode.NOT_DENSE,
            SourceSpan.NONE,
            what + " must be a dense tensor, but its strides are " + Arrays.toString(v.strides));
      }
      f.views[d.buffer().slot()] = new View(v.storage, v.offset, dims, View.rowMajor(dims));
    }
  }

  private void checkAliasing(Frame f, Frame reporter) {
    for (int i = 0; i < data.size(); i++) {
      DataFormal a = data.get(i);
      View view = f.views[a.buffer().slot()];
      for (int j = 0; j < i; j++) {
        DataFormal b = data.get(j);
        if ((effects.writes(a.arg().sym()) || effects.writes(b.arg().sym()))
            && view.overlaps(f.views[b.buffer().slot()])) {
          throw reporter.fail(
              InterpCode.ALIASING,
              SourceSpan.NONE,
              String.format(
                  "arguments %s and %s of %s overlap, and %s writes %s",
                  b.arg().name(),
                  a.arg().name(),
                  name,
                  name,
                  effects.writes(a.arg().sym()) ? a.arg().name() : b.arg().name()));
        }
      }
      if (effects.usesFields()) {
        String field = config.keyOf(f.machine, view.storage);
        if (effects.clashesWithField(a.arg().sym(), field)) {
          throw reporter.fail(
              InterpCode.ALIASING,
              SourceSpan.NONE,
              "argument "
                  + a.arg().name()
                  + " of "
                  + name
                  + " is "
                  + field
                  + ", which "
                  + name
                  + " also uses by name");
        }
      }
    }
  }
}
