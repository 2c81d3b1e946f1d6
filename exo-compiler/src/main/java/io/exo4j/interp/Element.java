package io.exo4j.interp;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Sym;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/** One element of a buffer or window, by compiled subscripts: every access is checked here. */
final class Element {
  final Precision precision;
  private final int slot;
  private final ControlCode[] idx;
  private final Expr.Read written;

  /** As many subscripts as the buffer has dimensions. */
  Element(Slots.Buffer buffer, Sym name, List<Expr> exprs, ControlCode[] idx, SourceSpan span) {
    this.precision = buffer.precision();
    this.slot = buffer.slot();
    this.idx = idx;
    this.written = new Expr.Read(name, exprs, span);
  }

  /** The view that the name stands for. */
  View view(Frame f) {
    return f.views[slot];
  }

  /** The place of the element in the storage of the view. */
  int locate(Frame f, View v) {
    long at = v.offset;
    for (int d = 0; d < idx.length; d++) {
      long i = idx[d].eval(f);
      if (i < 0 || i >= v.dims[d]) {
        throw outOfBounds(f, v, d, i);
      }
      at += i * v.strides[d];
    }
    return (int) at;
  }

  /** The element's value in a floating format. */
  double real(Frame f) {
    View v = f.views[slot];
    return real(f, v, locate(f, v));
  }

  /** The value at a place that was located before, in a floating format. */
  double real(Frame f, View v, int at) {
    if (!v.storage.isDefined(at)) {
      throw uninitialised(f);
    }
    return v.storage.real(at, precision);
  }

  /** The element's value in an integer format. */
  long integer(Frame f) {
    View v = f.views[slot];
    return integer(f, v, locate(f, v));
  }

  /** The value at a place that was located before, in an integer format. */
  long integer(Frame f, View v, int at) {
    if (!v.storage.isDefined(at)) {
      throw uninitialised(f);
    }
    return v.storage.integer(at, precision);
  }

  private String place(Frame f) {
    StringJoiner j = new StringJoiner(", ", "[", "]").setEmptyValue("");
    for (ControlCode i : idx) {
      j.add(Long.toString(i.eval(f)));
    }
    return written.buf().name() + j;
  }

  private ExoException outOfBounds(Frame f, View v, int dim, long i) {
    String name = written.buf().name();
    String extent =
        idx.length == 1
            ? name + " has " + v.dims[0] + (v.dims[0] == 1 ? " element" : " elements")
            : "the extents of " + name + " are " + Arrays.toString(v.dims);
    String message =
        String.format(
            "`%s` is %s, but %s (subscript %d is %d)",
            Printer.print(written), place(f), extent, dim, i);
    return f.fail(InterpCode.OUT_OF_BOUNDS, written.span(), message);
  }

  private ExoException uninitialised(Frame f) {
    return f.fail(
        InterpCode.UNINITIALISED_READ,
        written.span(),
        "`" + Printer.print(written) + "` reads " + place(f) + ", which has no value yet");
  }
}
