package io.exo4j.interp;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import java.util.Arrays;

/** A compiled window expression: a view of a view, checked to lie inside it. */
final class WindowCode implements ViewCode {
  private final int slot;
  private final Expr.Window window;
  private final ControlCode[] starts;

  /** The ends of intervals; unused where {@link #kept} is false. */
  private final ControlCode[] ends;

  private final boolean[] kept;
  private final int rank;

  /** As many coordinates as the buffer has dimensions. */
  WindowCode(Slots.Buffer buffer, Expr.Window window, ControlCompiler control) {
    this.slot = buffer.slot();
    this.window = window;
    int n = window.coords().size();
    starts = new ControlCode[n];
    ends = new ControlCode[n];
    kept = new boolean[n];
    for (int d = 0; d < n; d++) {
      Coord c = window.coords().get(d);
      starts[d] = control.compile(c.start());
      kept[d] = c.isInterval();
      ends[d] = end(c, control);
    }
    rank = (int) window.coords().stream().filter(Coord::isInterval).count();
  }

  private static ControlCode end(Coord c, ControlCompiler control) {
    return c.accept(
        new Coord.Visitor<ControlCode>() {
          @Override
          public ControlCode point(Coord.Point point) {
            return f -> 0;
          }

          @Override
          public ControlCode interval(Coord.Interval interval) {
            return control.compile(interval.hi());
          }
        });
  }

  int rank() {
    return rank;
  }

  @Override
  public View eval(Frame f) {
    View base = f.views[slot];
    long offset = base.offset;
    long[] dims = new long[rank];
    long[] strides = new long[rank];
    int k = 0;
    for (int d = 0; d < starts.length; d++) {
      long lo = starts[d].eval(f);
      if (kept[d]) {
        long hi = ends[d].eval(f);
        if (lo < 0 || hi < lo || hi > base.dims[d]) {
          throw outOfBounds(f, base, d, lo + ":" + hi);
        }
        dims[k] = hi - lo;
        strides[k++] = base.strides[d];
      } else if (lo < 0 || lo >= base.dims[d]) {
        throw outOfBounds(f, base, d, Long.toString(lo));
      }
      offset += lo * base.strides[d];
    }
    return new View(base.storage, offset, dims, strides);
  }

  private ExoException outOfBounds(Frame f, View base, int dim, String coordinate) {
    String message =
        String.format(
            "coordinate %d of `%s` is %s, but the extents of %s are %s",
            dim,
            Printer.print(window),
            coordinate,
            window.buf().name(),
            Arrays.toString(base.dims));
    return f.fail(InterpCode.WINDOW_OUT_OF_BOUNDS, window.span(), message);
  }
}
