package io.exo4j.interp;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles one procedure whose callees are compiled already. */
final class ProcCompiler implements Stmt.Visitor<StmtCode> {
  private final Map<Proc, CompiledProc> callees;
  private final ConfigSlots config;
  private final Slots slots = new Slots();
  private final ControlCompiler control;
  private final DataCompiler data;

  ProcCompiler(Map<Proc, CompiledProc> callees, ConfigSlots config, Externs externs) {
    this.callees = callees;
    this.config = config;
    this.control = new ControlCompiler(slots, config);
    this.data = new DataCompiler(slots, config, control, externs);
  }

  CompiledProc compile(Proc proc, Effects effects) {
    List<CompiledProc.ControlFormal> controls = new ArrayList<>();
    for (Arg a : proc.args()) {
      a.type()
          .asControl()
          .ifPresent(
              t -> {
                Slots.Control c = slots.bindControl(a.sym(), t);
                controls.add(
                    new CompiledProc.ControlFormal(a, c.slot(), c.bool(), t == ControlType.SIZE));
              });
    }
    List<CompiledProc.DataFormal> buffers = new ArrayList<>();
    for (Arg a : proc.args()) {
      a.type()
          .asData()
          .ifPresent(
              t ->
                  buffers.add(
                      new CompiledProc.DataFormal(
                          a,
                          t.window(),
                          slots.bindBuffer(a.sym(), t.precision(), t.rank()),
                          control.compileAll(t.dims()))));
    }
    List<CompiledProc.Predicate> predicates =
        proc.preds().stream().map(e -> new CompiledProc.Predicate(e, control.compile(e))).toList();
    Site header = new Site(proc.span(), Optional.empty(), slots.scope());
    return new CompiledProc(
        proc.name(),
        header,
        List.copyOf(controls),
        List.copyOf(buffers),
        predicates,
        block(proc.body()),
        effects,
        slots,
        config);
  }

  private StmtCode[] block(List<Stmt> stmts) {
    int depth = slots.enter();
    StmtCode[] code = new StmtCode[stmts.size()];
    for (int i = 0; i < code.length; i++) {
      code[i] = stmts.get(i).accept(this);
    }
    slots.leave(depth);
    return code;
  }

  private Site site(Stmt s) {
    return new Site(s.span(), Optional.of(s), slots.scope());
  }

  private static StmtCode illFormed(Site site, String what) {
    return f -> {
      f.step(site);
      throw f.fail(InterpCode.ILL_FORMED, SourceSpan.NONE, what);
    };
  }

  @Override
  public StmtCode assign(Stmt.Assign s) {
    Site site = site(s);
    Optional<Element> element = data.element(new Expr.Read(s.buf(), s.idx(), s.span()));
    if (element.isEmpty()) {
      return illFormed(site, "the target is not an element of a buffer in scope");
    }
    Element x = element.get();
    Precision p = x.precision;
    DataCode rhs = data.compile(s.rhs(), p);
    if (p.isFloating()) {
      DataCode.Real value = rhs.real();
      return f -> {
        f.step(site);
        double v = value.eval(f);
        View view = x.view(f);
        view.storage.store(x.locate(f, view), p, v);
      };
    }
    DataCode.Int value = rhs.integer();
    return f -> {
      f.step(site);
      long v = value.eval(f);
      View view = x.view(f);
      view.storage.store(x.locate(f, view), p, v);
    };
  }

  @Override
  public StmtCode reduce(Stmt.Reduce s) {
    Site site = site(s);
    Optional<Element> element = data.element(new Expr.Read(s.buf(), s.idx(), s.span()));
    if (element.isEmpty()) {
      return illFormed(site, "the target is not an element of a buffer in scope");
    }
    Element x = element.get();
    Precision p = x.precision;
    DataCode rhs = data.compile(s.rhs(), p);
    if (p.isFloating()) {
      DataCode.Real value = rhs.real();
      return f -> {
        f.step(site);
        double v = value.eval(f);
        View view = x.view(f);
        int at = x.locate(f, view);
        view.storage.store(at, p, Rounding.round(p, x.real(f, view, at) + v));
      };
    }
    DataCode.Int value = rhs.integer();
    return f -> {
      f.step(site);
      long v = value.eval(f);
      View view = x.view(f);
      int at = x.locate(f, view);
      view.storage.store(at, p, Rounding.wrap(p, x.integer(f, view, at) + v));
    };
  }

  @Override
  public StmtCode writeConfig(Stmt.WriteConfig s) {
    Site site = site(s);
    Type type = s.config().field(s.field()).type();
    Optional<DataType> dataType = type.asData();
    if (dataType.isEmpty()) {
      int slot = config.control(s.config(), s.field());
      ControlCode value = control.compile(s.rhs());
      return f -> {
        f.step(site);
        f.machine.controlFields[slot] = value.eval(f);
      };
    }
    Precision p = Rounding.effective(dataType.get().precision());
    int slot = config.data(s.config(), s.field());
    DataCode rhs = data.compile(s.rhs(), p);
    if (p.isFloating()) {
      DataCode.Real value = rhs.real();
      return f -> {
        f.step(site);
        f.machine.dataFields[slot].storage.store(0, p, value.eval(f));
      };
    }
    DataCode.Int value = rhs.integer();
    return f -> {
      f.step(site);
      f.machine.dataFields[slot].storage.store(0, p, value.eval(f));
    };
  }

  @Override
  public StmtCode pass(Stmt.Pass s) {
    Site site = site(s);
    return f -> f.step(site);
  }

  @Override
  public StmtCode ifStmt(Stmt.If s) {
    Site site = site(s);
    ControlCode cond = control.compile(s.cond());
    StmtCode[] then = block(s.then());
    StmtCode[] orelse = block(s.orelse());
    return f -> {
      f.step(site);
      StmtCode.runAll(cond.eval(f) != 0 ? then : orelse, f);
    };
  }

  @Override
  public StmtCode forStmt(Stmt.For s) {
    Site site = site(s);
    ControlCode lo = control.compile(s.lo());
    ControlCode hi = control.compile(s.hi());
    int depth = slots.enter();
    int iter = slots.bindControl(s.iter(), ControlType.INDEX).slot();
    StmtCode[] body = block(s.body());
    slots.leave(depth);
    boolean parallel = s.mode() == LoopMode.PAR;
    return f -> {
      f.step(site);
      long first = lo.eval(f);
      long end = hi.eval(f);
      if (parallel && f.machine.options.reverseParallel()) {
        for (long i = end; i > first; i--) {
          f.control[iter] = i - 1;
          StmtCode.runAll(body, f);
        }
      } else {
        for (long i = first; i < end; i++) {
          f.control[iter] = i;
          StmtCode.runAll(body, f);
        }
      }
    };
  }

  @Override
  public StmtCode alloc(Stmt.Alloc s) {
    Site site = site(s);
    ControlCode[] dims = control.compileAll(s.type().dims());
    Slots.Buffer b = slots.bindBuffer(s.buf(), s.type().precision(), s.type().rank());
    return f -> {
      f.step(site);
      long[] extents = ControlCode.evalAll(dims, f);
      int n = elements(f, s, extents);
      f.views[b.slot()] = View.dense(Storage.undefined(b.precision(), n), extents);
    };
  }

  private static int elements(Frame f, Stmt.Alloc s, long[] extents) {
    long limit = Math.min(f.machine.options.elementLimit(), Integer.MAX_VALUE - 8L);
    long n = 1;
    for (long extent : extents) {
      if (extent < 1) {
        throw f.fail(
            InterpCode.EXTENT_NOT_POSITIVE,
            SourceSpan.NONE,
            s.buf().name() + " has the extents " + Arrays.toString(extents));
      }
      if (extent > limit / n) {
        throw f.fail(
            InterpCode.TOO_LARGE,
            SourceSpan.NONE,
            s.buf().name()
                + " with the extents "
                + Arrays.toString(extents)
                + " has more than "
                + limit
                + " elements");
      }
      n *= extent;
    }
    return (int) n;
  }

  @Override
  public StmtCode window(Stmt.WindowStmt s) {
    Site site = site(s);
    Optional<Slots.Buffer> base = slots.buffer(s.window().buf());
    if (base.filter(b -> b.rank() == s.window().coords().size()).isEmpty()) {
      return illFormed(site, "the coordinates do not fit a buffer in scope");
    }
    WindowCode window = new WindowCode(base.get(), s.window(), control);
    Slots.Buffer b = slots.bindBuffer(s.name(), base.get().precision(), window.rank());
    return f -> {
      f.step(site);
      f.views[b.slot()] = window.eval(f);
    };
  }

  @Override
  public StmtCode call(Stmt.Call s) {
    Site site = site(s);
    CompiledProc callee = callees.get(s.callee());
    List<Arg> formals = s.callee().args();
    if (formals.size() != s.args().size()) {
      return illFormed(
          site,
          s.callee().name() + " takes " + formals.size() + " arguments, not " + s.args().size());
    }
    List<ControlCode> controls = new ArrayList<>();
    List<ViewCode> views = new ArrayList<>();
    for (int i = 0; i < formals.size(); i++) {
      Expr actual = s.args().get(i);
      Optional<DataType> type = formals.get(i).type().asData();
      if (type.isEmpty()) {
        controls.add(control.compile(actual));
        continue;
      }
      Optional<ViewCode> view = actual.accept(new ByReference(type.get().rank()));
      if (view.isEmpty()) {
        return illFormed(
            site,
            "argument "
                + formals.get(i).name()
                + " of "
                + s.callee().name()
                + " needs a buffer or window with "
                + type.get().rank()
                + " dimensions");
      }
      views.add(view.get());
    }
    return new CallCode(
        site, callee, controls.toArray(ControlCode[]::new), views.toArray(ViewCode[]::new));
  }

  /** What may be passed by reference for a formal argument of a given rank. */
  private final class ByReference extends ExprDefault<Optional<ViewCode>> {
    private final int rank;

    ByReference(int rank) {
      this.rank = rank;
    }

    @Override
    protected Optional<ViewCode> other(Expr e) {
      return Optional.empty();
    }

    @Override
    public Optional<ViewCode> read(Expr.Read e) {
      Optional<Slots.Buffer> b = slots.buffer(e.buf());
      if (e.idx().isEmpty()) {
        return b.filter(x -> x.rank() == rank)
            .map(
                x -> {
                  int slot = x.slot();
                  return f -> f.views[slot];
                });
      }
      // one element, for a scalar
      return data.element(e)
          .filter(x -> rank == 0)
          .map(
              x ->
                  f -> {
                    View v = x.view(f);
                    return View.scalar(v.storage, x.locate(f, v));
                  });
    }

    @Override
    public Optional<ViewCode> window(Expr.Window e) {
      return slots
          .buffer(e.buf())
          .filter(b -> b.rank() == e.coords().size())
          .map(b -> new WindowCode(b, e, control))
          .filter(w -> w.rank() == rank)
          .map(w -> w);
    }

    @Override
    public Optional<ViewCode> readConfig(Expr.ReadConfig e) {
      if (rank != 0 || !e.isData()) {
        return Optional.empty();
      }
      int slot = config.data(e.config(), e.field());
      return Optional.of(f -> f.machine.dataFields[slot]);
    }
  }
}
