package io.exo4j.interp;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Precision;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts the values that a caller gives into the frame of the procedure that is run. */
final class Arguments {
  private final CompiledProc proc;
  private final Frame frame;
  private final Diagnostics problems = new Diagnostics();

  Arguments(CompiledProc proc, Frame frame) {
    this.proc = proc;
    this.frame = frame;
  }

  void bind(Map<String, ?> values) {
    checkNames(values);
    for (CompiledProc.ControlFormal c : proc.controls()) {
      if (values.containsKey(c.arg().name())) {
        bindControl(c, values.get(c.arg().name()));
      }
    }
    problems.throwIfErrors();
    for (CompiledProc.DataFormal d : proc.data()) {
      bindData(d, values.get(d.arg().name()));
    }
    problems.throwIfErrors();
  }

  private void checkNames(Map<String, ?> values) {
    Set<String> known = new HashSet<>();
    for (CompiledProc.ControlFormal c : proc.controls()) {
      known.add(c.arg().name());
    }
    for (CompiledProc.DataFormal d : proc.data()) {
      known.add(d.arg().name());
    }
    for (String name : known) {
      if (!values.containsKey(name)) {
        problem(
            InterpCode.MISSING_ARGUMENT, "argument " + name + " of " + proc.name() + " is missing");
      }
    }
    for (String name : new TreeSet<>(values.keySet())) {
      if (!known.contains(name)) {
        problems.add(
            Diagnostic.error(
                    InterpCode.UNKNOWN_ARGUMENT,
                    proc.header().span(),
                    proc.name() + " has no argument " + name)
                .withHint(Suggest.didYouMean(name, known)));
      }
    }
  }

  private void problem(InterpCode code, String message) {
    problems.error(code, proc.header().span(), message);
  }

  private void wrongKind(Arg arg, Object value, String wanted) {
    String found = value == null ? "null" : "a " + value.getClass().getSimpleName();
    problem(
        InterpCode.ARGUMENT_KIND,
        "argument " + arg.name() + " of " + proc.name() + " must be " + wanted + ", not " + found);
  }

  private void bindControl(CompiledProc.ControlFormal formal, Object value) {
    if (formal.bool()) {
      if (value instanceof Boolean b) {
        frame.control[formal.slot()] = b ? 1 : 0;
      } else {
        wrongKind(formal.arg(), value, "a Boolean");
      }
    } else if (value instanceof Long || value instanceof Integer) {
      frame.control[formal.slot()] = ((Number) value).longValue();
    } else {
      wrongKind(formal.arg(), value, "a Long");
    }
  }

  private void bindData(CompiledProc.DataFormal formal, Object value) {
    long[] dims = ControlCode.evalAll(formal.dims(), frame);
    String name = formal.arg().name();
    if (Arrays.stream(dims).anyMatch(n -> n < 1)) {
      problem(
          InterpCode.EXTENT_NOT_POSITIVE,
          "argument " + name + " of " + proc.name() + " has the extents " + Arrays.toString(dims));
      return;
    }
    boolean defined = !frame.machine.options.undefinedArguments().contains(name);
    Precision p = formal.buffer().precision();
    if (value instanceof WindowArgument w && formal.window()) {
      bindWindow(formal, dims, w, defined);
    } else if (p == Precision.I64 && value instanceof long[] data) {
      bindDense(formal, dims, Storage.of(data, defined), defined);
    } else if (p != Precision.I64 && value instanceof double[] data) {
      bindDense(formal, dims, Storage.of(p, data, defined), defined);
    } else {
      wrongKind(
          formal.arg(),
          value,
          "a " + array(p) + "[]" + (formal.window() ? " or a WindowArgument" : ""));
    }
  }

  private static String array(Precision p) {
    return p == Precision.I64 ? "long" : "double";
  }

  private void bindDense(
      CompiledProc.DataFormal formal, long[] dims, Storage storage, boolean defined) {
    long n = product(dims);
    if (storage.length() != n) {
      problem(
          InterpCode.ARGUMENT_LENGTH,
          String.format(
              "argument %s of %s must have %s elements (extents %s), but has %d",
              formal.arg().name(),
              proc.name(),
              n < 0 ? "more than 2^62" : Long.toString(n),
              Arrays.toString(dims),
              storage.length()));
      return;
    }
    for (int i = 0; defined && i < storage.length(); i++) {
      storage.normalise(i);
    }
    frame.views[formal.buffer().slot()] = View.dense(storage, dims);
  }

  private void bindWindow(
      CompiledProc.DataFormal formal, long[] dims, WindowArgument w, boolean defined) {
    Precision p = formal.buffer().precision();
    Storage storage;
    if (p == Precision.I64 && w.data() instanceof long[] data) {
      storage = Storage.of(data, defined);
    } else if (p != Precision.I64 && w.data() instanceof double[] data) {
      storage = Storage.of(p, data, defined);
    } else {
      wrongKind(formal.arg(), w.data(), "a WindowArgument of a " + array(p) + "[]");
      return;
    }
    long[] strides = w.strides();
    String what = "argument " + formal.arg().name() + " of " + proc.name();
    if (strides.length != dims.length) {
      problem(
          InterpCode.SHAPE_MISMATCH,
          what
              + " has "
              + dims.length
              + " dimensions, but "
              + strides.length
              + " strides are given");
      return;
    }
    if (!fits(w.offset(), dims, strides, storage.length())) {
      problem(
          InterpCode.WINDOW_OUT_OF_BOUNDS,
          String.format(
              "%s with offset %d, extents %s and strides %s reaches outside its array of %d",
              what, w.offset(), Arrays.toString(dims), Arrays.toString(strides), storage.length()));
      return;
    }
    View view = new View(storage, w.offset(), dims, strides);
    if (view.overlapsItself()) {
      problem(
          InterpCode.ALIASING,
          what + " has several elements in one place: strides " + Arrays.toString(strides));
      return;
    }
    if (defined) {
      for (long at : view.places()) {
        storage.normalise((int) at);
      }
    }
    frame.views[formal.buffer().slot()] = view;
  }

  /** The product, or -1 if it is absurdly large. */
  private static long product(long[] dims) {
    long n = 1;
    for (long d : dims) {
      if (d > (1L << 62) / n) {
        return -1;
      }
      n *= d;
    }
    return n;
  }

  private static boolean fits(long offset, long[] dims, long[] strides, long length) {
    try {
      long first = offset;
      long last = offset;
      for (int d = 0; d < dims.length; d++) {
        long reach = Math.multiplyExact(strides[d], dims[d] - 1);
        first = Math.addExact(first, Math.min(0, reach));
        last = Math.addExact(last, Math.max(0, reach));
      }
      long n = product(dims);
      // as many places as elements, or they cannot all be different
      return first >= 0 && last < length && n >= 0 && n <= length;
    } catch (ArithmeticException e) {
      return false;
    }
  }
}
