package io.exo4j.testing;

import io.exo4j.ir.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes one random procedure. */
final class GenProc {
  /** How many statements a program may execute, about. */
  private static final double MOST_STEPS = 20_000;

  private final Dice dice;
  private final GeneratorOptions options;
  private final List<Signature> callees;
  private final List<Signature.Field> fields;
  private final GenExprs exprs;
  private final StringBuilder out = new StringBuilder();
  private final boolean main;
  private Signature signature;
  private int nextName;
  private int left;

  GenProc(
      Dice dice,
      GeneratorOptions options,
      List<Signature> callees,
      List<Signature.Field> fields,
      boolean main) {
    this.dice = dice;
    this.options = options;
    this.callees = callees;
    this.fields = fields;
    this.main = main;
    this.exprs = new GenExprs(dice, options, fields);
  }

  String text() {
    return out.toString();
  }

  // ---------------------------------------------------------------- head

  Signature generate(String name) {
    GenScope scope = new GenScope();
    List<Signature.Formal> formals = new ArrayList<>();
    List<Signature.SizeRule> rules = new ArrayList<>();
    List<String> asserts = new ArrayList<>();
    for (String size : List.of("n", "m").subList(0, dice.between(main ? 1 : 0, 2))) {
      int multiple = dice.percent(20) ? 2 : 1;
      int min = dice.percent(30) ? dice.between(2, 3) : multiple;
      rules.add(new Signature.SizeRule(size, min, multiple));
      formals.add(control(size, Signature.Kind.SIZE, ""));
      int least = (min + multiple - 1) / multiple * multiple;
      scope.sizes.add(Extent.size(size, least, Math.max(least, options.maxSize())));
      if (min > multiple) {
        asserts.add(size + " >= " + min);
      }
      if (multiple > 1) {
        asserts.add(size + " % " + multiple + " == 0");
      }
    }
    if (!scope.sizes.isEmpty() && dice.percent(40)) {
      Extent within = dice.pick(scope.sizes);
      formals.add(control("at", Signature.Kind.INDEX, within.size()));
      scope.indices.add(new Index("at", Optional.of(within)));
      asserts.add(
          dice.percent(50) ? "0 <= at and at < " + within.size() : "0 <= at < " + within.size());
    }
    if (dice.percent(30)) {
      formals.add(control("by", Signature.Kind.INDEX, ""));
      scope.indices.add(new Index("by", Optional.empty()));
    }
    if (dice.percent(35)) {
      formals.add(control("flag", Signature.Kind.BOOL, ""));
      scope.bools.add("flag");
    }
    int n = dice.between(2, main ? 6 : 4);
    for (int i = 0; i < n; i++) {
      Signature.Formal f = data("abcdefg".substring(i, i + 1), i == 0 || dice.percent(35), scope);
      formals.add(f);
      scope.buffers.add(f.data());
      if (f.unit()) {
        asserts.add("stride(" + f.name() + ", " + (f.data().dims.size() - 1) + ") == 1");
      }
    }
    signature = new Signature(name, formals, rules);
    head(asserts);
    left = options.statements();
    body(scope);
    signature.usesConfig |= exprs.usesConfig();
    return signature;
  }

  private static Signature.Formal control(String name, Signature.Kind kind, String size) {
    return new Signature.Formal(name, kind, size, List.of(), false, false);
  }

  private Signature.Formal data(String name, boolean writable, GenScope scope) {
    Precision p = dice.pick(options.precisions());
    List<Extent> dims = new ArrayList<>();
    int rank = dice.percent(20) ? 0 : dice.percent(75) ? dice.between(1, 2) : 3;
    for (int d = 0; d < rank; d++) {
      dims.add(extent(scope, main));
    }
    boolean window =
        rank > 0 && options.has(GeneratorOptions.Feature.WINDOWS) && dice.percent(main ? 30 : 65);
    boolean unit = window && dice.percent(30);
    Buffer.Root root = writable ? root(p) : new Buffer.Root(p.isFloating() ? 4 : 0, 0);
    if (!writable && dice.percent(30) && !main) {
      Buffer.Root like = root(p);
      root = new Buffer.Root(like.bound, 0);
    }
    Buffer b = new Buffer(name, p, dims, !window && rank > 0, !window || unit, writable, root, 0);
    return new Signature.Formal(name, Signature.Kind.DATA, "", List.of(b), window, unit);
  }

  /** How large the elements of a new buffer may become: a modest or a generous bound. */
  private Buffer.Root root(Precision p) {
    boolean modest = dice.percent(50);
    return switch (p) {
      case F16 -> modest ? new Buffer.Root(16, 112) : new Buffer.Root(128, 800);
      case BF16 -> modest ? new Buffer.Root(8, 24) : new Buffer.Root(32, 88);
      default ->
          p.isFloating()
              ? modest ? new Buffer.Root(64, 448) : new Buffer.Root(4096, 28_000)
              : new Buffer.Root(0, 0);
    };
  }

  private Extent extent(GenScope s, boolean linear) {
    if (s.sizes.isEmpty() || dice.percent(30)) {
      return Extent.constant(dice.between(1, 4));
    }
    Extent e = dice.pick(s.sizes);
    return switch (linear ? dice.below(8) : 7) {
      case 0 -> e.linear(2, 0);
      case 1 -> e.linear(1, dice.between(1, 2));
      case 2 -> e.linear(2, 1);
      default -> e;
    };
  }

  private void head(List<String> asserts) {
    List<String> params = new ArrayList<>();
    for (Signature.Formal f : signature.formals) {
      params.add(
          f.name()
              + ": "
              + switch (f.kind()) {
                case SIZE -> "size";
                case INDEX -> "index";
                case BOOL -> "bool";
                case DATA -> type(f.data(), f.window());
              });
    }
    out.append("@proc\ndef ").append(signature.name).append('(');
    out.append(String.join(", ", params)).append("):\n");
    if (dice.percent(20)) {
      line(1, "\"\"\"Made by the generator.\"\"\"");
    }
    asserts.forEach(a -> line(1, "assert " + a));
  }

  private String type(Buffer b, boolean window) {
    String p = b.precision.text();
    String dims =
        b.isScalar()
            ? ""
            : "[" + String.join(", ", b.dims.stream().map(Extent::text).toList()) + "]";
    return (window ? "[" + p + "]" : p) + dims + (dice.percent(50) ? " @ DRAM" : "");
  }

  private void line(int level, String text) {
    out.append("    ".repeat(level)).append(text).append('\n');
  }

  // ---------------------------------------------------------------- statements

  private void body(GenScope scope) {
    boolean any = false;
    while (left > 0) {
      any |= statement(scope, 1, options.depth());
    }
    if (main) {
      // every procedure is called if anything fits
      for (Signature c : callees) {
        any |= call(scope, 1, List.of(c));
      }
    }
    if (!any) {
      line(1, "pass");
    }
  }

  private void block(GenScope scope, int level, int depth, int count) {
    int before = out.length();
    for (int i = 0; i < count; i++) {
      statement(scope, level, depth);
    }
    if (out.length() == before) {
      line(level, "pass");
      signature.cost += scope.trips;
    }
  }

  /** Writes a statement; false if the one that was chosen does not fit here. */
  private boolean statement(GenScope s, int level, int depth) {
    left--;
    if (s.trips * 10 + signature.cost > MOST_STEPS) {
      return false;
    }
    signature.cost += s.trips;
    int choice = dice.below(100);
    if (choice < 14) {
      return assign(s, level);
    }
    if (choice < 24) {
      return reduce(s, level);
    }
    if (choice < 36) {
      return nest(s, level, dice.any(s.writable()));
    }
    if (choice < 44) {
      return alloc(s, level);
    }
    if (choice < 52) {
      return window(s, level);
    }
    if (choice < 66) {
      return call(s, level, callees);
    }
    if (choice < 70) {
      return writeConfig(s, level);
    }
    if (choice < 71) {
      line(level, "pass");
      return true;
    }
    if (depth == 0) {
      return assign(s, level);
    }
    if (choice < 83) {
      return loop(s, level, depth);
    }
    if (choice < 88) {
      return parallel(s, level, depth);
    }
    if (choice < 93) {
      return guarded(s, level, depth);
    }
    return branch(s, level, depth);
  }

  private boolean assign(GenScope s, int level) {
    Optional<Buffer> b = dice.any(s.writable());
    b.ifPresent(x -> assign(s, level, x, exprs.element(s, x, true).orElseThrow()));
    return b.isPresent();
  }

  private void assign(GenScope s, int level, Buffer b, String target) {
    double max = b.isReal() ? b.root.assignable : Double.POSITIVE_INFINITY;
    line(
        level, target + " = " + exprs.stored(s, b.precision, max, dice.percent(25) ? 3 : 2).text());
  }

  private boolean reduce(GenScope s, int level) {
    List<Buffer> candidates =
        s.writable().stream().filter(b -> !b.isReal() || b.root.budget >= s.trips).toList();
    Optional<Buffer> b = dice.any(candidates);
    b.ifPresent(x -> reduce(s, level, x, exprs.element(s, x, true).orElseThrow()));
    return b.isPresent();
  }

  private void reduce(GenScope s, int level, Buffer b, String target) {
    if (!b.isReal()) {
      line(
          level,
          target + " += " + exprs.stored(s, b.precision, Double.POSITIVE_INFINITY, 2).text());
      return;
    }
    GenExprs.Value v = exprs.stored(s, b.precision, b.root.budget / s.trips, 2);
    // a rounding may add a little, more than that is never lost
    double cost = v.bound() * s.trips;
    b.root.budget -= cost;
    b.root.used += cost;
    line(level, target + " += " + v.text());
  }

  /** Loops over all dimensions of a buffer around one assignment or reduction. */
  private boolean nest(GenScope s, int level, Optional<Buffer> target) {
    if (target.isEmpty()) {
      return false;
    }
    fill(s, level, target.get(), dice.percent(30));
    return true;
  }

  private void fill(GenScope s, int level, Buffer b, boolean reduction) {
    GenScope inner = s;
    int depth = level;
    var pins = s.pins(b, true).orElseThrow();
    List<String> idx = new ArrayList<>();
    for (int d = 0; d < b.dims.size(); d++) {
      if (pins.containsKey(d)) {
        idx.add(pins.get(d));
        continue;
      }
      Extent e = b.dims.get(d);
      String v = inner.freshVariable();
      line(depth++, "for " + v + " in seq(0, " + e.text() + "):");
      inner = inner.loop(new Index(v, Optional.of(e)), e.max());
      idx.add(dice.percent(10) ? e.text() + " - 1 - " + v : v);
    }
    signature.cost += inner.trips;
    String element = idx.isEmpty() ? b.name : b.name + "[" + String.join(", ", idx) + "]";
    if (reduction && (!b.isReal() || b.root.budget >= inner.trips)) {
      reduce(inner, depth, b, element);
    } else {
      assign(inner, depth, b, element);
    }
  }

  private boolean alloc(GenScope s, int level) {
    Precision p = dice.pick(options.precisions());
    List<Extent> dims = new ArrayList<>();
    for (int d = dice.below(s.trips > 30 ? 2 : 3); d > 0; d--) {
      dims.add(extent(s, true));
    }
    String name = "t" + nextName++;
    Buffer b = new Buffer(name, p, dims, !dims.isEmpty(), true, true, root(p), s.parallelDepth());
    line(level, name + ": " + type(b, false));
    // it cannot be read before it is filled
    fill(s, level, b, false);
    s.buffers.add(b);
    return true;
  }

  private Buffer allocate(GenScope s, int level, Buffer like, List<Extent> dims) {
    double need = Math.max(like.root.budget, like.root.used * s.trips);
    Buffer.Root root = new Buffer.Root(like.root.assignable, need);
    String name = "t" + nextName++;
    boolean dense = !dims.isEmpty();
    Buffer b = new Buffer(name, like.precision, dims, dense, true, true, root, s.parallelDepth());
    line(level, name + ": " + type(b, false));
    fill(s, level, b, false);
    s.buffers.add(b);
    return b;
  }

  private boolean window(GenScope s, int level) {
    List<Buffer> tensors = s.readable().stream().filter(b -> !b.isScalar()).toList();
    if (!options.has(GeneratorOptions.Feature.WINDOWS) || tensors.isEmpty()) {
      return false;
    }
    Optional<GenExprs.Windowed> w = exprs.window(s, dice.pick(tensors), "w" + nextName++);
    w.ifPresent(
        x -> {
          line(level, x.buffer().name + " = " + x.text());
          s.buffers.add(x.buffer());
        });
    return w.isPresent();
  }

  private boolean call(GenScope s, int level, List<Signature> among) {
    List<Signature> possible =
        among.stream()
            .filter(c -> signature.cost + c.cost * s.trips < MOST_STEPS)
            .filter(c -> !c.writesConfig || s.loops == 0)
            .toList();
    if (possible.isEmpty()) {
      return false;
    }
    Signature callee = dice.pick(possible);
    Optional<String> text =
        new GenCalls(dice, options, fields, exprs, (f, dims) -> allocate(s, level, f, dims))
            .call(s, callee);
    text.ifPresent(
        t -> {
          line(level, t);
          signature.usesConfig |= callee.usesConfig || t.contains("Cfg.");
          signature.writesConfig |= callee.writesConfig;
          signature.cost += callee.cost * s.trips;
        });
    return text.isPresent();
  }

  /** Fields may not depend on loop variables, not even through buffers. */
  private boolean writeConfig(GenScope s, int level) {
    if (fields.isEmpty() || s.loops > 0) {
      return false;
    }
    Signature.Field f = dice.pick(fields);
    String value =
        f.isData()
            ? fieldData(f.precision().get(0))
            : switch (f.type()) {
              case "bool" -> s.bools.isEmpty() ? exprs.truth() : dice.pick(s.bools);
              case "stride" -> fieldStride(s);
              default -> exprs.control(s, 1);
            };
    line(level, "Cfg." + f.name() + " = " + value);
    signature.usesConfig = true;
    signature.writesConfig = true;
    return true;
  }

  private String fieldData(Precision p) {
    GenExprs.Value literal = exprs.literal(p, GenExprs.FIELD_BOUND);
    Optional<Signature.Field> other =
        dice.any(
            fields.stream()
                .filter(x -> x.precision().stream().anyMatch(o -> converts(o, p)))
                .toList());
    return other.isPresent() && dice.percent(30)
        ? "Cfg." + other.get().name() + (p.isFloating() ? "" : " + " + literal.text())
        : literal.text();
  }

  private static boolean converts(Precision from, Precision to) {
    return from == to || from.isFloating() && to.isFloating();
  }

  private String fieldStride(GenScope s) {
    List<Signature.Formal> tensors =
        signature.formals.stream()
            .filter(f -> f.kind() == Signature.Kind.DATA && !f.data().isScalar())
            .toList();
    return tensors.isEmpty()
        ? Integer.toString(dice.between(0, 2))
        : "stride(" + dice.pick(tensors).name() + ", 0)";
  }

  private boolean loop(GenScope s, int level, int depth) {
    String v = s.freshVariable();
    List<Index> outer = s.indices.stream().filter(i -> i.within().isPresent()).toList();
    String range;
    Index index;
    int max;
    int choice = dice.below(10);
    if (choice < 4 && !outer.isEmpty()) {
      // triangular
      Index o = dice.pick(outer);
      Extent w = o.within().orElseThrow();
      range =
          switch (dice.below(4)) {
            case 0 -> "0, " + o.text();
            case 1 -> "0, " + o.text() + " + 1";
            case 2 -> o.text() + ", " + w.text();
            default -> o.text() + " + 1, " + w.text();
          };
      index = new Index(v, o.within());
      max = w.max();
    } else if (choice == 4 && !s.sizes.isEmpty()) {
      Extent e = dice.pick(s.sizes);
      range = "0, " + e.size() + " / 2";
      index = new Index("(2 * " + v + " + " + dice.below(2) + ")", Optional.of(e));
      max = e.max() / 2;
    } else if (choice == 5) {
      range = -dice.below(3) + ", " + dice.between(0, 3);
      index = new Index(v, Optional.empty());
      max = 5;
    } else if (choice == 6 && !s.sizes.isEmpty()) {
      Extent e = dice.pick(s.sizes);
      range = "1, " + e.text();
      index = new Index(v, Optional.of(e));
      max = e.max() - 1;
    } else {
      Extent e = extent(s, true);
      range = "0, " + e.text();
      index = new Index(v, Optional.of(e));
      max = e.max();
    }
    line(level, "for " + v + " in seq(" + range + "):");
    block(s.loop(index, Math.max(1, max)), level + 1, depth - 1, dice.between(1, 3));
    return true;
  }

  /**
   * Each iteration has a slice of one buffer to itself; it may only read what no iteration writes.
   */
  private boolean parallel(GenScope s, int level, int depth) {
    if (!options.has(GeneratorOptions.Feature.PARALLEL)) {
      return false;
    }
    record Choice(Buffer b, int dim) {}
    List<Choice> choices = new ArrayList<>();
    for (Buffer b : s.writable()) {
      for (int d = 0; d < b.dims.size(); d++) {
        if (!s.pins(b, true).orElseThrow().containsKey(d)) {
          choices.add(new Choice(b, d));
        }
      }
    }
    if (choices.isEmpty()) {
      return false;
    }
    Choice c = dice.pick(choices);
    Extent e = c.b().dims.get(c.dim());
    String v = s.freshVariable();
    line(level, "for " + v + " in par(0, " + e.text() + "):");
    GenScope inner = s.parallel(new Index(v, Optional.of(e)), c.b(), c.dim());
    if (dice.percent(70)) {
      signature.cost += inner.trips;
      fill(inner, level + 1, c.b(), dice.percent(40));
    }
    block(inner, level + 1, depth - 1, dice.between(1, 2));
    return true;
  }

  /** {@code if 0 <= e < n:} makes any value a subscript. */
  private boolean guarded(GenScope s, int level, int depth) {
    Extent e = extent(s, true);
    String any = exprs.control(s, 2);
    if (!any.startsWith("(")) {
      any = "(" + any + " + 1)";
    }
    line(
        level,
        dice.percent(50)
            ? "if 0 <= " + any + " and " + any + " < " + e.text() + ":"
            : "if 0 <= " + any + " < " + e.text() + ":");
    GenScope inner = s.block();
    inner.indices.add(new Index(any, Optional.of(e)));
    block(inner, level + 1, depth - 1, dice.between(1, 2));
    return true;
  }

  private boolean branch(GenScope s, int level, int depth) {
    line(level, "if " + exprs.condition(s, 1) + ":");
    block(s.block(), level + 1, depth - 1, dice.between(1, 2));
    if (dice.percent(20)) {
      line(level, "elif " + exprs.condition(s, 1) + ":");
      block(s.block(), level + 1, depth - 1, 1);
    }
    if (dice.percent(45)) {
      line(level, "else:");
      block(s.block(), level + 1, depth - 1, dice.between(1, 2));
    }
    return true;
  }
}
