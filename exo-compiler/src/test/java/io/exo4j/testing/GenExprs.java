package io.exo4j.testing;

import io.exo4j.ir.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Random expressions: control values, conditions, subscripts that are in bounds, data. */
final class GenExprs {
  /**
   * A data expression.
   *
   * @param bound its greatest magnitude; only for floating data
   * @param reads whether it reads something, so that its precision is not only that of its context
   */
  record Value(String text, double bound, boolean reads) {}

  private final Dice dice;
  private final GeneratorOptions options;
  private final List<Signature.Field> fields;
  private boolean usesConfig;

  GenExprs(Dice dice, GeneratorOptions options, List<Signature.Field> fields) {
    this.dice = dice;
    this.options = options;
    this.fields = fields;
  }

  /** Whether any expression so far read a configuration field. */
  boolean usesConfig() {
    return usesConfig;
  }

  // ---------------------------------------------------------------- control

  /** Any integer control value; an atom or in parentheses. */
  String control(GenScope s, int depth) {
    if (depth == 0 || dice.percent(25)) {
      List<String> leaves = new ArrayList<>();
      s.indices.forEach(i -> leaves.add(i.text()));
      s.sizes.forEach(e -> leaves.add(e.text()));
      boolean name = !leaves.isEmpty() && dice.percent(75);
      return name ? dice.pick(leaves) : Integer.toString(dice.between(0, 5));
    }
    String a = control(s, depth - 1);
    return switch (dice.below(7)) {
      case 0, 1 -> "(" + a + " + " + control(s, depth - 1) + ")";
      case 2, 3 -> "(" + a + " - " + control(s, depth - 1) + ")";
      case 4 -> "(" + dice.between(2, 3) + " * " + a + ")";
      case 5 -> "(" + a + " / " + dice.between(2, 4) + ")";
      default -> "(" + a + " % " + dice.between(2, 4) + ")";
    };
  }

  /** A truth value. */
  String condition(GenScope s, int depth) {
    int choice = dice.below(10);
    if (choice == 0 && depth > 0) {
      return "(" + condition(s, depth - 1) + " and " + condition(s, depth - 1) + ")";
    }
    if (choice == 1 && depth > 0) {
      return "(" + condition(s, depth - 1) + " or " + condition(s, depth - 1) + ")";
    }
    if (choice == 2 && !s.bools.isEmpty()) {
      return dice.pick(s.bools) + (dice.percent(30) ? " == " + truth() : "");
    }
    List<Buffer> tensors = s.buffers.stream().filter(b -> !b.isScalar()).toList();
    if (choice == 3 && !tensors.isEmpty()) {
      Buffer b = dice.pick(tensors);
      int dim = dice.below(b.dims.size());
      return "stride(" + b.name + ", " + dim + ") == " + dice.between(1, 4);
    }
    if (choice == 4) {
      Optional<Signature.Field> f = dice.any(fields.stream().filter(x -> !x.isData()).toList());
      if (f.isPresent()) {
        return fieldCondition(f.get());
      }
    }
    String op = dice.pick(List.of("<", ">", "<=", ">=", "=="));
    return control(s, 2) + " " + op + " " + control(s, 1);
  }

  private String fieldCondition(Signature.Field f) {
    usesConfig = true;
    String name = "Cfg." + f.name();
    return switch (f.type()) {
      case "bool" -> name;
      case "stride" -> name + " == " + dice.between(0, 2);
      default -> name + dice.pick(List.of(" < ", " >= ", " == ")) + dice.between(-1, 3);
    };
  }

  String truth() {
    return dice.percent(50) ? "True" : "False";
  }

  /** A control value that is at least 0 and below an extent, for every value of the variables. */
  String index(GenScope s, Extent d) {
    List<String> found = new ArrayList<>();
    for (Index i : s.indices) {
      i.within().ifPresent(w -> fromVariable(i.text(), w, d, found));
    }
    String variable = dice.any(found).orElse("");
    if (!variable.isEmpty() && dice.percent(80)) {
      return variable;
    }
    if (!d.isConstant() && dice.percent(25)) {
      return d.text() + " - 1";
    }
    if (d.min() > 1 && dice.percent(40)) {
      int modulus = dice.between(2, d.min());
      return control(s, 1) + " % " + modulus;
    }
    return Integer.toString(dice.below(d.min()));
  }

  /** Subscripts made of a variable below {@code w} that are below {@code d}. */
  private void fromVariable(String v, Extent w, Extent d, List<String> found) {
    if (w.text().equals(d.text())) {
      found.add(v);
      found.add(v);
      found.add(v);
      found.add(d.text() + " - 1 - " + v);
    }
    if (w.isConstant() && w.offset() <= d.min()) {
      int room = d.min() - w.offset();
      found.add(room == 0 ? v : v + " + " + dice.between(0, room));
    }
    if (w.isSize() && w.size().equals(d.size()) && d.offset() >= 0 && !d.isSize()) {
      int r = dice.below(d.scale() + d.offset());
      found.add((d.scale() == 1 ? v : d.scale() + " * " + v) + (r == 0 ? "" : " + " + r));
    }
    if (d.isSize() && w.size().equals(d.size()) && w.offset() == 0 && w.scale() > 1) {
      found.add(v + " / " + w.scale());
    }
    if (d.isSize() && w.size().equals(d.size()) && w.scale() == 1 && w.offset() < 0) {
      found.add(v + " + " + dice.between(0, -w.offset()));
    }
  }

  /** An element of a buffer; empty if it may not be accessed. */
  Optional<String> element(GenScope s, Buffer b, boolean write) {
    return s.pins(b, write)
        .map(
            pins -> {
              List<String> idx = new ArrayList<>();
              for (int d = 0; d < b.dims.size(); d++) {
                String pin = pins.get(d);
                idx.add(pin != null ? pin : index(s, b.dims.get(d)));
              }
              return idx.isEmpty() ? b.name : b.name + "[" + String.join(", ", idx) + "]";
            });
  }

  // ---------------------------------------------------------------- data

  /** A value of a precision; floating ones have at most the magnitude {@code max}. */
  Value data(GenScope s, Precision p, double max, int depth) {
    double cap = Math.min(max, options.limit(p));
    if (cap < 2) {
      return leaf(s, p, cap);
    }
    for (int attempt = 0; attempt < 3 && depth > 0; attempt++) {
      Value v = node(s, p, cap, depth - 1);
      if (v.bound() <= cap) {
        return v;
      }
      if (options.has(GeneratorOptions.Feature.EXTERNS)
          && v.reads()
          && cap >= 1
          && v.bound() <= options.limit(p)) {
        return clamp(v, Math.min(4, Math.floor(cap)));
      }
    }
    return leaf(s, p, cap);
  }

  /** An integer brought into the range of 0 to {@code most}, so that it converts to anything. */
  Optional<Value> clampedInteger(GenScope s, Precision p, int most) {
    Value v = data(s, p, Double.POSITIVE_INFINITY, 1);
    return v.reads() && options.has(GeneratorOptions.Feature.EXTERNS)
        ? Optional.of(new Value("fminf(fmaxf(" + v.text() + ", 0), " + most + ")", most, true))
        : Optional.empty();
  }

  private static Value clamp(Value v, double most) {
    String m = Double.toString(most);
    return new Value("fmaxf(fminf(" + v.text() + ", " + m + "), -" + m + ")", most, true);
  }

  private Value node(GenScope s, Precision p, double max, int depth) {
    boolean real = p.isFloating();
    int choice = dice.below(12);
    if (choice >= 9 && options.has(GeneratorOptions.Feature.EXTERNS)) {
      return extern(s, p, max, depth);
    }
    if (choice == 8) {
      Value a = data(s, p, max, depth);
      String operand = a.text().startsWith("-") ? "(" + a.text() + ")" : a.text();
      return new Value("(-" + operand + ")", a.bound(), a.reads());
    }
    if (choice == 7 && (!real || !options.exactFloats())) {
      return quotient(s, p, max, depth);
    }
    if (choice >= 4 && choice < 7) {
      double small = Math.min(max, 4);
      Value a = data(s, p, real ? Math.max(4, max / small) : max, depth);
      Value b = data(s, p, real ? small : max, depth);
      return combine(a, " * ", b, a.bound() * b.bound());
    }
    Value a = data(s, p, real ? max / 2 : max, depth);
    Value b = data(s, p, real ? max - a.bound() : max, depth);
    return combine(a, dice.percent(60) ? " + " : " - ", b, a.bound() + b.bound());
  }

  private static Value combine(Value a, String op, Value b, double bound) {
    return new Value("(" + a.text() + op + b.text() + ")", bound, a.reads() || b.reads());
  }

  private Value quotient(GenScope s, Precision p, double max, int depth) {
    Value a = data(s, p, max, depth);
    if (!p.isFloating()) {
      if (options.has(GeneratorOptions.Feature.EXTERNS) && dice.percent(40)) {
        Value b = leaf(s, p, max);
        if (b.reads()) {
          return new Value("(" + a.text() + " / fmaxf(" + b.text() + ", 1))", a.bound(), true);
        }
      }
      return new Value("(" + a.text() + " / " + dice.between(2, 7) + ")", a.bound(), a.reads());
    }
    if (dice.percent(50)) {
      Value b = leaf(s, p, Math.sqrt(options.limit(p)) / 2);
      return new Value(
          "(" + a.text() + " / (1.0 + " + b.text() + " * " + b.text() + "))",
          a.bound(),
          a.reads() || b.reads());
    }
    String by = dice.pick(List.of("2.0", "3.0", "1.5", "10.0"));
    return new Value("(" + a.text() + " / " + by + ")", a.bound(), a.reads());
  }

  private Value extern(GenScope s, Precision p, double max, int depth) {
    Value a = data(s, p, max, depth);
    if (!a.reads()) {
      return a;
    }
    Value b = data(s, p, max, depth);
    double both = Math.max(a.bound(), b.bound());
    String ab = a.text() + ", " + b.text() + ")";
    return switch (dice.below(
        options.has(GeneratorOptions.Feature.TRANSCENDENTAL) && p.isFloating() ? 9 : 6)) {
      case 0 -> new Value("relu(" + a.text() + ")", a.bound(), true);
      case 1 -> new Value("fabs(" + a.text() + ")", a.bound(), true);
      case 2 -> new Value("fmaxf(" + ab, both, true);
      case 3 -> new Value("fminf(" + ab, both, true);
      case 4 -> {
        Value x = data(s, p, options.limit(p), 0);
        Value v = data(s, p, options.limit(p), 0);
        yield new Value("select(" + x.text() + ", " + v.text() + ", " + ab, both, true);
      }
      case 5 ->
          options.exactFloats() || !p.isFloating()
              ? a
              : new Value("sqrt(fabs(" + a.text() + "))", Math.max(1, a.bound()), true);
      case 6 ->
          new Value(
              dice.pick(List.of("sin", "cos", "tanh", "sigmoid")) + "(" + a.text() + ")", 1, true);
      case 7 -> new Value("log(1.0 + fabs(" + a.text() + "))", Math.max(1, a.bound()), true);
      default ->
          new Value(dice.pick(List.of("exp", "expf")) + "(-fabs(" + a.text() + "))", 1, true);
    };
  }

  private Value leaf(GenScope s, Precision p, double max) {
    if (dice.percent(80)) {
      List<Buffer> same = s.readable().stream().filter(b -> b.precision == p).toList();
      List<Buffer> fit = same.stream().filter(b -> !b.isReal() || b.root.bound <= max).toList();
      if (options.has(GeneratorOptions.Feature.EXTERNS)
          && max >= 1
          && (fit.isEmpty() || dice.percent(15))) {
        fit = same;
      }
      List<Signature.Field> data =
          fields.stream().filter(f -> f.precision().contains(p) && max >= FIELD_BOUND).toList();
      if (!data.isEmpty() && dice.percent(15)) {
        usesConfig = true;
        return new Value("Cfg." + dice.pick(data).name(), FIELD_BOUND, true);
      }
      if (!fit.isEmpty()) {
        Buffer b = dice.pick(fit);
        Value v = new Value(element(s, b, false).orElseThrow(), b.root.bound, true);
        return b.isReal() && v.bound() > max ? clamp(v, Math.min(4, Math.floor(max))) : v;
      }
    }
    return literal(p, max);
  }

  /** The greatest magnitude of a floating configuration field. */
  static final double FIELD_BOUND = 4;

  Value literal(Precision p, double max) {
    if (!p.isFloating()) {
      boolean negative = p.isSigned() && dice.percent(25);
      return new Value((negative ? "-" : "") + dice.between(negative ? 1 : 0, 9), 9, false);
    }
    List<Double> values =
        options.exactFloats() ? List.of(1.0, 2.0, 3.0) : List.of(0.5, 0.1, 1.25, 2.0, 3.7, 0.3333);
    double v = dice.pick(values);
    String sign = dice.percent(20) ? "-" : "";
    return v > max ? new Value("0.0", 0, false) : new Value(sign + v, v, false);
  }

  /** A precision whose values can be converted to another, other than that itself. */
  Optional<Precision> convertible(GenScope s, Precision to) {
    return dice.any(
        s.readable().stream().map(b -> b.precision).filter(p -> p != to).distinct().toList());
  }

  /** The value of an assignment or reduction to a buffer; may be of another precision. */
  Value stored(GenScope s, Precision to, double max, int depth) {
    if (options.has(GeneratorOptions.Feature.CONVERSIONS) && dice.percent(20)) {
      Optional<Precision> from = convertible(s, to);
      if (from.isPresent()) {
        Precision p = from.get();
        if (p.isFloating()) {
          return data(s, p, to.isFloating() ? max : options.limit(p), depth);
        }
        if (!to.isFloating()) {
          return data(s, p, Double.POSITIVE_INFINITY, depth);
        }
        Optional<Value> v = max >= 9 ? clampedInteger(s, p, 9) : Optional.empty();
        if (v.isPresent()) {
          return v.get();
        }
      }
    }
    return data(s, to, max, depth);
  }

  /** The names of all intervals and points of a window, and the buffer that it makes. */
  record Windowed(String text, Buffer buffer) {}

  /** A random window of a buffer; empty if there is none. */
  Optional<Windowed> window(GenScope s, Buffer b, String name) {
    boolean write = s.pins(b, true).isPresent();
    Optional<Map<Integer, String>> pins = s.pins(b, write);
    if (pins.isEmpty() || b.isScalar()) {
      return Optional.empty();
    }
    List<String> coords = new ArrayList<>();
    List<Extent> dims = new ArrayList<>();
    boolean unit = b.unitStride;
    for (int d = 0; d < b.dims.size(); d++) {
      Extent e = b.dims.get(d);
      boolean last = d == b.dims.size() - 1;
      String pin = pins.get().get(d);
      if (pin != null || (dice.percent(30) && !(last && dims.isEmpty()))) {
        coords.add(pin != null ? pin : index(s, e));
        unit &= !last;
      } else if (e.min() > 1 && dice.percent(40)) {
        boolean tail = dice.percent(40);
        int lo = tail ? 1 : dice.below(e.min() - 1);
        Extent extent = tail ? e.linear(1, -1) : Extent.constant(dice.between(1, e.min() - lo));
        coords.add(lo + ":" + (tail ? e.text() : Integer.toString(lo + extent.offset())));
        dims.add(extent);
      } else {
        coords.add((dice.percent(15) ? ":" : "0:") + e.text());
        dims.add(e);
      }
    }
    if (dims.isEmpty()) {
      return Optional.empty();
    }
    int depth = write ? s.parallelDepth() : b.privateDepth;
    Buffer w = new Buffer(name, b.precision, dims, false, unit, write, b.root, depth);
    return Optional.of(new Windowed(b.name + "[" + String.join(", ", coords) + "]", w));
  }
}
