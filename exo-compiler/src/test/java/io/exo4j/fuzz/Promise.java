package io.exo4j.fuzz;

import io.exo4j.interp.WindowArgument;
import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.ArgValue;
import io.exo4j.schedule.Procedure;
import io.exo4j.testing.ControlValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step promises: that the result does the same on the same arguments, or on arguments that
 * correspond to them.
 *
 * @param copies whether it may copy elements without a value, which then must not matter
 * @param newArguments whether the result has another contract, which is taken into account
 * @param fixed values that arguments must have
 * @param narrower whether the result may ask for more than what it was made from
 * @param permuted the argument whose dimensions it puts into another order
 */
record Promise(
    boolean copies,
    boolean newArguments,
    Map<String, String> fixed,
    boolean narrower,
    Optional<Permuted> permuted) {
  /** The same on the same arguments. */
  static final Promise EVERYTHING = new Promise(false, false, Map.of(), false, Optional.empty());

  /** An argument with its old dimensions in their new order. */
  record Permuted(Arg arg, List<Arg> args, List<Integer> order) {}

  /** What a step promises that is applied to a procedure. */
  static Promise of(Procedure before, Step step) {
    return switch (step.spec().name()) {
      case "stage_mem", "auto_stage_mem" ->
          new Promise(true, false, Map.of(), false, Optional.empty());
      case "partial_eval" -> new Promise(false, true, step.fixed(), false, Optional.empty());
      case "add_assertion" -> new Promise(false, true, Map.of(), true, Optional.empty());
      case "set_window" -> new Promise(false, true, Map.of(), true, Optional.empty());
      case "transpose" -> permuting(before, step, "arg", List.of(1, 0));
      case "rearrange_dim" -> permuting(before, step, "alloc", order(step));
      default -> EVERYTHING;
    };
  }

  private static List<Integer> order(Step step) {
    return step.args().stream()
        .filter(e -> e.key().equals("dimensions"))
        .flatMap(e -> ((ArgValue.Items) e.value()).values().stream())
        .map(v -> Integer.valueOf(((ArgValue.Scalar) v).text()))
        .toList();
  }

  private static Promise permuting(Procedure before, Step step, String param, List<Integer> order) {
    Optional<Permuted> p =
        step.args().stream()
            .filter(e -> e.key().equals(param))
            .map(e -> ((ArgValue.Scalar) e.value()).text())
            .flatMap(name -> before.proc().arg(name).stream())
            .map(a -> new Permuted(a, before.proc().args(), order))
            .findFirst();
    return new Promise(false, p.isPresent(), Map.of(), false, p);
  }

  /** The inputs for which it promises anything. */
  List<Inputs> applicable(Procedure after, List<Inputs> inputs) {
    List<Inputs> fit =
        inputs.stream()
            .filter(
                in ->
                    fixed.entrySet().stream()
                        .allMatch(
                            e ->
                                String.valueOf(in.arguments().get(e.getKey()))
                                    .equals(e.getValue())))
            .toList();
    return narrower ? Behaviour.runs(after, fit) : fit;
  }

  /** The inputs of the result. */
  List<Inputs> next(Procedure after, List<Inputs> inputs) {
    return applicable(after, inputs).stream().map(this::reshaped).toList();
  }

  Inputs reshaped(Inputs in) {
    return permuted.isEmpty() ? in : new Inputs(reshaped(in.arguments()), in.config());
  }

  /** Arguments as the result takes them. */
  Map<String, Object> reshaped(Map<String, Object> arguments) {
    if (permuted.isEmpty()) {
      return arguments;
    }
    Permuted p = permuted.get();
    Map<Sym, Long> sizes = new HashMap<>();
    for (Arg a : p.args()) {
      if (arguments.get(a.name()) instanceof Long l) {
        sizes.put(a.sym(), l);
      }
    }
    DataType type = p.arg().type().asData().orElseThrow();
    int[] dims = type.dims().stream().mapToInt(d -> (int) new ControlValue(sizes).of(d)).toArray();
    Map<String, Object> out = new LinkedHashMap<>(arguments);
    // of a window, whose place is its caller's, the caller permutes the strides, not the data
    out.computeIfPresent(
        p.arg().name(),
        (k, v) -> type.window() ? turned(v, dims, p.order()) : permuted(v, dims, p.order()));
    return out;
  }

  private static Object turned(Object view, int[] dims, List<Integer> order) {
    WindowArgument w =
        view instanceof WindowArgument known ? known : new WindowArgument(view, 0, strides(dims));
    long[] old = w.strides();
    long[] now = order.stream().mapToLong(k -> old[k]).toArray();
    int[] extents = order.stream().mapToInt(k -> dims[k]).toArray();
    return Arrays.equals(now, strides(extents))
        ? w.data()
        : new WindowArgument(w.data(), w.offset(), now);
  }

  private static long[] strides(int[] dims) {
    long[] strides = new long[dims.length];
    long all = 1;
    for (int d = dims.length - 1; d >= 0; d--) {
      strides[d] = all;
      all *= dims[d];
    }
    return strides;
  }

  private static Object permuted(Object data, int[] dims, List<Integer> order) {
    int[] from = places(dims, order);
    if (data instanceof long[] l) {
      long[] out = new long[l.length];
      for (int i = 0; i < out.length; i++) {
        out[i] = l[from[i]];
      }
      return out;
    }
    double[] d = (double[]) data;
    double[] out = new double[d.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = d[from[i]];
    }
    return out;
  }

  /** For each place of the new array the one in the old array. */
  private static int[] places(int[] dims, List<Integer> order) {
    long[] strides = strides(dims);
    int all = Arrays.stream(dims).reduce(1, (x, y) -> x * y);
    int[] from = new int[all];
    for (int i = 0; i < all; i++) {
      int rest = i;
      for (int d = dims.length - 1; d >= 0; d--) {
        int old = order.get(d);
        from[i] += rest % dims[old] * (int) strides[old];
        rest /= dims[old];
      }
    }
    return from;
  }
}
