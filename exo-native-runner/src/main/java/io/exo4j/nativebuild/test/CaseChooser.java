package io.exo4j.nativebuild.test;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Sym;
import io.exo4j.nativebuild.model.ControlValues;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.Variant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Chooses the arguments that a kernel is tested with, so that the assertions of all its variants
 * hold. Always the same for the same kernel.
 */
final class CaseChooser {
  private static final int MOST_CASES = 52;
  private static final int MOST_CANDIDATES = 24;
  private static final double MOST_STATEMENTS = 2e6;
  private static final double MOST_TOGETHER = 2e7;
  private static final double MOST_IF_ASKED = 1e10;
  private static final double MOST_WITHOUT_CHOICE = 1.5e9;
  private static final double MOST_WITH_SANITIZERS = 1e8;
  private static final long MOST_ELEMENTS = 1L << 22;
  private static final long MOST_IN_RANDOM = 160;
  private static final int LAYOUTS = 3;

  private final Proc reference;
  private final Proc source;
  private final Assertions assertions;
  private final List<Long> candidates;
  private final long largest;

  /** A chooser for a kernel; {@code source} is what its results are compared with. */
  CaseChooser(Kernel kernel, Proc source) {
    this.reference = kernel.reference();
    this.source = source;
    List<Proc> procs = new ArrayList<>(kernel.variants().stream().map(Variant::proc).toList());
    procs.add(source);
    this.assertions = new Assertions(procs);
    SortedSet<Long> constants = Constants.of(procs);
    this.candidates = candidates(constants);
    this.largest =
        Math.max(
            40, Math.min(MOST_IN_RANDOM, 3 * (constants.isEmpty() ? 1 : constants.last()) + 3));
  }

  /** 1, 2, 3, 5, and the neighbours of each constant and of its double. */
  private static List<Long> candidates(SortedSet<Long> constants) {
    TreeSet<Long> all = new TreeSet<>(List.of(1L, 2L, 3L, 5L));
    for (long c : constants) {
      all.addAll(List.of(c - 1, c, c + 1, 2 * c, 2 * c + 1));
    }
    List<Long> list = new ArrayList<>(all);
    while (list.size() > MOST_CANDIDATES) {
      list.remove(list.size() / 2 + list.size() % 7 - 3);
    }
    return List.copyOf(list);
  }

  // ---- without a specification ----

  /** Cases that meet tail cases; empty if none satisfies the assertions. */
  List<TestCase> standard() {
    Collector cases = new Collector(MOST_CASES, MOST_TOGETHER);
    Random random = new Random(candidates.size());
    List<Integer> free = numbers();
    if (free.isEmpty()) {
      cases.add(start(random), MOST_WITHOUT_CHOICE);
      cases.add(start(random), MOST_WITHOUT_CHOICE);
    }
    for (long v : candidates) {
      long[] same = start(random);
      free.forEach(p -> same[p] = v);
      cases.repaired(same, random);
    }
    // the more sizes there are, the fewer values each gets alone
    int step = Math.max(1, free.size() * candidates.size() / (MOST_CASES / 2));
    for (int k = 0; k < free.size() * candidates.size(); k += step) {
      long[] one = start(random);
      one[free.get(k / candidates.size())] = candidates.get(k % candidates.size());
      cases.repaired(one, random);
    }
    // sizes far from anything in the code; more of them if the assertions are hard to meet
    int enough = cases.found.isEmpty() ? 8 : cases.found.size() + 4;
    for (int k = 0; k < 2000 && !free.isEmpty() && cases.found.size() < enough; k++) {
      long[] any = start(random);
      free.forEach(p -> any[p] = 1 + random.nextInt((int) largest));
      cases.repaired(any, random);
    }
    return cases.found;
  }

  /** Whether cases take too long with sanitizers, which slow programs down. */
  boolean isLong(List<TestCase> cases) {
    double together = 0;
    for (TestCase c : cases) {
      long[] arguments = new long[reference.args().size()];
      int next = 0;
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = kind(i).isPresent() ? c.controls().get(next++) : 0;
      }
      together += Cost.of(source, assertions.values(arguments));
    }
    return together > MOST_WITH_SANITIZERS;
  }

  /** Every number one of the candidates, every truth value drawn. */
  private long[] start(Random random) {
    long[] arguments = new long[reference.args().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          isBool(i) ? random.nextInt(2) : candidates.get(random.nextInt(candidates.size()));
    }
    return arguments;
  }

  private Optional<ControlType> kind(int position) {
    return reference.args().get(position).type().asControl();
  }

  private boolean isBool(int position) {
    return kind(position).filter(t -> t == ControlType.BOOL).isPresent();
  }

  /** The positions of sizes, indices and strides. */
  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < reference.args().size(); i++) {
      if (kind(i).isPresent() && !isBool(i)) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  // ---- from a specification ----

  /**
   * The cases that a specification lists.
   *
   * @throws ExoException if the assertions forbid all combinations of an entry
   */
  List<TestCase> listed(List<TestSpec.Sizes> sizes) {
    List<TestCase> cases = new ArrayList<>();
    for (TestSpec.Sizes entry : sizes) {
      Collector found = new Collector(Integer.MAX_VALUE, Double.POSITIVE_INFINITY);
      boolean[] fixed = new boolean[reference.args().size()];
      combinations(
          entry, List.copyOf(entry.values().keySet()), 0, new long[fixed.length], fixed, found);
      if (found.found.isEmpty()) {
        throw new ExoException(
            Diagnostic.error(
                NativeTestCode.FORBIDDEN,
                entry.span(),
                "kernel "
                    + reference.name()
                    + " cannot be called with these sizes"
                    + found.reason.map(r -> ": " + r).orElse("")));
      }
      cases.addAll(found.found);
    }
    return cases;
  }

  private void combinations(
      TestSpec.Sizes entry,
      List<String> names,
      int next,
      long[] arguments,
      boolean[] fixed,
      Collector found) {
    if (next == names.size()) {
      complete(arguments, fixed, found);
      return;
    }
    int position = position(names.get(next));
    fixed[position] = true;
    for (long value : entry.values().get(names.get(next))) {
      arguments[position] = value;
      combinations(entry, names, next + 1, arguments, fixed, found);
    }
  }

  /** What is not given is chosen. */
  private void complete(long[] given, boolean[] fixed, Collector found) {
    Random random = new Random(1);
    boolean all = true;
    for (int i = 0; i < fixed.length; i++) {
      all &= fixed[i] || kind(i).isEmpty();
    }
    int before = found.found.size();
    for (int attempt = 0; attempt < (all ? 1 : 500) && found.found.size() == before; attempt++) {
      long[] arguments = start(random);
      for (int i = 0; i < fixed.length; i++) {
        arguments[i] = fixed[i] ? given[i] : arguments[i];
      }
      assertions.repair(arguments, fixed, random);
      found.add(arguments, MOST_IF_ASKED);
    }
  }

  private int position(String name) {
    for (int i = 0; i < reference.args().size(); i++) {
      if (reference.args().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("no argument " + name);
  }

  /**
   * Draws cases: small sizes, the neighbours of constants, and anything up to a few times the
   * largest constant. A case may come twice.
   *
   * @throws ExoException if too few sizes that satisfy the assertions can be found
   */
  List<TestCase> random(TestSpec.Random spec) {
    Random random = new Random(spec.seed());
    Collector cases = new Collector(spec.count(), Double.POSITIVE_INFINITY);
    cases.distinct = false;
    boolean[] fixed = new boolean[reference.args().size()];
    for (long attempt = 0;
        attempt < 200L * spec.count() + 1000 && cases.found.size() < spec.count();
        attempt++) {
      long[] arguments = start(random);
      for (int p : numbers()) {
        List<Long> range = spec.ranges().values().get(reference.args().get(p).name());
        arguments[p] = range == null ? draw(random) : range.get(random.nextInt(range.size()));
        fixed[p] = range != null;
      }
      assertions.repair(arguments, fixed, random);
      cases.add(arguments, MOST_STATEMENTS);
    }
    if (cases.found.size() < spec.count()) {
      throw new ExoException(
          Diagnostic.error(
              NativeTestCode.NO_SIZES,
              spec.ranges().span(),
              "only %d of %d random sizes of kernel %s satisfy its assertions%s"
                  .formatted(
                      cases.found.size(),
                      spec.count(),
                      reference.name(),
                      cases.reason.map(r -> "; most often not: " + r).orElse(""))));
    }
    return cases.found;
  }

  private long draw(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextInt(16);
      case 1 -> candidates.get(random.nextInt(candidates.size()));
      default -> 1 + random.nextInt((int) largest);
    };
  }

  // ---- one case ----

  private final class Collector {
    private final int most;
    private final double mostTogether;
    private final List<TestCase> found = new ArrayList<>();
    private final Set<TestCase> known = new HashSet<>();
    private Optional<String> reason = Optional.empty();
    private double together;
    private boolean distinct = true;

    Collector(int most, double mostTogether) {
      this.most = most;
      this.mostTogether = mostTogether;
    }

    void repaired(long[] arguments, Random random) {
      assertions.repair(arguments, new boolean[arguments.length], random);
      add(arguments, MOST_STATEMENTS);
    }

    void add(long[] arguments, double mostStatements) {
      if (found.size() >= most || together > mostTogether) {
        return;
      }
      Map<Sym, Long> values = assertions.values(arguments);
      for (int p : numbers()) {
        if (arguments[p] < 1 && kind(p).filter(t -> t == ControlType.SIZE).isPresent()) {
          reason = Optional.of(reference.args().get(p).name() + " is at least 1");
          return;
        }
      }
      double cost = Cost.of(source, values);
      if (cost > mostStatements) {
        reason = Optional.of("it would take too long");
        return;
      }
      for (int k = 0; k < LAYOUTS; k++) {
        Optional<TestCase> made = make(arguments, values, (found.size() + k) % LAYOUTS);
        if (made.isPresent()) {
          if (known.add(made.get()) || !distinct) {
            found.add(made.get());
            together += cost;
          }
          return;
        }
      }
    }

    private Optional<TestCase> make(long[] arguments, Map<Sym, Long> values, int layout) {
      List<Long> controls = new ArrayList<>();
      List<TestCase.Layout> layouts = new ArrayList<>();
      TestCase.Layout[] byPosition = new TestCase.Layout[arguments.length];
      long elements = 0;
      for (int i = 0; i < arguments.length; i++) {
        Arg arg = reference.args().get(i);
        Optional<DataType> data = arg.type().asData();
        if (data.isEmpty()) {
          controls.add(arguments[i]);
        } else {
          Optional<TestCase.Layout> made = layout(data.get(), values, layout);
          if (made.isEmpty()) {
            reason = Optional.of("an extent of " + arg.name() + " is not positive");
            return Optional.empty();
          }
          byPosition[i] = made.get();
          layouts.add(made.get());
          elements += made.get().storage();
        }
      }
      if (elements > MOST_ELEMENTS * 16) {
        reason = Optional.of("it would take too much memory");
        return Optional.empty();
      }
      Optional<String> violated =
          assertions.violated(
              arguments,
              (buffer, dimension) -> {
                TestCase.Layout l = byPosition[assertions.position(buffer)];
                return l.strides().get(dimension);
              });
      if (violated.isPresent()) {
        reason = Optional.of("it asserts " + violated.get());
        return Optional.empty();
      }
      return Optional.of(new TestCase(controls, layouts));
    }
  }

  /** Row-major; a window has gaps between rows, or between elements, in some cases. */
  private static Optional<TestCase.Layout> layout(DataType type, Map<Sym, Long> values, int kind) {
    ControlValues control = ControlValues.of(values).withInitialFields();
    List<Long> extents = new ArrayList<>();
    for (Expr dim : type.dims()) {
      long extent;
      try {
        extent = control.value(dim);
      } catch (ControlValues.Unknown e) {
        return Optional.empty();
      }
      if (extent < 1) {
        return Optional.empty();
      }
      extents.add(extent);
    }
    Long[] strides = new Long[extents.size()];
    long distance = type.window() && kind == 2 ? 2 : 1;
    for (int d = strides.length - 1; d >= 0; d--) {
      strides[d] = distance;
      distance = distance * extents.get(d) + (type.window() && kind == 0 ? 3 : 0);
      if (distance > MOST_ELEMENTS * 16) {
        return Optional.empty();
      }
    }
    return Optional.of(new TestCase.Layout(extents, List.of(strides)));
  }
}
