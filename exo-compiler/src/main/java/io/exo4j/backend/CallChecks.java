package io.exo4j.backend;

import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.Optional;
import java.util.Set;

/**
 * Checks where buffers and configuration state go: memories at calls, windows and dense tensors,
 * registers, configurations that only instructions may touch, static buffers in parallel loops.
 */
final class CallChecks extends Walker {
  private final Program program;
  private final ProcInfo info;
  private final DiagnosticSink sink;
  private boolean inParallel;

  CallChecks(Program program, ProcInfo info, DiagnosticSink sink) {
    this.program = program;
    this.info = info;
    this.sink = sink;
  }

  void run() {
    for (Arg a : info.proc().args()) {
      visit(a.type());
    }
    stmts(info.proc().body());
  }

  @Override
  public Void forStmt(Stmt.For s) {
    boolean outer = inParallel;
    expr(s.lo());
    expr(s.hi());
    inParallel |= s.mode() == LoopMode.PAR;
    stmts(s.body());
    inParallel = outer;
    return null;
  }

  @Override
  public Void alloc(Stmt.Alloc s) {
    if (inParallel && Storage.isStatic(s)) {
      sink.error(
          BackendCode.STATIC_IN_PARALLEL,
          s.span(),
          "'" + s.buf() + "' is static: all threads of the parallel loop would share it",
          "set another memory, or allocate it outside the loop with one row per iteration");
    }
    return super.alloc(s);
  }

  @Override
  public Void readConfig(Expr.ReadConfig e) {
    usable(e.config(), e.field(), "read", e.span());
    return null;
  }

  @Override
  public Void writeConfig(Stmt.WriteConfig s) {
    usable(s.config(), s.field(), "written", s.span());
    return super.writeConfig(s);
  }

  private void usable(Config c, String field, String how, SourceSpan span) {
    if (!c.readwrite()) {
      sink.error(
          BackendCode.CONFIG_ACCESS,
          span,
          c.name()
              + "."
              + field
              + " is declared readwrite=False and cannot be "
              + how
              + " directly",
          "replace this statement by an instruction that configures the hardware");
    }
  }

  @Override
  public Void window(Stmt.WindowStmt s) {
    lanes(s.window(), true, s.span());
    return super.window(s);
  }

  @Override
  public Void call(Stmt.Call s) {
    ProcInfo callee = program.info(s.callee());
    if (inParallel && callee.hasStaticStorage()) {
      sink.error(
          BackendCode.STATIC_IN_PARALLEL,
          s.span(),
          callee.proc().name()
              + " has a static buffer: all threads of the parallel loop would share it",
          "set another memory for the buffer");
    }
    for (int i = 0; i < s.args().size(); i++) {
      Arg formal = callee.proc().args().get(i);
      Expr actual = s.args().get(i);
      if (formal.type().isData()) {
        actual.accept(new Actual(s, callee, formal));
      } else {
        expr(actual);
      }
    }
    return null;
  }

  /** One data argument of a call. */
  private final class Actual extends ExprDefault<Void> {
    private final Stmt.Call call;
    private final ProcInfo callee;
    private final Arg formal;
    private final DataType type;

    Actual(Stmt.Call call, ProcInfo callee, Arg formal) {
      this.call = call;
      this.callee = callee;
      this.formal = formal;
      this.type = formal.type().asData().orElseThrow();
    }

    private SourceSpan span(Expr e) {
      return e.span().isNone() ? call.span() : e.span();
    }

    private String what() {
      return "argument '" + formal.name() + "' of " + callee.proc().name();
    }

    private void memory(Memory actual, Expr e) {
      if (!actual.isA(formal.memory())) {
        sink.error(
            BackendCode.MEMORY_MISMATCH,
            span(e),
            String.format(
                "%s must be in %s, but %s is in %s",
                what(), formal.memory(), Printer.print(e), actual),
            "set the memory of the buffer to " + formal.memory());
      }
    }

    private void dense(boolean isWindow, Expr e) {
      if (isWindow && !type.window()) {
        sink.error(
            BackendCode.DENSE_EXPECTED,
            span(e),
            what() + " must be a dense tensor, but " + Printer.print(e) + " is a window",
            "make the formal argument a window with set_window");
      }
    }

    private void register(Sym buf, Expr e) {
      if (info.env().memory(buf).registers().isPresent() && !callee.isInstruction()) {
        sink.error(
            BackendCode.REGISTER_ADDRESS,
            span(e),
            String.format(
                "'%s' is in the register file %s and cannot be passed to a procedure",
                buf, info.env().memory(buf)),
            "inline " + callee.proc().name() + " here");
      }
    }

    /** A computed number. */
    @Override
    protected Void other(Expr e) {
      if (callee.writes(formal.sym())) {
        sink.error(
            BackendCode.WRITTEN_VALUE,
            span(e),
            what() + " is written, so it needs a buffer, not the value " + Printer.print(e));
      }
      memory(Memory.DRAM, e);
      expr(e);
      return null;
    }

    @Override
    public Void read(Expr.Read e) {
      Memory m = info.env().memory(e.buf());
      memory(m, e);
      dense(e.idx().isEmpty() && info.env().data(e.buf()).window(), e);
      register(e.buf(), e);
      if (!e.idx().isEmpty() && (!m.elements().isEmpty() || m.registers().isPresent())) {
        sink.error(
            BackendCode.REGISTER_ADDRESS,
            span(e),
            Printer.print(e) + " is one lane of a register of " + m + " and has no address");
      }
      exprs(e.idx());
      return null;
    }

    @Override
    public Void window(Expr.Window e) {
      memory(info.env().memory(e.buf()), e);
      dense(true, e);
      register(e.buf(), e);
      lanes(e, !callee.isInstruction(), span(e));
      expr(e);
      return null;
    }

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      if (!e.isData()) {
        return other(e);
      }
      memory(Memory.DRAM, e);
      expr(e);
      ProcInfo.Field f = new ProcInfo.Field(e.config(), e.field());
      boolean written = callee.writes(formal.sym());
      boolean touched = callee.fieldsWritten().contains(f);
      if (!callee.isInstruction() && (touched || written && callee.fieldsRead().contains(f))) {
        sink.error(
            BackendCode.CONFIG_ALIAS,
            span(e),
            Printer.print(e)
                + " is passed to "
                + callee.proc().name()
                + ", which uses it by name too",
            "copy it into a local variable first");
      }
      return null;
    }
  }

  /**
   * A window of a vector memory keeps whole registers: its last coordinate starts at lane 0, and
   * covers all lanes where a struct has to be made of it. A register of a numbered file is used
   * from its start.
   */
  private void lanes(Expr.Window w, boolean whole, SourceSpan span) {
    Memory m = info.env().memory(w.buf());
    DataType t = info.env().data(w.buf());
    int last = w.coords().size() - 1;
    boolean ok = true;
    if (m.registers().isPresent()) {
      ok = w.coords().stream().allMatch(c -> c.isInterval() && Fold.simplify(c.start()).isZero());
    } else if (!m.elements().isEmpty() && last >= 0) {
      Expr lanes = Fold.simplify(t.dims().get(last));
      ok = starts(w.coords().get(last), whole ? Optional.of(lanes) : Optional.empty());
    }
    if (!ok) {
      sink.error(
          BackendCode.REGISTER_ADDRESS,
          span,
          Printer.print(w) + " is a part of a register of " + m + " and has no address",
          "a window of a register must keep all of it");
    }
  }

  private static boolean starts(Coord c, Optional<Expr> lanes) {
    return c.accept(
        new Coord.Visitor<Boolean>() {
          @Override
          public Boolean point(Coord.Point p) {
            return false;
          }

          @Override
          public Boolean interval(Coord.Interval i) {
            return Fold.simplify(i.lo()).isZero()
                && lanes.map(n -> n.equals(Fold.simplify(i.hi()))).orElse(true);
          }
        });
  }

  /**
   * Fields that instructions write without telling the context, and that are read from the context.
   */
  static void mirrors(ProcInfo root, DiagnosticSink sink) {
    Set<ProcInfo.Field> read = root.fieldsRead();
    for (ProcInfo.Field f : root.instructionFields()) {
      if (f.config().readwrite() && read.contains(f)) {
        sink.error(
            BackendCode.CONFIG_MIRROR,
            root.proc().span(),
            String.format(
                "%s reads %s.%s, which an instruction writes without updating the context",
                root.proc().name(), f.config().name(), f.name()),
            "declare the configuration readwrite=False, or do not read it outside instructions");
      }
    }
  }
}
