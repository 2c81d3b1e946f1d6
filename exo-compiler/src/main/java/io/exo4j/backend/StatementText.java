package io.exo4j.backend;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.Walker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Writes statements. Buffers are released behind their last use; where memory runs out, everything that
 * is held at that point is released and the function returns 1. Inside a parallel loop, which nothing
 * may leave, the iteration is ended by a jump to its end and the failure is noted in a variable that the
 * threads combine.
 */
final class StatementText implements Stmt.Visitor<Void> {
  /** A buffer that is held, by the C statement that releases it; or the start of a parallel loop. */
  private record Held(Stmt.Alloc alloc, String release, Optional<ParallelLoop> loop) {}

  private record ParallelLoop(String status, String label, boolean[] jumps) {}

  private final FunctionState f;
  private final ControlText control;
  private final Places places;
  private final DataText data;
  private final CallText calls;
  private final Lines lines;
  private final LiveValues live;
  private final Deque<Held> held = new ArrayDeque<>();
  private int labels;

  StatementText(FunctionState f, ControlText control, Lines lines, LiveValues live) {
    this.f = f;
    this.control = control;
    this.places = new Places(f, control);
    this.data = new DataText(f, control, places);
    this.calls = new CallText(f, control, places, data);
    this.lines = lines;
    this.live = live;
  }

  /** The statements of a block, each followed by the release of what it used last. */
  void body(List<Stmt> block) {
    for (Stmt s : block) {
      line(s.span());
      s.accept(this);
      List<Stmt.Alloc> ending = f.info().lifetimes().endingAt(s);
      for (int i = ending.size() - 1; i >= 0; i--) {
        release(ending.get(i));
      }
    }
  }

  private void line(SourceSpan span) {
    if (f.module().options().lineDirectives() && !span.isNone()) {
      String file = span.file().name().replace("\\", "\\\\").replace("\"", "\\\"");
      lines.directive("#line " + span.line() + " \"" + file + "\"");
    }
  }

  private void block(List<Stmt> block, Ranges ranges) {
    Ranges outer = f.ranges();
    CNames scope = f.scope();
    f.setRanges(ranges);
    f.setScope(scope.inner());
    body(block);
    f.setScope(scope);
    f.setRanges(outer);
  }

  @Override
  public Void assign(Stmt.Assign s) {
    CText place = places.element(s.buf(), s.idx(), s.span());
    lines.add(place.text() + " = " + data.stored(s.rhs(), precision(s.buf())).text() + ";");
    return null;
  }

  @Override
  public Void reduce(Stmt.Reduce s) {
    CText place = places.element(s.buf(), s.idx(), s.span());
    lines.add(data.reduce(place, s.rhs(), precision(s.buf())));
    return null;
  }

  private Precision precision(io.exo4j.ir.Sym buf) {
    return CTypes.concrete(f.type(buf).precision());
  }

  @Override
  public Void writeConfig(Stmt.WriteConfig s) {
    Optional<DataType> t = s.config().field(s.field()).type().asData();
    CText v =
        t.map(d -> data.stored(s.rhs(), CTypes.concrete(d.precision())))
            .orElseGet(() -> control.of(s.rhs()));
    lines.add(ControlText.field(s.config(), s.field()) + " = " + v.text() + ";");
    return null;
  }

  @Override
  public Void pass(Stmt.Pass s) {
    return null;
  }

  @Override
  public Void ifStmt(Stmt.If s) {
    f.module().useComparisons();
    lines.open("if (" + control.of(s.cond()).text() + ") {");
    branches(s);
    lines.close("}");
    return null;
  }

  private void branches(Stmt.If s) {
    block(s.then(), f.ranges().where(s.cond(), true));
    Ranges before = f.ranges();
    f.setRanges(before.where(s.cond(), false));
    Optional<Stmt.If> chained = onlyIf(s.orelse());
    if (chained.isPresent()) {
      lines.reopen("} else if (" + control.of(chained.get().cond()).text() + ") {");
      branches(chained.get());
    } else if (!s.orelse().stream().allMatch(StatementText::isPass)) {
      lines.reopen("} else {");
      block(s.orelse(), f.ranges());
    }
    f.setRanges(before);
  }

  private static boolean isPass(Stmt s) {
    return s.accept(
        new StmtDefault<Boolean>() {
          @Override
          protected Boolean other(Stmt x) {
            return false;
          }

          @Override
          public Boolean pass(Stmt.Pass x) {
            return true;
          }
        });
  }

  private static Optional<Stmt.If> onlyIf(List<Stmt> block) {
    return block.size() != 1
        ? Optional.empty()
        : block
            .get(0)
            .accept(
                new StmtDefault<Optional<Stmt.If>>() {
                  @Override
                  protected Optional<Stmt.If> other(Stmt s) {
                    return Optional.empty();
                  }

                  @Override
                  public Optional<Stmt.If> ifStmt(Stmt.If s) {
                    return Optional.of(s);
                  }
                });
  }

  @Override
  public Void forStmt(Stmt.For s) {
    String lo = control.of(s.lo()).text();
    String hi = control.of(s.hi()).text();
    CNames outer = f.scope();
    f.setScope(outer.inner());
    boolean fixed = ConfigExtents.usesConfig(s.hi());
    if (fixed) {
      // The bound is that at the start, whatever the body does to the configuration.
      String end = outer.take(s.iter().name() + "_end");
      lines.add("const int64_t " + end + " = " + hi + ";");
      hi = end;
    }
    boolean parallel = s.mode() == LoopMode.PAR && f.module().options().openmp();
    Optional<ParallelLoop> failing =
        parallel && mayFail(s.body()) ? Optional.of(newParallelLoop(outer)) : Optional.empty();
    failing.ifPresent(p -> lines.add("int " + p.status() + " = 0;"));
    if (parallel) {
      lines.directive("#ifdef _OPENMP");
      String clause = failing.map(p -> " reduction(|:" + p.status() + ")").orElse("");
      lines.directive("#pragma omp parallel for" + clause);
      lines.directive("#endif");
    }
    String i = f.declare(s.iter());
    lines.open(String.format("for (int64_t %s = %s; %s < %s; %s++) {", i, lo, i, hi, i));
    failing.ifPresent(p -> held.push(new Held(null, "", failing)));
    block(s.body(), f.ranges().inLoop(s.iter(), Fold.simplify(s.lo()), Fold.simplify(s.hi())));
    failing.ifPresent(
        p -> {
          held.pop();
          if (p.jumps()[0]) {
            lines.add(p.label() + ":;");
          }
        });
    lines.close("}");
    f.setScope(outer);
    failing.ifPresent(
        p -> {
          lines.open("if (" + p.status() + ") {");
          fail();
          lines.close("}");
        });
    return null;
  }

  private ParallelLoop newParallelLoop(CNames scope) {
    // Labels have a name space of their own, and the whole function as their scope.
    String label = "failed_" + ++labels;
    return new ParallelLoop(scope.take("status"), label, new boolean[] {false});
  }

  private boolean mayFail(List<Stmt> block) {
    boolean[] found = {false};
    new Walker() {
      @Override
      public Void alloc(Stmt.Alloc a) {
        found[0] |= Storage.mayFail(a) && !f.info().lifetimes().isUnused(a);
        return null;
      }

      @Override
      public Void call(Stmt.Call s) {
        ProcInfo callee = f.module().program().info(s.callee());
        found[0] |= !callee.isInstruction() && callee.mayFail();
        return null;
      }
    }.stmts(block);
    return found[0];
  }

  @Override
  public Void call(Stmt.Call s) {
    ProcInfo callee = f.module().program().info(s.callee());
    if (callee.isInstruction()) {
      for (String l : calls.instruction(s, callee)) {
        if (l.startsWith("#")) {
          lines.directive(l);
        } else {
          lines.add(l);
        }
      }
    } else if (callee.mayFail()) {
      lines.open("if (" + calls.procedure(s, callee) + " != 0) {");
      fail();
      lines.close("}");
    } else {
      lines.add(calls.procedure(s, callee) + ";");
    }
    return null;
  }

  /** Releases what is held and leaves the function, or the iteration of a parallel loop. */
  private void fail() {
    for (Held h : held) {
      if (h.loop().isPresent()) {
        ParallelLoop p = h.loop().get();
        lines.add(p.status() + " |= 1;");
        lines.add("goto " + p.label() + ";");
        p.jumps()[0] = true;
        return;
      }
      if (!h.release().isEmpty()) {
        lines.add(h.release());
      }
    }
    lines.add("return 1;");
  }

  @Override
  public Void window(Stmt.WindowStmt s) {
    if (f.memory(s.name()).registers().isPresent()) {
      f.alias(s.name(), places.root(s.window().buf()));
      f.setKind(s.name(), FunctionState.Kind.REGISTER);
      return null;
    }
    int rank = FunctionState.keptDims(s.window()).size();
    CTypes.WindowType type =
        places.structType(s.window().buf(), rank, !f.info().writes(s.name()));
    String initializer = places.initializer(s.window());
    String name = f.declare(s.name());
    f.setKind(s.name(), FunctionState.Kind.STRUCT);
    lines.declare(name, "struct " + type.name() + " " + name + " = " + initializer + ";");
    return null;
  }

  @Override
  public Void alloc(Stmt.Alloc s) {
    if (f.info().lifetimes().isUnused(s)) {
      return null;
    }
    Memory m = s.memory();
    if (m.registers().isPresent()) {
      f.setKind(s.buf(), FunctionState.Kind.REGISTER);
      f.alias(s.buf(), Integer.toString(live.register(s)));
      m.alloc().ifPresent(t -> template(s, t).forEach(lines::add));
      m.free().ifPresent(t -> held.push(new Held(s, releaseText(s, t), Optional.empty())));
      return null;
    }
    Precision p = CTypes.concrete(s.type().precision());
    if (Storage.isScalar(s)) {
      String name = f.declare(s.buf());
      f.setKind(s.buf(), FunctionState.Kind.LOCAL_SCALAR);
      lines.declare(name, f.module().stored(p) + " " + name + " = " + zero(p) + ";");
      suppress(s, name);
      return null;
    }
    f.module().useBuffers();
    ConfigExtents.fix(f, control, lines, s.buf());
    String name = f.declare(s.buf());
    f.setKind(s.buf(), FunctionState.Kind.ARRAY);
    if (m.alloc().isPresent()) {
      List<String> text = template(s, m.alloc().get());
      lines.declare(name, text.get(0));
      text.subList(1, text.size()).forEach(lines::add);
      suppress(s, name);
      if (Storage.mayFail(s)) {
        check(name);
      }
      String free = m.free().orElse("free({name});");
      held.push(new Held(s, releaseText(s, free), Optional.empty()));
    } else if (!m.elements().isEmpty()) {
      vector(s, name);
    } else {
      heap(s, name, p);
    }
    return null;
  }

  private static String zero(Precision p) {
    switch (p) {
      case F32:
        return "0.0f";
      case F64:
        return "0.0";
      case F16:
        return "(exo_f16)0.0f";
      default:
        return "0";
    }
  }

  /** Compilers warn about variables that are set and never used. */
  private void suppress(Stmt.Alloc s, String name) {
    if (!f.info().reads(s.buf())) {
      lines.add("(void)" + name + ";");
    }
  }

  private void vector(Stmt.Alloc s, String name) {
    String type = CTypes.pointee(s.memory(), s.type().precision());
    List<Expr> dims = Storage.extents(s.memory(), s.type());
    if (dims.isEmpty()) {
      f.setKind(s.buf(), FunctionState.Kind.LOCAL_VECTOR);
      lines.declare(name, type + " " + name + ";");
    } else {
      String count = control.of(Fold.product(dims)).text();
      lines.declare(name, type + " " + name + "[" + count + "];");
    }
    suppress(s, name);
  }

  private void heap(Stmt.Alloc s, String name, Precision p) {
    Helpers h = f.module().helpers();
    String type = f.module().stored(p);
    List<Expr> dims = f.extents(s.buf());
    Expr count = Fold.product(dims);
    String bytes = "sizeof(" + type + ")";
    if (Fold.literal(count).isPresent()) {
      bytes = control.of(count).in(CText.PRODUCT) + " * " + bytes;
    } else {
      for (Expr dim : dims) {
        bytes = h.bytes() + "(" + bytes + ", " + control.of(dim).text() + ")";
      }
    }
    lines.declare(name, type + " *" + name + " = " + h.malloc() + "(" + bytes + ");");
    check(name);
    held.push(new Held(s, "free(" + name + ");", Optional.empty()));
  }

  private void check(String pointer) {
    lines.open("if (!" + pointer + ") {");
    fail();
    lines.close("}");
  }

  private List<String> template(Stmt.Alloc s, String text) {
    return List.of(expand(s, text).strip().split("\\R"));
  }

  private String releaseText(Stmt.Alloc s, String text) {
    return expand(s, text).strip();
  }

  private String expand(Stmt.Alloc s, String text) {
    return new Template("the memory " + s.memory(), s.span(), f.module().sink())
        .with("type", () -> pointee(s))
        .with("name", () -> f.name(s.buf()))
        .with("size", () -> size(s))
        .expand(text);
  }

  private String pointee(Stmt.Alloc s) {
    f.module().stored(s.type().precision());
    return CTypes.pointee(s.memory(), s.type().precision());
  }

  /** The number of elements; unsigned if it is not a literal. */
  private String size(Stmt.Alloc s) {
    List<Expr> dims = new ArrayList<>(f.extents(s.buf()));
    Expr count =
        Fold.product(dims.subList(0, Storage.extents(s.memory(), s.type()).size()));
    CText text = control.of(count);
    return Fold.literal(count).isPresent()
        ? text.text()
        : "((size_t)" + text.in(CText.UNARY) + ")";
  }

  private void release(Stmt.Alloc a) {
    Optional<Held> found = held.stream().filter(h -> h.alloc() == a).findFirst();
    if (found.isPresent()) {
      held.remove(found.get());
      if (!found.get().release().isEmpty()) {
        lines.add(found.get().release());
      }
    }
  }
}
