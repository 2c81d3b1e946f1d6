package io.exo4j.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Random calls whose arguments have the right shapes, do not overlap and satisfy the assertions.
 */
final class GenCalls {
  private final Dice dice;
  private final GeneratorOptions options;
  private final List<Signature.Field> fields;
  private final GenExprs exprs;

  /** Writes the allocation of a new buffer like a formal argument, with the given extents. */
  private final BiFunction<Buffer, List<Extent>, Buffer> allocate;

  GenCalls(
      Dice dice,
      GeneratorOptions options,
      List<Signature.Field> fields,
      GenExprs exprs,
      BiFunction<Buffer, List<Extent>, Buffer> allocate) {
    this.dice = dice;
    this.options = options;
    this.fields = fields;
    this.exprs = exprs;
    this.allocate = allocate;
  }

  /** The text of a call; empty if nothing in scope fits. Takes what it needs from budgets. */
  Optional<String> call(GenScope s, Signature callee) {
    Map<String, Extent> sizes = new HashMap<>();
    Map<Signature.Formal, Actual> actuals = new HashMap<>();
    Map<Buffer.Root, Boolean> written = new HashMap<>();
    for (Signature.Formal f : callee.formals) {
      if (f.kind() == Signature.Kind.DATA) {
        Optional<Actual> a = actual(s, callee, f, sizes, written);
        if (a.isEmpty()) {
          return Optional.empty();
        }
        actuals.put(f, a.get());
        written.merge(a.get().root(), f.data().writable, Boolean::logicalOr);
      }
    }
    for (Signature.SizeRule r : callee.sizes) {
      if (!sizes.containsKey(r.name())) {
        Optional<Extent> any = anySize(s, r);
        if (any.isEmpty()) {
          return Optional.empty();
        }
        sizes.put(r.name(), any.get());
      }
    }
    actuals.forEach(
        (f, a) -> {
          if (f.data().writable) {
            double cost = f.data().root.used * s.trips;
            a.root().budget -= cost;
            a.root().used += cost;
          }
        });
    List<String> args = new ArrayList<>();
    for (Signature.Formal f : callee.formals) {
      args.add(
          switch (f.kind()) {
            case SIZE -> sizes.get(f.name()).text();
            case INDEX ->
                f.size().isEmpty() ? exprs.control(s, 1) : exprs.index(s, sizes.get(f.size()));
            case BOOL -> s.bools.isEmpty() || dice.percent(40) ? exprs.truth() : dice.pick(s.bools);
            case DATA -> actuals.get(f).text();
          });
    }
    return Optional.of(callee.name + "(" + String.join(", ", args) + ")");
  }

  /** What is passed for a data argument. */
  private record Actual(String text, Buffer.Root root) {}

  private Optional<Extent> anySize(GenScope s, Signature.SizeRule r) {
    List<Extent> candidates = new ArrayList<>(s.sizes);
    candidates.add(Extent.constant(dice.between(1, 2) * r.multiple() * r.min()));
    return dice.any(candidates.stream().filter(e -> satisfies(e, r)).toList());
  }

  private boolean satisfies(Extent e, Signature.SizeRule r) {
    boolean multiple = e.scale() % r.multiple() == 0 && e.offset() % r.multiple() == 0;
    return e.min() >= r.min() && e.max() <= options.maxSize() && multiple;
  }

  private Optional<Actual> actual(
      GenScope s,
      Signature callee,
      Signature.Formal f,
      Map<String, Extent> sizes,
      Map<Buffer.Root, Boolean> written) {
    Buffer formal = f.data();
    List<Buffer> candidates = new ArrayList<>(formal.writable ? s.writable() : s.readable());
    Collections.shuffle(candidates, new Random(dice.bits()));
    if (formal.isScalar() && !formal.writable && !callee.usesConfig && dice.percent(30)) {
      Optional<Signature.Field> field =
          dice.any(fields.stream().filter(x -> x.precision().contains(formal.precision)).toList());
      if (field.isPresent() && formal.root.bound >= GenExprs.FIELD_BOUND) {
        exprs.index(s, Extent.constant(1));
        return Optional.of(
            new Actual("Cfg." + field.get().name(), new Buffer.Root(GenExprs.FIELD_BOUND, 0)));
      }
    }
    for (Buffer b : candidates) {
      boolean clash = written.containsKey(b.root) && (formal.writable || written.get(b.root));
      if (b.precision == formal.precision && !clash && bounded(s, formal, b)) {
        Map<String, Extent> trial = new HashMap<>(sizes);
        Optional<String> text = reference(s, callee, f, b, trial);
        if (text.isPresent()) {
          sizes.putAll(trial);
          return Optional.of(new Actual(text.get(), b.root));
        }
      }
    }
    return made(s, callee, formal, sizes);
  }

  /** A new buffer, where nothing in scope fits. */
  private Optional<Actual> made(
      GenScope s, Signature callee, Buffer formal, Map<String, Extent> sizes) {
    List<Extent> dims = new ArrayList<>();
    for (Extent e : formal.dims) {
      if (!e.isConstant() && !sizes.containsKey(e.size())) {
        Optional<Extent> size = anySize(s, callee.rule(e.size()));
        if (size.isEmpty()) {
          return Optional.empty();
        }
        sizes.put(e.size(), size.get());
      }
      dims.add(e.isConstant() ? e : sizes.get(e.size()));
    }
    Buffer b = allocate.apply(formal, dims);
    return Optional.of(new Actual(b.name, b.root));
  }

  /** Whether the values keep their bounds, in the callee and in the caller. */
  private static boolean bounded(GenScope s, Buffer formal, Buffer actual) {
    if (!formal.isReal()) {
      return true;
    }
    if (actual.root.bound > formal.root.bound) {
      return false;
    }
    return !formal.writable
        || (formal.root.assignable <= actual.root.assignable
            && formal.root.used * s.trips <= actual.root.budget);
  }

  private Optional<String> reference(
      GenScope s, Signature callee, Signature.Formal f, Buffer b, Map<String, Extent> sizes) {
    Buffer formal = f.data();
    Map<Integer, String> pins = s.pins(b, formal.writable).orElseThrow();
    if (formal.isScalar()) {
      return b.isScalar() ? Optional.of(b.name) : Optional.empty();
    }
    boolean whole =
        !f.window()
            || (options.has(GeneratorOptions.Feature.WINDOWS) && dice.percent(40))
            || !options.has(GeneratorOptions.Feature.WINDOWS);
    if (whole && pins.isEmpty() && b.dims.size() == formal.dims.size()) {
      Map<String, Extent> trial = new HashMap<>(sizes);
      boolean fits = (f.window() || b.dense) && (!f.unit() || b.unitStride);
      for (int d = 0; fits && d < b.dims.size(); d++) {
        fits = matchesWhole(callee, formal.dims.get(d), b.dims.get(d), trial);
      }
      if (fits) {
        sizes.putAll(trial);
        return Optional.of(b.name);
      }
    }
    return f.window() && options.has(GeneratorOptions.Feature.WINDOWS)
        ? windowed(s, callee, f, b, pins, sizes)
        : Optional.empty();
  }

  private boolean matchesWhole(
      Signature callee, Extent formal, Extent actual, Map<String, Extent> sizes) {
    if (formal.isConstant()) {
      return formal.text().equals(actual.text());
    }
    if (!formal.isSize()) {
      return false;
    }
    Extent bound = sizes.get(formal.size());
    if (bound != null) {
      return bound.text().equals(actual.text());
    }
    sizes.put(formal.size(), actual);
    return satisfies(actual, callee.rule(formal.size()));
  }

  private Optional<String> windowed(
      GenScope s,
      Signature callee,
      Signature.Formal f,
      Buffer b,
      Map<Integer, String> pins,
      Map<String, Extent> sizes) {
    List<Extent> wanted = f.data().dims;
    int free = b.dims.size() - pins.size();
    int skip = free - wanted.size();
    if (skip < 0) {
      return Optional.empty();
    }
    List<String> coords = new ArrayList<>();
    int k = 0;
    boolean lastKept = false;
    for (int d = 0; d < b.dims.size(); d++) {
      Extent e = b.dims.get(d);
      if (pins.containsKey(d)) {
        coords.add(pins.get(d));
        lastKept = false;
      } else if (skip > 0 && (k == wanted.size() || dice.percent(50))) {
        coords.add(exprs.index(s, e));
        skip--;
        lastKept = false;
      } else {
        Optional<String> interval = interval(callee, wanted.get(k++), e, sizes);
        if (interval.isEmpty()) {
          return Optional.empty();
        }
        coords.add(interval.get());
        lastKept = true;
      }
    }
    if (f.unit() && !(b.unitStride && lastKept)) {
      return Optional.empty();
    }
    return Optional.of(b.name + "[" + String.join(", ", coords) + "]");
  }

  private Optional<String> interval(
      Signature callee, Extent formal, Extent actual, Map<String, Extent> sizes) {
    Extent want = formal;
    if (!formal.isConstant()) {
      Signature.SizeRule rule = callee.rule(formal.size());
      want = sizes.get(formal.size());
      if (want == null) {
        int n = Math.min(options.maxSize(), actual.min()) / rule.multiple() * rule.multiple();
        boolean part = n >= rule.min() && n > 0 && dice.percent(50);
        want = part ? Extent.constant(n) : actual;
        if (!satisfies(want, rule)) {
          return Optional.empty();
        }
        sizes.put(formal.size(), want);
      }
    }
    if (want.text().equals(actual.text())) {
      return Optional.of("0:" + actual.text());
    }
    if (want.isConstant() && want.offset() <= actual.min()) {
      int lo = dice.between(0, actual.min() - want.offset());
      return Optional.of(lo + ":" + (lo + want.offset()));
    }
    return Optional.empty();
  }
}
