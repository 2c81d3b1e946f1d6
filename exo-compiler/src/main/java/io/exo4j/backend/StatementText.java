package io.exo4j.backend;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.DataType;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.List;
import java.util.Optional;

/**
 * Writes statements. Buffers are released behind their last use; where memory runs out, everything
 * that is held at that point is released and the function returns 1. Inside a parallel loop, which
 * nothing may leave, the iteration is ended by a jump to its end and the failure is noted in a
 * variable that the threads combine.
 */
final class StatementText implements Stmt.Visitor<Void> {
  private final FunctionState f;
  private final ControlText control;
  private final Places places;
  private final DataText data;
  private final CallText calls;
  private final Lines lines;
  private final HeldBuffers held;
  private final AllocText allocs;

  StatementText(FunctionState f, ControlText control, Lines lines, LiveValues live) {
    this.f = f;
    this.control = control;
    this.places = new Places(f, control);
    this.data = new DataText(f, control, places);
    this.calls = new CallText(f, control, places, data);
    this.lines = lines;
    this.held = new HeldBuffers(lines);
    this.allocs = new AllocText(f, control, lines, live, held);
  }

  /** The statements of a block, each followed by the release of what it used last. */
  void body(List<Stmt> block) {
    for (Stmt s : block) {
      line(s.span());
      s.accept(this);
      List<Stmt.Alloc> ending = f.info().lifetimes().endingAt(s);
      for (int i = ending.size() - 1; i >= 0; i--) {
        held.release(ending.get(i));
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

  private Precision precision(Sym buf) {
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
    return s.as(Stmt.Pass.class).isPresent();
  }

  private static Optional<Stmt.If> onlyIf(List<Stmt> block) {
    return block.size() == 1 ? block.get(0).as(Stmt.If.class) : Optional.empty();
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
    String i = f.declare(s.iter());
    String head = "for (int64_t " + i + " = " + lo + "; " + i + " < " + hi + "; " + i + "++) {";
    boolean parallel = s.mode() == LoopMode.PAR && f.module().options().openmp();
    Optional<Stmt.Call> only = parallel ? ParallelBodies.onlyCall(s) : Optional.empty();
    if (only.isPresent()) {
      twice(s, only.get(), head);
    } else if (parallel) {
      threads(s, head, outer);
    } else {
      loop(s, head);
    }
    f.setScope(outer);
    return null;
  }

  private void loop(Stmt.For s, String head) {
    lines.open(head);
    body(s);
    lines.close("}");
  }

  private void body(Stmt.For s) {
    block(s.body(), f.ranges().inLoop(s.iter(), Fold.simplify(s.lo()), Fold.simplify(s.hi())));
  }

  /** For threads, and for one thread without OpenMP, as entering and leaving it takes time. */
  private void twice(Stmt.For s, Stmt.Call call, String head) {
    ProcInfo callee = f.module().program().info(call.callee());
    f.module().useThreads();
    lines.directive("#ifdef _OPENMP");
    lines.open("if (omp_get_max_threads() > 1) {");
    if (callee.mayFail()) {
      String status = f.scope().take("status");
      lines.add("int " + status + " = 0;");
      share(Optional.of(status));
      lines.open(head);
      lines.add(status + " |= " + calls.procedure(call, callee) + ";");
      lines.close("}");
      failIf(status);
    } else {
      share(Optional.empty());
      loop(s, head);
    }
    lines.close("} else");
    lines.directive("#endif");
    loop(s, head);
  }

  private void threads(Stmt.For s, String head, CNames outer) {
    Optional<HeldBuffers.Loop> failing =
        mayFail(s.body()) ? Optional.of(held.newLoop(outer)) : Optional.empty();
    Optional<String> status = failing.map(HeldBuffers.Loop::status);
    if (status.isPresent()) {
      lines.add("int " + status.get() + " = 0;");
    }
    lines.directive("#ifdef _OPENMP");
    share(status);
    lines.directive("#endif");
    lines.open(head);
    if (failing.isPresent()) {
      held.enter(failing.get());
    }
    body(s);
    if (failing.isPresent()) {
      held.leave(failing.get());
    }
    lines.close("}");
    if (status.isPresent()) {
      failIf(status.get());
    }
  }

  /** Lets threads share the loop that follows, and combine the status that it sets, if any. */
  private void share(Optional<String> status) {
    String combined = status.map(name -> " reduction(|:" + name + ")").orElse("");
    lines.directive("#pragma omp parallel for" + combined);
  }

  private void failIf(String status) {
    lines.open("if (" + status + ") {");
    held.fail();
    lines.close("}");
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
      held.fail();
      lines.close("}");
    } else {
      lines.add(calls.procedure(s, callee) + ";");
    }
    return null;
  }

  @Override
  public Void alloc(Stmt.Alloc s) {
    allocs.write(s);
    return null;
  }

  @Override
  public Void window(Stmt.WindowStmt s) {
    if (f.memory(s.name()).registers().isPresent()) {
      f.alias(s.name(), places.root(s.window().buf()));
      f.setKind(s.name(), FunctionState.Kind.REGISTER);
      return null;
    }
    int rank = FunctionState.keptDims(s.window()).size();
    CTypes.WindowType type = places.structType(s.window().buf(), rank, !f.info().writes(s.name()));
    String initializer = places.initializer(s.window());
    String name = f.declare(s.name());
    f.setKind(s.name(), FunctionState.Kind.STRUCT);
    lines.declare(name, "struct " + type.name() + " " + name + " = " + initializer + ";");
    return null;
  }
}
