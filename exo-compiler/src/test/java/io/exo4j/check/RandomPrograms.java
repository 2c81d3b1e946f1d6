package io.exo4j.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Random programs that are well-typed (not necessarily in bounds), with many shadowed names. */
final class RandomPrograms {
  static final String HEADER =
      """
      @config
      class Cfg:
          a: index
          s: stride
          b: bool
          f: f32

      @memory
      class FAST:
          readable = False

      @proc
      def callee(n: size, k: index, b: bool, s: stride, x: R, d: R[n], w: [R][n]):
          pass

      """;

  private static final List<String> NAMES = List.of("i", "j", "n", "t", "x", "y");

  private enum Kind {
    INDEX,
    BOOL,
    STRIDE,
    DATA
  }

  private record Var(String name, Kind kind, int rank, boolean window) {}

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private final List<Var> vars = new ArrayList<>();
  private int loops;
  private int windows;

  private RandomPrograms(long seed) {
    random = new Random(seed);
  }

  /** The text of a procedure {@code f}. */
  static String program(long seed) {
    RandomPrograms p = new RandomPrograms(seed);
    p.proc();
    return p.out.toString();
  }

  private void proc() {
    out.append("@proc\ndef f(n: size, m: size, k: index, q: int, b: bool, s: stride, ");
    out.append("x: f32[n, m], y: f64[n], w: [i8][m + 1], t: R @ FAST):\n");
    vars.add(new Var("n", Kind.INDEX, 0, false));
    vars.add(new Var("m", Kind.INDEX, 0, false));
    vars.add(new Var("k", Kind.INDEX, 0, false));
    vars.add(new Var("q", Kind.INDEX, 0, false));
    vars.add(new Var("b", Kind.BOOL, 0, false));
    vars.add(new Var("s", Kind.STRIDE, 0, false));
    vars.add(new Var("x", Kind.DATA, 2, false));
    vars.add(new Var("y", Kind.DATA, 1, false));
    vars.add(new Var("w", Kind.DATA, 1, true));
    vars.add(new Var("t", Kind.DATA, 0, false));
    if (random.nextBoolean()) {
      out.append("    assert ").append(condition(3)).append('\n');
    }
    block(1, 4);
  }

  private int pick(int bound) {
    return random.nextInt(bound);
  }

  private <T> T pick(List<T> list) {
    return list.get(pick(list.size()));
  }

  /** A visible variable: a shadowed one is not. */
  private List<Var> visible(Predicate<Var> wanted) {
    List<Var> found = new ArrayList<>();
    for (int i = vars.size() - 1; i >= 0; i--) {
      Var v = vars.get(i);
      boolean shadowed =
          vars.subList(i + 1, vars.size()).stream().anyMatch(o -> o.name().equals(v.name()));
      if (!shadowed && wanted.test(v)) {
        found.add(v);
      }
    }
    return found;
  }

  private List<Var> of(Kind kind) {
    return visible(v -> v.kind() == kind);
  }

  private void block(int level, int depth) {
    int outer = vars.size();
    int count = 1 + pick(5);
    for (int i = 0; i < count; i++) {
      out.append("    ".repeat(level));
      statement(level, depth);
    }
    vars.subList(outer, vars.size()).clear();
  }

  private void statement(int level, int depth) {
    switch (pick(depth > 0 ? 10 : 7)) {
      case 0 -> out.append("pass\n");
      case 1, 2 -> store();
      case 3 -> alloc();
      case 4 -> window();
      case 5 -> config();
      case 6 -> call();
      case 7, 8 -> loop(level, depth);
      default -> branch(level, depth);
    }
  }

  private void store() {
    List<Var> buffers = of(Kind.DATA);
    if (buffers.isEmpty()) {
      out.append("pass\n");
      return;
    }
    String op = random.nextBoolean() ? " = " : " += ";
    out.append(element(pick(buffers), 3)).append(op).append(data(4)).append('\n');
  }

  private String element(Var v, int depth) {
    List<String> idx = new ArrayList<>();
    for (int d = 0; d < v.rank(); d++) {
      idx.add(index(depth - 1));
    }
    return idx.isEmpty() ? v.name() : v.name() + "[" + String.join(", ", idx) + "]";
  }

  private void alloc() {
    String name = pick(NAMES);
    int rank = pick(3);
    String dims = rank == 0 ? "" : rank == 1 ? "[" + index(2) + "]" : "[4, " + index(1) + "]";
    out.append(name).append(" : ").append(pick(List.of("f32", "R", "bf16", "ui32")));
    out.append(dims).append(pick(List.of("", " @ FAST", " @ DRAM_STACK"))).append('\n');
    vars.add(new Var(name, Kind.DATA, rank, false));
  }

  private void window() {
    List<Var> tensors = visible(v -> v.kind() == Kind.DATA && v.rank() > 0);
    if (tensors.isEmpty()) {
      out.append("pass\n");
      return;
    }
    Var base = pick(tensors);
    List<String> coords = new ArrayList<>();
    int rank = 0;
    for (int d = 0; d < base.rank(); d++) {
      if (d > 0 && rank > 0 && pick(3) == 0) {
        coords.add(index(1));
        continue;
      }
      rank++;
      coords.add(pick(List.of("", index(1))) + ":" + pick(List.of("", index(2))));
    }
    String name = "w" + windows++;
    out.append(name).append(" = ").append(base.name());
    out.append('[').append(String.join(", ", coords)).append("]\n");
    vars.add(new Var(name, Kind.DATA, rank, true));
  }

  private void config() {
    if (loops > 0) {
      out.append("pass\n");
      return;
    }
    switch (pick(4)) {
      case 0 -> out.append("Cfg.a = ").append(index(3));
      case 1 -> out.append("Cfg.s = ").append(stride());
      case 2 -> out.append("Cfg.b = ").append(condition(2));
      // Not from buffers: what loops store in them depends on loop variables.
      default -> out.append("Cfg.f = -Cfg.f * ").append(pick(9)).append(".5");
    }
    out.append('\n');
  }

  private void call() {
    List<Var> scalars = visible(v -> v.kind() == Kind.DATA && v.rank() == 0);
    List<Var> dense = visible(v -> v.kind() == Kind.DATA && v.rank() == 1 && !v.window());
    if (scalars.isEmpty() || dense.isEmpty()) {
      out.append("pass\n");
      return;
    }
    out.append("callee(").append(index(2)).append(", ").append(index(2)).append(", ");
    out.append(condition(1)).append(", ").append(stride()).append(", ");
    out.append(pick(List.of(pick(scalars).name(), "Cfg.f"))).append(", ");
    out.append(pick(dense).name()).append(", ");
    out.append(pick(dense).name()).append(pick(List.of("", "[:]", "[1:" + index(2) + "]")));
    out.append(")\n");
  }

  private void loop(int level, int depth) {
    String name = pick(NAMES);
    out.append("for ").append(name).append(" in ").append(pick(List.of("seq", "par")));
    out.append('(').append(index(2)).append(", ").append(index(2)).append("):\n");
    int outer = vars.size();
    vars.add(new Var(name, Kind.INDEX, 0, false));
    loops++;
    block(level + 1, depth - 1);
    loops--;
    vars.subList(outer, vars.size()).clear();
  }

  private void branch(int level, int depth) {
    out.append("if ").append(condition(3)).append(":\n");
    block(level + 1, depth - 1);
    if (pick(3) == 0) {
      out.append("    ".repeat(level)).append("elif ").append(condition(2)).append(":\n");
      block(level + 1, depth - 1);
    }
    if (random.nextBoolean()) {
      out.append("    ".repeat(level)).append("else:\n");
      block(level + 1, depth - 1);
    }
  }

  private String index(int depth) {
    List<Var> known = of(Kind.INDEX);
    if (depth <= 0) {
      return known.isEmpty() || pick(3) == 0 ? Integer.toString(pick(20) - 5) : pick(known).name();
    }
    return switch (pick(8)) {
      case 0 -> index(depth - 1) + " + " + index(depth - 1);
      case 1 -> index(depth - 1) + " - (" + index(depth - 1) + ")";
      case 2 -> (pick(9) - 3) + " * (" + index(depth - 1) + ")";
      case 3 -> "(" + index(depth - 1) + ") / " + (1 + pick(8));
      case 4 -> "(" + index(depth - 1) + ") % (" + (1 + pick(8)) + " + 1)";
      case 5 -> "-(" + index(depth - 1) + ")";
      case 6 -> "Cfg.a";
      default -> index(0);
    };
  }

  private String stride() {
    List<Var> tensors = visible(v -> v.kind() == Kind.DATA && v.rank() > 0);
    List<Var> strides = of(Kind.STRIDE);
    return switch (pick(4)) {
      case 0 -> tensors.isEmpty() ? "2" : "stride(" + pick(tensors).name() + ", 0)";
      case 1 -> strides.isEmpty() ? "1 + 1" : pick(strides).name();
      case 2 -> "Cfg.s";
      default -> "3";
    };
  }

  private String condition(int depth) {
    if (depth <= 0) {
      List<Var> known = of(Kind.BOOL);
      return known.isEmpty() ? pick(List.of("True", "Cfg.b")) : pick(known).name();
    }
    return switch (pick(8)) {
      case 0 -> "(" + condition(depth - 1) + ") and (" + condition(depth - 1) + ")";
      case 1 -> condition(depth - 1) + " or " + condition(depth - 1);
      case 2 -> "(" + condition(depth - 1) + ") == (" + condition(depth - 1) + ")";
      case 3 -> index(depth) + " <= " + index(depth) + " < " + index(depth);
      case 4 -> "stride(" + strideOf() + ") == " + stride();
      case 5 -> condition(0);
      default -> index(depth) + pick(List.of(" < ", " > ", " >= ", " == ")) + index(depth);
    };
  }

  private String strideOf() {
    List<Var> tensors = visible(v -> v.kind() == Kind.DATA && v.rank() > 0);
    return tensors.isEmpty() ? "w, 0" : pick(tensors).name() + ", 0";
  }

  private String data(int depth) {
    List<Var> known = of(Kind.DATA);
    if (depth <= 0 || pick(5) == 0) {
      return switch (known.isEmpty() ? pick(3) : pick(6)) {
        case 0 -> Integer.toString(pick(100) - 20);
        case 1 -> Double.toString(random.nextGaussian() * Math.pow(10, pick(60) - 30));
        case 2 -> pick(List.of("0.0", "-0.0", "Cfg.f", "1e300", "0.1", "1000000.0"));
        default -> element(pick(known), depth);
      };
    }
    return switch (pick(6)) {
      case 0 -> data(depth - 1) + pick(List.of(" + ", " - ")) + data(depth - 1);
      case 1 ->
          "("
              + data(depth - 1)
              + ")"
              + pick(List.of(" * ", " / ", " - "))
              + "("
              + data(depth - 1)
              + ")";
      case 2 -> "-(" + data(depth - 1) + ")";
      case 3 -> pick(List.of("sin", "relu", "sqrt")) + "(" + data(depth - 1) + ")";
      case 4 -> "select(" + data(depth - 1) + ", 0, " + data(depth - 1) + ", " + data(0) + ")";
      default -> data(depth - 1) + " * " + data(0);
    };
  }
}
