package io.exo4j.nativebuild.instr;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.InstrTemplate;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.nativebuild.model.ControlValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Fills the operands of instructions that are not in C's memory, and reads them. A vector memory is
 * reached through the bytes of its C type; readable memory by plain code; register files and
 * everything else through the platform's own loads and stores: instructions whose body is a copy.
 */
final class Transfers {
  private final Collection<Proc> instructions;
  private final Set<String> opaque;
  private final Map<String, Proc> copies = new HashMap<>();

  /**
   * @param instructions where loads and stores are looked for
   * @param opaque names of vector memories whose C types have no size
   */
  Transfers(Collection<Proc> instructions, Set<String> opaque) {
    this.instructions = instructions;
    this.opaque = opaque;
  }

  /** Code that copies all of {@code from}, which is dense in C's memory, to {@code to}. */
  List<Stmt> fill(Sym to, Layout operand, Sym from) {
    return transfer(to, operand, from, true);
  }

  /** Code that copies all of {@code from} to {@code to}, which is dense in C's memory. */
  List<Stmt> read(Sym to, Layout operand, Sym from) {
    return transfer(from, operand, to, false);
  }

  private List<Stmt> transfer(Sym register, Layout operand, Sym array, boolean in) {
    Memory m = operand.arg().memory();
    boolean numbered = m.registers().isPresent();
    if (!m.elements().isEmpty() && !numbered && !opaque.contains(m.name())) {
      return vectors(register, operand, array, in);
    }
    if (m.readable() && !numbered) {
      return List.of(plain(register, operand, array, in));
    }
    return List.of(through(register, operand, array, in));
  }

  private static Stmt plain(Sym register, Layout operand, Sym array, boolean in) {
    List<Sym> iters = new ArrayList<>();
    List<Expr> at = new ArrayList<>();
    for (int d = 0; d < operand.extents().size(); d++) {
      Sym i = new Sym("i" + d);
      iters.add(i);
      at.add(Expr.var(i));
    }
    List<Expr> scalar = at.isEmpty() ? List.of(Expr.lit(0)) : at;
    Stmt s =
        in
            ? assign(register, at, Expr.read(array, scalar))
            : assign(array, scalar, Expr.read(register, at));
    return loops(iters, operand.extents(), s);
  }

  private static Stmt assign(Sym buf, List<Expr> idx, Expr rhs) {
    return new Stmt.Assign(new StmtId(), buf, idx, rhs, SourceSpan.NONE);
  }

  private static Stmt loops(List<Sym> iters, List<Long> extents, Stmt body) {
    Stmt s = body;
    for (int d = iters.size() - 1; d >= 0; d--) {
      s =
          new Stmt.For(
              new StmtId(),
              iters.get(d),
              Expr.lit(0),
              Expr.lit(extents.get(d)),
              LoopMode.SEQ,
              List.of(s),
              SourceSpan.NONE);
    }
    return s;
  }

  /** One call for each vector. */
  private List<Stmt> vectors(Sym register, Layout operand, Sym array, boolean in) {
    Memory m = operand.arg().memory();
    Precision p = operand.type().precision();
    long lanes = operand.extents().get(operand.extents().size() - 1);
    Proc copy = copies.computeIfAbsent(m + " " + p + " " + in, k -> bytes(m, p, lanes, in));
    List<Long> outer = operand.extents().subList(0, operand.extents().size() - 1);
    List<Stmt> calls = new ArrayList<>();
    long vectors = outer.stream().reduce(1L, Math::multiplyExact);
    LongStream.range(0, vectors)
        .forEach(
            v -> {
              List<Coord> at = new ArrayList<>();
              long rest = v;
              for (int d = outer.size() - 1; d >= 0; d--) {
                at.add(0, new Coord.Point(Expr.lit(rest % outer.get(d))));
                rest /= outer.get(d);
              }
              at.add(new Coord.Interval(Expr.lit(0), Expr.lit(lanes)));
              Expr r = new Expr.Window(register, at, SourceSpan.NONE);
              Expr a = new Expr.Window(array, at, SourceSpan.NONE);
              calls.add(call(copy, in ? List.of(r, a) : List.of(a, r)));
            });
    return calls;
  }

  private static Stmt call(Proc callee, List<Expr> args) {
    return new Stmt.Call(new StmtId(), callee, args, SourceSpan.NONE);
  }

  /** An instruction that copies one vector as bytes. */
  private static Proc bytes(Memory m, Precision p, long lanes, boolean in) {
    Sym dst = new Sym("dst");
    Sym src = new Sym("src");
    Sym i = new Sym("i");
    DataType type = new DataType(p, List.of(Expr.lit(lanes)), true);
    Stmt body =
        loops(
            List.of(i),
            List.of(lanes),
            assign(dst, List.of(Expr.var(i)), Expr.read(src, List.of(Expr.var(i)))));
    return new Proc(
        "exo_" + (in ? "fill_" : "read_") + m + "_" + p,
        List.of(new Arg(dst, type, in ? m : Memory.DRAM), new Arg(src, type, in ? Memory.DRAM : m)),
        List.of(),
        List.of(body),
        Optional.of(
            new InstrTemplate(
                "memcpy(&{dst_data}, &{src_data}, sizeof({" + (in ? "dst" : "src") + "_data}));",
                "#include <string.h>")),
        Optional.empty(),
        false,
        SourceSpan.NONE);
  }

  /** A call of an instruction of the platform that copies operands of that shape. */
  private Stmt through(Sym register, Layout operand, Sym array, boolean in) {
    for (Proc p : instructions) {
      Optional<List<Expr>> args = copyArguments(p, register, operand, array, in);
      if (args.isPresent()) {
        return call(p, args.get());
      }
    }
    throw new NotTestable(
        "no instruction "
            + (in ? "loads " : "stores ")
            + operand.type().precision()
            + operand.extents()
            + (in ? " into " : " from ")
            + operand.arg().memory()
            + ", so its operand '"
            + operand.arg().name()
            + "' cannot be "
            + (in ? "filled" : "read"));
  }

  private static Optional<List<Expr>> copyArguments(
      Proc p, Sym register, Layout operand, Sym array, boolean in) {
    List<Arg> data = p.args().stream().filter(a -> a.type().isData()).toList();
    Optional<Stmt.Assign> copy = copy(p.body());
    if (data.size() != 2 || copy.isEmpty() || !Mentions.configFields(p).isEmpty()) {
      return Optional.empty();
    }
    Memory m = operand.arg().memory();
    Arg inside = data.get(data.get(0).memory().isA(m) ? 0 : 1);
    Arg outside = data.get(inside == data.get(0) ? 1 : 0);
    Sym written = copy.get().buf();
    if (!inside.memory().equals(m)
        || !outside.memory().isDram()
        || (written == inside.sym()) != in
        || !precisionOf(inside).equals(operand.type().precision())
        || !precisionOf(outside).equals(operand.type().precision())) {
      return Optional.empty();
    }
    Optional<Map<Sym, Long>> sizes = sizes(p, inside, operand.extents());
    return sizes.map(
        s ->
            p.args().stream()
                .map(
                    a ->
                        a == inside
                            ? whole(register, operand)
                            : a == outside ? whole(array, operand) : Expr.lit(s.get(a.sym())))
                .toList());
  }

  private static Precision precisionOf(Arg a) {
    return a.type().asData().orElseThrow().precision();
  }

  private static Expr whole(Sym buffer, Layout operand) {
    List<Coord> all = new ArrayList<>();
    for (long n : operand.extents()) {
      all.add(new Coord.Interval(Expr.lit(0), Expr.lit(n)));
    }
    return new Expr.Window(buffer, all, SourceSpan.NONE);
  }

  /** Values of all control arguments under which the operand has these extents. */
  private static Optional<Map<Sym, Long>> sizes(Proc p, Arg a, List<Long> extents) {
    List<Expr> dims = a.type().asData().orElseThrow().dims();
    if (dims.size() != extents.size()) {
      return Optional.empty();
    }
    Map<Sym, Long> sizes = new HashMap<>();
    for (int d = 0; d < dims.size(); d++) {
      long extent = extents.get(d);
      variable(dims.get(d)).ifPresent(s -> sizes.put(s, extent));
    }
    for (Arg other : p.args()) {
      if (other.type().isData() || sizes.containsKey(other.sym())) {
        continue;
      }
      for (long n = 1; n <= 64 && !sizes.containsKey(other.sym()); n++) {
        Map<Sym, Long> tried = new HashMap<>(sizes);
        tried.put(other.sym(), n);
        if (matches(dims, extents, tried)) {
          sizes.put(other.sym(), n);
        }
      }
    }
    return matches(dims, extents, sizes) ? Optional.of(sizes) : Optional.empty();
  }

  private static boolean matches(List<Expr> dims, List<Long> extents, Map<Sym, Long> sizes) {
    try {
      ControlValues values = ControlValues.of(sizes);
      for (int d = 0; d < dims.size(); d++) {
        if (values.value(dims.get(d)) != extents.get(d)) {
          return false;
        }
      }
      return true;
    } catch (ControlValues.Unknown e) {
      return false;
    }
  }

  private static Optional<Sym> variable(Expr e) {
    return e.as(Expr.Var.class).map(Expr.Var::sym);
  }

  /** The assignment {@code dst[i, …] = src[i, …]} that is all that a body does. */
  private static Optional<Stmt.Assign> copy(List<Stmt> body) {
    if (body.size() != 1) {
      return Optional.empty();
    }
    return body.get(0)
        .accept(
            new StmtDefault<Optional<Stmt.Assign>>() {
              @Override
              protected Optional<Stmt.Assign> other(Stmt s) {
                return Optional.empty();
              }

              @Override
              public Optional<Stmt.Assign> forStmt(Stmt.For s) {
                return copy(s.body());
              }

              @Override
              public Optional<Stmt.Assign> assign(Stmt.Assign s) {
                return s.rhs().as(Expr.Read.class).filter(e -> e.idx().equals(s.idx())).map(e -> s);
              }
            });
  }
}
