package io.exo4j.nativebuild.instr;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import io.exo4j.nativebuild.model.ControlValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds operands under which the assertions of an instruction hold: tries values around the numbers
 * that its text mentions, until there are enough.
 */
final class OperandSearch {
  private static final int TRIES = 20_000;
  private static final int PATIENCE = 300;
  private static final int ENOUGH = 60;
  private static final long LARGEST_ARRAY = 1 << 16;

  private final Proc instr;
  private final List<Expr> assertions = new ArrayList<>();
  private final Map<String, ConfigField> fields;
  private final List<Long> numbers;
  private final Random random;
  private final Predicate<Map<String, Long>> reachable;

  /**
   * A search.
   *
   * @param instr the instruction
   * @param random where values come from
   * @param reachable whether there is a way to give the configuration these values
   */
  OperandSearch(Proc instr, Random random, Predicate<Map<String, Long>> reachable) {
    this.instr = instr;
    this.random = random;
    this.reachable = reachable;
    this.fields = Mentions.configFields(instr);
    this.numbers = interesting(instr);
    instr.preds().forEach(this::conjuncts);
  }

  private void conjuncts(Expr e) {
    Optional<Expr.Bin> and = e.as(Expr.Bin.class).filter(b -> b.op() == BinOp.AND);
    if (and.isPresent()) {
      conjuncts(and.get().lhs());
      conjuncts(and.get().rhs());
    } else {
      assertions.add(e);
    }
  }

  private static List<Long> interesting(Proc proc) {
    TreeSet<Long> found = new TreeSet<>(List.of(-1L, 0L, 1L, 2L, 3L, 5L));
    new Walker() {
      @Override
      public Void intLit(Expr.IntLit e) {
        if (Math.abs(e.value()) <= 4096) {
          found.addAll(List.of(e.value() - 1, e.value(), e.value() + 1));
        }
        return null;
      }
    }.visit(proc);
    long largest = found.last();
    for (long n = 7; n < largest; n = 2 * n + 1) {
      found.add(n);
    }
    return List.copyOf(found);
  }

  /** Different operands, at most so many: the smallest, the largest, and some between. */
  List<Operands> find(int most) {
    Map<String, Operands> found = new LinkedHashMap<>();
    boolean single = fields.isEmpty() && instr.args().stream().allMatch(a -> a.type().isData());
    int fruitless = 0;
    while (found.size() < (single ? 1 : ENOUGH)
        && fruitless < (found.isEmpty() ? TRIES : PATIENCE)) {
      Optional<Operands> next = attempt();
      boolean fresh = next.isPresent() && found.putIfAbsent(next.get().key(), next.get()) == null;
      fruitless = fresh ? 0 : fruitless + 1;
    }
    List<Operands> all = new ArrayList<>(found.values());
    if (all.size() <= most || most < 2) {
      return all;
    }
    all.sort((a, b) -> Long.compare(total(a), total(b)));
    List<Operands> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(all.get(i * (all.size() - 1) / (most - 1)));
    }
    return some;
  }

  private static long total(Operands o) {
    return o.control().values().stream().mapToLong(Long::longValue).sum();
  }

  private Optional<Operands> attempt() {
    Map<Sym, Long> control = new HashMap<>();
    for (Arg a : instr.args()) {
      a.type()
          .asControl()
          .filter(t -> t != ControlType.STRIDE)
          .ifPresent(t -> control.put(a.sym(), value(t, numbers)));
    }
    try {
      List<Layout> data = new ArrayList<>();
      for (Arg a : instr.args()) {
        if (a.type().isData()) {
          Optional<Layout> layout = layout(a, control);
          if (layout.isEmpty()) {
            return Optional.empty();
          }
          data.add(layout.get());
        }
      }
      return complete(control, data);
    } catch (ControlValues.Unknown e) {
      return Optional.empty();
    }
  }

  private Optional<Operands> complete(Map<Sym, Long> control, List<Layout> data) {
    Map<Sym, long[]> strides = new HashMap<>();
    List<Long> distances = new ArrayList<>(numbers);
    for (Layout l : data) {
      strides.put(l.arg().sym(), l.strides());
      for (long s : l.strides()) {
        // most fields that hold a distance must be that of an operand
        distances.addAll(Collections.nCopies(numbers.size() / 2 + 1, s));
      }
    }
    for (Arg a : instr.args()) {
      a.type()
          .asControl()
          .filter(t -> t == ControlType.STRIDE)
          .ifPresent(t -> control.put(a.sym(), value(t, distances)));
    }
    Map<String, Long> config = new HashMap<>();
    fields.forEach(
        (name, field) ->
            field.type().asControl().ifPresent(t -> config.put(name, value(t, distances))));
    ControlValues values =
        ControlValues.of(control)
            .withStrides((buffer, dimension) -> known(strides, buffer)[dimension])
            .withFields(e -> known(config, e.config().name() + "." + e.field()));
    return assertions.stream().allMatch(values::holds) && reachable.test(config)
        ? Optional.of(new Operands(control, config, data))
        : Optional.empty();
  }

  private static <K, V> V known(Map<K, V> map, K key) {
    V v = map.get(key);
    if (v == null) {
      throw new ControlValues.Unknown();
    }
    return v;
  }

  private long value(ControlType type, List<Long> pool) {
    if (type == ControlType.BOOL) {
      return random.nextInt(2);
    }
    long v = pool.get(random.nextInt(pool.size()));
    return type == ControlType.SIZE ? Math.max(1, v) : v;
  }

  private Optional<Layout> layout(Arg a, Map<Sym, Long> control) {
    DataType type = a.type().asData().orElseThrow();
    ControlValues values = ControlValues.of(control);
    List<Long> extents = type.dims().stream().map(values::value).toList();
    if (extents.stream().anyMatch(n -> n < 1)) {
      return Optional.empty();
    }
    Layout dense = new Layout(a, extents, extents, Collections.nCopies(extents.size(), 0L));
    if (!a.memory().isDram() || !type.window()) {
      return fits(a.memory(), type, extents) ? Optional.of(dense) : Optional.empty();
    }
    return window(a, extents).filter(l -> l.size() <= LARGEST_ARRAY);
  }

  private static boolean fits(Memory memory, DataType type, List<Long> extents) {
    return memory.elements().stream()
        .filter(e -> e.precision() == type.precision())
        .allMatch(
            e -> !extents.isEmpty() && extents.get(extents.size() - 1).longValue() == e.lanes());
  }

  /** An array with something around the operand on all sides, unless a stride is prescribed. */
  private Optional<Layout> window(Arg a, List<Long> extents) {
    int rank = extents.size();
    List<Long> array = new ArrayList<>();
    List<Long> start = new ArrayList<>();
    Optional<Long> last = prescribed(a, rank - 1);
    long step = 1;
    if (last.isEmpty() ? random.nextInt(3) == 0 : last.get() != 1) {
      step = last.orElse(2L);
      if (step < 1) {
        return Optional.empty();
      }
      array.add(step);
      start.add(0L);
    }
    for (int d = rank - 1; d >= 0; d--) {
      long extent = extents.get(d);
      long before = random.nextInt(3);
      long length = before + extent + random.nextInt(3);
      Optional<Long> outer = d == 0 ? Optional.empty() : prescribed(a, d - 1);
      if (outer.isPresent()) {
        length = outer.get() / step;
        before = 0;
        if (length < extent || outer.get() % step != 0) {
          return Optional.empty();
        }
      }
      array.add(0, length);
      start.add(0, before);
      step *= length;
    }
    return Optional.of(new Layout(a, extents, array, start));
  }

  /** The number that an assertion demands as a stride. */
  private Optional<Long> prescribed(Arg a, int dim) {
    Expr stride = new Expr.Stride(a.sym(), dim, SourceSpan.NONE);
    for (Expr e : assertions) {
      Optional<Expr.Bin> equal = e.as(Expr.Bin.class).filter(b -> b.op() == BinOp.EQ);
      if (equal.isPresent()) {
        Expr l = equal.get().lhs();
        Expr r = equal.get().rhs();
        Expr other = l.equals(stride) ? r : r.equals(stride) ? l : Expr.var(a.sym());
        try {
          return Optional.of(ControlValues.of(Map.of()).value(other));
        } catch (ControlValues.Unknown notALiteral) {
          // another assertion may say
        }
      }
    }
    return Optional.empty();
  }
}
