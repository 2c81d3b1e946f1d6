package io.exo4j.analysis;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Walks once over a procedure, in program order and into callees, with a symbolic configuration
 * state, and lists every access that it makes. It is exhaustive: every sub-expression is visited,
 * subscripts of reads, bounds, extents, window coordinates, assertions of callees included.
 *
 * <p>Configuration fields are symbolic values. A loop that may change a field starts each iteration
 * with an unknown value of it, unless its body provably leaves the field as it was (by induction,
 * for all fields together).
 *
 * <p>Here is where the walk is and what it knows there; what kinds of statements do to that is in
 * {@link SummaryStep}, {@link SummaryLoop} and {@link SummaryCall}, which share its state.
 */
final class Summarizer {
  final ProofSession session;
  final Terms terms;
  final Writes writes;
  final Focus focus;
  Checks checks;

  final List<Access> accesses = new ArrayList<>();
  final Map<StmtId, StmtInfo> infos = new LinkedHashMap<>();
  private final Map<ConfigKey, Buffer> configBuffers = new HashMap<>();
  final Map<ConfigKey, Value> initial;
  final Map<Sym, Affine> dataVersions = new HashMap<>();
  private final Map<Object, Affine> literals = new HashMap<>();

  /**
   * Fields that some execution of a loop was found to change. To take a field for unstable is
   * always sound; to remember it keeps the induction over nested loops from being repeated at every
   * level.
   */
  final Map<StmtId, Set<ConfigKey>> knownUnstable = new HashMap<>();

  Map<ConfigKey, Value> config = Map.of();
  Path path = Path.empty();
  List<LoopFrame> frames = List.of();
  Scope scope = new Scope();
  Lifter lifter;
  private final Toucher toucher = new Toucher();
  final SummaryViews views = new SummaryViews(this);
  private final SummaryStep inCallee = new SummaryStep(this, null);

  /** Whether neither the procedure nor what it calls modifies a configuration field. */
  boolean steady;

  /** Whether only the procedure's own statements are checked, and nothing is listed. */
  boolean outline;

  /** Whether the present statement is in focus, with everything inside. */
  private boolean inside;

  Stmt outer;
  int depth;
  int order;

  Summarizer(ProofSession session, Focus focus, Map<ConfigKey, Value> initial, Checks checks) {
    this.session = session;
    this.terms = session.terms();
    this.writes = session.writes();
    this.focus = focus;
    this.checks = checks;
    this.initial = initial;
    this.lifter = new Lifter(session, scope, this::configValue);
  }

  List<Access> accesses() {
    return accesses;
  }

  Map<StmtId, StmtInfo> infos() {
    return infos;
  }

  Scope scope() {
    return scope;
  }

  Map<ConfigKey, Value> config() {
    return config;
  }

  Path path() {
    return path;
  }

  /**
   * Walks over the procedure, but not into its callees: for checks of the procedure's own
   * statements. Callees count only where they may change configuration fields.
   */
  void runOutline(Proc proc) {
    outline = writes.isSteady(proc);
    run(proc);
  }

  void enterScope(Scope next) {
    scope = next;
    lifter = new Lifter(session, next, this::configValue);
  }

  /** Walks over the procedure; what is known at its start is its assertions and positive sizes. */
  void run(Proc proc) {
    steady = writes.isSteady(proc);
    inside = focus.isEverything();
    for (Arg a : proc.args()) {
      if (a.type() == ControlType.BOOL) {
        scope.bools.put(a.sym(), Formula.bool(session.boolVariable(a.name(), Atom.Role.NAMED)));
      } else if (!a.type().isData()) {
        Affine v = terms.of(terms.variable(a.name(), Atom.Role.NAMED));
        scope.ints.put(a.sym(), v);
        if (a.type() == ControlType.SIZE) {
          path = path.and(Formula.nonNegative(v.plus(-1)));
        }
      }
    }
    for (Arg a : proc.args()) {
      Optional<DataType> data = a.type().asData();
      if (data.isPresent()) {
        scope.views.put(a.sym(), argument(a.sym(), data.get()));
      }
    }
    for (Expr p : proc.preds()) {
      touch(p);
      path = path.and(condition(p));
    }
    for (Arg a : proc.args()) {
      List<Expr> dims = a.type().asData().map(DataType::dims).orElse(List.of());
      for (int d = 0; d < dims.size(); d++) {
        positive(dims.get(d), proc.span(), a.name(), d);
      }
    }
    block(proc.body());
  }

  void positive(Expr extent, SourceSpan span, String name, int dim) {
    SourceSpan at = extent.span().isNone() ? span : extent.span();
    require(
        AnalysisCode.EXTENT_NOT_POSITIVE,
        Formula.nonNegative(integer(extent).plus(-1)),
        at,
        () -> "extent " + dim + " of '" + name + "' is not positive");
  }

  private View argument(Sym sym, DataType type) {
    List<Affine> extents = integers(type.dims());
    List<Affine> strides =
        type.window()
            ? IntStream.range(0, type.rank())
                .mapToObj(
                    d ->
                        terms.of(
                            terms.variable(
                                "stride(" + sym.name() + ", " + d + ")", Atom.Role.NAMED)))
                .toList()
            : dense(sym, extents);
    DataType element = DataType.scalar(type.precision());
    return View.whole(new Buffer(sym, null, element, extents, strides, -1), terms);
  }

  /** Row-major strides: products of the inner extents, opaque where that is not affine. */
  List<Affine> dense(Sym sym, List<Affine> extents) {
    Affine[] out = new Affine[extents.size()];
    Affine s = terms.constant(1);
    for (int d = extents.size() - 1; d >= 0; d--) {
      out[d] = s;
      Affine e = extents.get(d);
      s =
          e.isConstant()
              ? s.times(e.constant())
              : s.isConstant()
                  ? e.times(s.constant())
                  : terms.of(
                      terms.variable(
                          "stride(" + sym.name() + ", " + (d - 1) + ")", Atom.Role.AUXILIARY));
    }
    return List.of(out);
  }

  // ---- values

  Affine integer(Expr e) {
    return lifter.integer(e);
  }

  List<Affine> integers(List<Expr> list) {
    List<Affine> out = new ArrayList<>(list.size());
    for (Expr e : list) {
      out.add(integer(e));
    }
    return out;
  }

  Formula condition(Expr e) {
    return lifter.condition(e);
  }

  Value configValue(Config c, String field) {
    ConfigKey key = ConfigKey.of(c, field);
    Value v = config.get(key);
    return v == null ? initialValue(key, c.field(field)) : v;
  }

  Value initialValue(ConfigKey key, ConfigField field) {
    return initial.computeIfAbsent(key, k -> fresh(field.type(), k.toString(), Atom.Role.NAMED));
  }

  private Value fresh(Type type, String name, Atom.Role role) {
    boolean bool = type == ControlType.BOOL;
    return bool
        ? new Value.Bool(Formula.bool(session.boolVariable(name, role)))
        : new Value.Int(terms.of(terms.variable(name, role)));
  }

  void setConfig(ConfigKey key, Value value) {
    Map<ConfigKey, Value> next = new LinkedHashMap<>(config);
    next.put(key, value);
    config = next;
  }

  /**
   * A name for the value of a data expression that is written to a configuration field. A value of
   * another type than the field's is converted, and what that gives has no name.
   */
  Affine dataValue(Expr e, Type field) {
    return e.accept(
        new ExprDefault<Affine>() {
          @Override
          protected Affine other(Expr x) {
            return terms.of(terms.variable("value", Atom.Role.UNKNOWN));
          }

          @Override
          public Affine dataLit(Expr.DataLit x) {
            return literals.computeIfAbsent(
                List.of(x.value().stripTrailingZeros(), field),
                k -> terms.of(terms.variable(x.value().toString(), Atom.Role.AUXILIARY)));
          }

          @Override
          public Affine read(Expr.Read x) {
            View v = scope.views.get(x.buf());
            if (!x.idx().isEmpty()
                || v == null
                || !v.offsets().isEmpty()
                || !v.root().element().equals(field)) {
              return other(x);
            }
            if (v.root().isConfig()) {
              Value known = config.get(v.root().config().orElseThrow());
              return known instanceof Value.Int i ? i.value() : other(x);
            }
            return dataVersions.computeIfAbsent(
                v.root().sym().orElseThrow(),
                s -> terms.of(terms.variable(s.name(), Atom.Role.AUXILIARY)));
          }

          @Override
          public Affine readConfig(Expr.ReadConfig x) {
            return ConfigKey.type(x.config(), x.field()).equals(field)
                    && configValue(x.config(), x.field()) instanceof Value.Int i
                ? i.value()
                : other(x);
          }
        });
  }

  // ---- accesses

  void access(
      Access.Kind kind,
      Buffer buffer,
      List<Affine> coords,
      SourceSpan span,
      Optional<Value> value,
      Formula unchanged) {
    int at = order++;
    if (!outline) {
      accesses.add(
          new Access(kind, buffer, coords, path, frames, at, outer, span, value, unchanged));
    }
    if (!steady && kind != Access.Kind.READ && !buffer.isConfig()) {
      dataVersions.remove(buffer.sym().orElseThrow());
    }
  }

  Buffer configBuffer(Config c, String field) {
    return configBuffers.computeIfAbsent(
        ConfigKey.of(c, field),
        k -> new Buffer(null, k, ConfigKey.type(c, field), List.of(), List.of(), -1));
  }

  private void readConfigField(Config c, String field, SourceSpan span) {
    configValue(c, field);
    access(
        Access.Kind.READ, configBuffer(c, field), List.of(), span, Optional.empty(), Formula.FALSE);
  }

  /** An element of a buffer, in bounds of the view. */
  void element(Access.Kind kind, Sym name, List<Expr> idx, SourceSpan span) {
    View v = scope.views.get(name);
    if (v == null || outline && !minds(v.root())) {
      return;
    }
    List<Affine> at = integers(idx);
    if (at.size() != v.rank()) {
      return; // only in ill-typed programs
    }
    for (int d = 0; d < at.size(); d++) {
      inside(name, v, d, at.get(d), idx.get(d), span);
    }
    if (v.root().isConfig()) {
      ConfigKey key = v.root().config().orElseThrow();
      if (kind != Access.Kind.READ) {
        // through a reference: the new value is unknown
        Value unknown = new Value.Int(terms.of(terms.variable(key.toString(), Atom.Role.UNKNOWN)));
        access(kind, v.root(), List.of(), span, Optional.of(unknown), Formula.FALSE);
        setConfig(key, unknown);
        return;
      }
    }
    access(kind, v.root(), v.locate(at), span, Optional.empty(), Formula.FALSE);
  }

  void inside(Sym name, View v, int d, Affine at, Expr written, SourceSpan span) {
    if (!minds(v.root())) {
      return;
    }
    Affine extent = v.extents().get(d);
    checks.require(
        AnalysisCode.OUT_OF_BOUNDS,
        path,
        Formula.and(Formula.nonNegative(at), Formula.nonNegative(extent.minus(at).plus(-1))),
        written.span().isNone() ? span : written.span(),
        () ->
            "'"
                + name.name()
                + "' may be accessed out of bounds in dimension "
                + d
                + ": index "
                + Printer.print(written)
                + ", extent "
                + extent);
  }

  /** Whether somebody listens to what accesses of a buffer need, here. */
  boolean minds(Buffer about) {
    return depth == 0 && checks.minds(outer) && checks.minds(about);
  }

  /** Whether somebody listens to what the present statement needs. */
  boolean minds() {
    return depth == 0 && checks.minds(outer);
  }

  void require(AnalysisCode code, Formula goal, SourceSpan span, Supplier<String> what) {
    if (minds()) {
      checks.require(code, path, goal, span, what);
    }
  }

  /** The reads that evaluating an expression makes. */
  void touch(Expr e) {
    e.accept(toucher);
  }

  void touchAll(List<Expr> list) {
    for (Expr e : list) {
      e.accept(toucher);
    }
  }

  private final class Toucher extends Walker {
    @Override
    public Void read(Expr.Read e) {
      super.read(e);
      element(Access.Kind.READ, e.buf(), e.idx(), e.span());
      return null;
    }

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      readConfigField(e.config(), e.field(), e.span());
      return null;
    }
  }

  // ---- statements

  void block(List<Stmt> stmts) {
    for (Stmt s : stmts) {
      if (depth > 0) {
        s.accept(inCallee);
      } else if (inside || focus.isAround(s)) {
        statement(s);
      } else if (focus.isWhole(s)) {
        inside = true;
        statement(s);
        inside = false;
      } else {
        outer = s;
        s.accept(new SummaryStep.Declared(inCallee));
      }
    }
  }

  private void statement(Stmt s) {
    outer = s;
    InfoBuilder info = new InfoBuilder(s);
    s.accept(inside ? new SummaryStep(this, info) : new SummaryStep.Shell(this, info));
    infos.put(s.id(), info.build());
    outer = s;
  }

  /** What is known about a statement when the walk comes to it, and what is learnt inside it. */
  final class InfoBuilder {
    private final Stmt stmt;
    private final Path before = path;
    private final int start = order;
    private final int intMark = terms.mark();
    private final int boolMark = session.boolMark();
    private final Map<ConfigKey, Value> configBefore = config;
    private final boolean whole = inside;
    LoopFrame frame;
    Path inner;
    Path orelse;
    Formula condition;

    InfoBuilder(Stmt stmt) {
      this.stmt = stmt;
    }

    StmtInfo build() {
      return new StmtInfo(
          stmt,
          before,
          frames,
          start,
          order,
          intMark,
          terms.mark(),
          boolMark,
          session.boolMark(),
          configBefore,
          config,
          Optional.ofNullable(frame),
          Optional.ofNullable(inner),
          Optional.ofNullable(orelse),
          Optional.ofNullable(condition),
          whole);
    }
  }

  Value choose(ConfigKey k, Formula c, Value a, Value b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    if (a.equals(b) || c == Formula.TRUE) {
      return a;
    }
    if (c == Formula.FALSE) {
      return b;
    }
    if (a instanceof Value.Bool x && b instanceof Value.Bool y) {
      return new Value.Bool(
          Formula.or(Formula.and(c, x.value()), Formula.and(c.negate(), y.value())));
    }
    Affine v = terms.of(terms.variable(k.toString(), Atom.Role.AUXILIARY));
    Value merged = new Value.Int(v);
    path =
        path.and(Formula.implies(c, merged.equalTo(a)))
            .and(Formula.implies(c.negate(), merged.equalTo(b)));
    return merged;
  }

  Value unknownLike(Value old, ConfigKey k) {
    return old instanceof Value.Bool
        ? new Value.Bool(Formula.bool(session.boolVariable(k.toString(), Atom.Role.UNKNOWN)))
        : new Value.Int(terms.of(terms.variable(k.toString(), Atom.Role.UNKNOWN)));
  }

  /** Forgets the values of what the statements may modify; they matter only to fields. */
  void forget(List<Stmt> block) {
    if (!steady) {
      for (Sym s : writes.buffers(block)) {
        forget(s);
      }
    }
  }

  void forget(Sym buffer) {
    View v = scope.views.get(buffer);
    dataVersions.remove(buffer);
    if (v != null) {
      v.root().sym().ifPresent(dataVersions::remove);
    }
  }
}
