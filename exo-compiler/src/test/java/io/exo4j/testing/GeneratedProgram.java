package io.exo4j.testing;

import io.exo4j.interp.WindowArgument;
import io.exo4j.ir.Precision;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A generated program and what its main procedure takes. */
public final class GeneratedProgram {
  private final String source;
  private final Signature main;
  private final List<String> procedures;
  private final GeneratorOptions options;

  GeneratedProgram(
      String source, Signature main, List<String> procedures, GeneratorOptions options) {
    this.source = source;
    this.main = main;
    this.procedures = List.copyOf(procedures);
    this.options = options;
  }

  /** The text of the {@code .exo} file. */
  public String source() {
    return source;
  }

  /** The name of the procedure that the arguments are for; it calls the others. */
  public String main() {
    return main.name;
  }

  /** The names of all procedures, callees first. */
  public List<String> procedures() {
    return procedures;
  }

  /**
   * Random arguments for the main procedure, in the form that the interpreter takes: {@code Long},
   * {@code Boolean}, {@code double[]}, {@code long[]} for {@code i64}. They satisfy its assertions.
   */
  public Map<String, Object> arguments(long seed) {
    Dice dice = new Dice(seed);
    Map<String, Object> args = new LinkedHashMap<>();
    Map<String, Long> sizes = new HashMap<>();
    for (Signature.SizeRule r : main.sizes) {
      int lo = (r.min() + r.multiple() - 1) / r.multiple();
      int hi = Math.max(lo, options.maxSize() / r.multiple());
      sizes.put(r.name(), (long) dice.between(lo, hi) * r.multiple());
    }
    for (Signature.Formal f : main.formals) {
      args.put(f.name(), value(f, sizes, dice));
    }
    return args;
  }

  private Object value(Signature.Formal f, Map<String, Long> sizes, Dice dice) {
    return switch (f.kind()) {
      case SIZE -> sizes.get(f.name());
      case INDEX ->
          f.size().isEmpty()
              ? (Object) (long) dice.between(-6, 6)
              : (Object) (long) dice.below(sizes.get(f.size()).intValue());
      case BOOL -> dice.percent(50);
      case DATA -> data(f.data(), sizes, dice);
    };
  }

  private Object data(Buffer b, Map<String, Long> sizes, Dice dice) {
    int n = b.dims.stream().mapToInt(d -> d.value(sizes)).reduce(1, (x, y) -> x * y);
    if (b.precision == Precision.I64) {
      long[] longs = new long[n];
      for (int i = 0; i < n; i++) {
        longs[i] = dice.percent(30) ? dice.bits() : dice.between(-20, 20);
      }
      return longs;
    }
    double[] reals = new double[n];
    for (int i = 0; i < n; i++) {
      reals[i] = b.isReal() ? real(b, dice) : integer(b.precision, dice);
    }
    return reals;
  }

  private double real(Buffer b, Dice dice) {
    double magnitude = b.root.assignable;
    if (options.exactFloats()) {
      int m = (int) Math.min(4, magnitude);
      return dice.between(-m, m);
    }
    double v = dice.fraction() * magnitude;
    // values of few bits, so that rounding never takes them beyond the bound
    double ulp = Math.scalb(1.0, Math.getExponent(magnitude) - 6);
    return Math.rint(v / ulp) * ulp;
  }

  private static double integer(Precision p, Dice dice) {
    if (dice.percent(60)) {
      return p.isSigned() ? dice.between(-9, 9) : dice.between(0, 9);
    }
    int unused = 64 - p.bits();
    long bits = dice.bits();
    return p.isSigned() ? bits >> unused : bits >>> unused;
  }

  /** A copy whose arrays are new. */
  public static Map<String, Object> copy(Map<String, Object> args) {
    Map<String, Object> copy = new LinkedHashMap<>();
    args.forEach((name, v) -> copy.put(name, copyOf(v)));
    return copy;
  }

  private static Object copyOf(Object v) {
    if (v instanceof WindowArgument w) {
      return new WindowArgument(copyOf(w.data()), w.offset(), w.strides());
    }
    return v instanceof double[] d ? d.clone() : v instanceof long[] l ? (Object) l.clone() : v;
  }

  @Override
  public String toString() {
    return source;
  }
}
