package io.exo4j.analysis;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 */
final class Summarizer {
  private final ProofSession session;
  private final Terms terms;
  private final Writes writes;
  private final Focus focus;
  private Checks checks;

  private final List<Access> accesses = new ArrayList<>();
  private final Map<StmtId, StmtInfo> infos = new LinkedHashMap<>();
  private final Map<ConfigKey, Buffer> configBuffers = new HashMap<>();
  private final Map<ConfigKey, Value> initial;
  private final Map<Sym, Affine> dataVersions = new HashMap<>();
  private final Map<Object, Affine> literals = new HashMap<>();

  /**
   * Fields that some execution of a loop was found to change. To take a field for unstable is
   * always sound; to remember it keeps the induction over nested loops from being repeated at every
   * level.
   */
  private final Map<StmtId, Set<ConfigKey>> knownUnstable = new HashMap<>();

  private Map<ConfigKey, Value> config = Map.of();
  private Path path = Path.empty();
  private List<LoopFrame> frames = List.of();
  private Scope scope = new Scope();
  private Lifter lifter;
  private final Toucher toucher = new Toucher();
  private final Step inCallee = new Step(null);

  /** Whether neither the procedure nor what it calls modifies a configuration field. */
  private boolean steady;

  /** Whether only the procedure's own statements are checked, and nothing is listed. */
  private boolean outline;

  /** Whether the present statement is in focus, with everything inside. */
  private boolean inside;

  private Stmt outer;
  private int depth;
  private int order;

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

  private void enterScope(Scope next) {
    scope = next;
    lifter = new Lifter(session, next, this::configValue);
  }

  /** Walks over the procedure; what is known at its start is its assertions and positive sizes. */
  void run(Proc proc) {
    steady = writes.isSteady(proc);
    inside = focus.isEverything();
    for (Arg a : proc.args()) {
      a.type()
          .asControl()
          .ifPresent(
              t -> {
                if (t == ControlType.BOOL) {
                  scope.bools.put(
                      a.sym(), Formula.bool(session.boolVariable(a.name(), Atom.Role.NAMED)));
                } else {
                  Affine v = terms.of(terms.variable(a.name(), Atom.Role.NAMED));
                  scope.ints.put(a.sym(), v);
                  if (t == ControlType.SIZE) {
                    path = path.and(Formula.nonNegative(v.plus(-1)));
                  }
                }
              });
    }
    for (Arg a : proc.args()) {
      a.type().asData().ifPresent(t -> scope.views.put(a.sym(), argument(a.sym(), t)));
    }
    for (Expr p : proc.preds()) {
      touch(p);
      path = path.and(condition(p));
    }
    for (Arg a : proc.args()) {
      a.type()
          .asData()
          .ifPresent(
              t -> {
                for (int d = 0; d < t.rank(); d++) {
                  positive(t.dims().get(d), proc.span(), a.name(), d);
                }
              });
    }
    block(proc.body());
  }

  private void positive(Expr extent, SourceSpan span, String name, int dim) {
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
    return View.whole(new Buffer(sym, null, extents, strides, -1), terms);
  }

  /** Row-major strides: products of the inner extents, opaque where that is not affine. */
  private List<Affine> dense(Sym sym, List<Affine> extents) {
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

  private Affine integer(Expr e) {
    return lifter.integer(e);
  }

  private List<Affine> integers(List<Expr> list) {
    List<Affine> out = new ArrayList<>(list.size());
    for (Expr e : list) {
      out.add(integer(e));
    }
    return out;
  }

  private Formula condition(Expr e) {
    return lifter.condition(e);
  }

  private Value configValue(Config c, String field) {
    ConfigKey key = ConfigKey.of(c, field);
    Value v = config.get(key);
    return v == null ? initialValue(key, c.field(field)) : v;
  }

  Value initialValue(ConfigKey key, ConfigField field) {
    return initial.computeIfAbsent(key, k -> fresh(field.type(), k.toString(), Atom.Role.NAMED));
  }

  private Value fresh(Type type, String name, Atom.Role role) {
    boolean bool = type.asControl().map(t -> t == ControlType.BOOL).orElse(false);
    return bool
        ? new Value.Bool(Formula.bool(session.boolVariable(name, role)))
        : new Value.Int(terms.of(terms.variable(name, role)));
  }

  private void setConfig(ConfigKey key, Value value) {
    Map<ConfigKey, Value> next = new LinkedHashMap<>(config);
    next.put(key, value);
    config = next;
  }

  /** A name for the value of a data expression that is written to a configuration field. */
  private Affine dataValue(Expr e) {
    return e.accept(
        new ExprDefault<Affine>() {
          @Override
          protected Affine other(Expr x) {
            return terms.of(terms.variable("value", Atom.Role.UNKNOWN));
          }

          @Override
          public Affine dataLit(Expr.DataLit x) {
            return literals.computeIfAbsent(
                x.value().stripTrailingZeros(),
                k -> terms.of(terms.variable(x.value().toString(), Atom.Role.AUXILIARY)));
          }

          @Override
          public Affine read(Expr.Read x) {
            View v = scope.views.get(x.buf());
            if (!x.idx().isEmpty() || v == null || !v.offsets().isEmpty()) {
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
            return configValue(x.config(), x.field()) instanceof Value.Int i ? i.value() : other(x);
          }
        });
  }

  // ---- accesses

  private void access(
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

  private Buffer configBuffer(ConfigKey key) {
    return configBuffers.computeIfAbsent(key, k -> new Buffer(null, k, List.of(), List.of(), -1));
  }

  private void readConfigField(Config c, String field, SourceSpan span) {
    configValue(c, field);
    access(
        Access.Kind.READ,
        configBuffer(ConfigKey.of(c, field)),
        List.of(),
        span,
        Optional.empty(),
        Formula.FALSE);
  }

  /** An element of a buffer, in bounds of the view. */
  private void element(Access.Kind kind, Sym name, List<Expr> idx, SourceSpan span) {
    View v = scope.views.get(name);
    if (v == null) {
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

  private void inside(Sym name, View v, int d, Affine at, Expr written, SourceSpan span) {
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
  private boolean minds(Buffer about) {
    return depth == 0 && checks.minds(outer) && checks.minds(about);
  }

  /** Whether somebody listens to what the present statement needs. */
  private boolean minds() {
    return depth == 0 && checks.minds(outer);
  }

  private void require(AnalysisCode code, Formula goal, SourceSpan span, Supplier<String> what) {
    if (minds()) {
      checks.require(code, path, goal, span, what);
    }
  }

  /** The reads that evaluating an expression makes. */
  private void touch(Expr e) {
    e.accept(toucher);
  }

  private void touchAll(List<Expr> list) {
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

  private void block(List<Stmt> stmts) {
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
        s.accept(new Declared());
      }
    }
  }

  private void statement(Stmt s) {
    outer = s;
    InfoBuilder info = new InfoBuilder(s);
    s.accept(inside ? new Step(info) : new Shell(info));
    infos.put(s.id(), info.build());
    outer = s;
  }

  private final class InfoBuilder {
    private final Stmt stmt;
    private final Path before = path;
    private final int start = order;
    private final int intMark = terms.mark();
    private final int boolMark = session.boolMark();
    private final Map<ConfigKey, Value> configBefore = config;
    private final boolean whole = inside;
    private LoopFrame frame;
    private Path inner;
    private Path orelse;
    private Formula condition;

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

  /** Of a statement that is not in focus, what it declares. */
  private final class Declared extends StmtDefault<Void> {
    @Override
    protected Void other(Stmt s) {
      return null;
    }

    @Override
    public Void alloc(Stmt.Alloc s) {
      return inCallee.alloc(s);
    }

    @Override
    public Void window(Stmt.WindowStmt s) {
      return inCallee.window(s);
    }
  }

  /** Of a statement around what is in focus, what holds inside of it, and what is declared. */
  private final class Shell extends Step {
    Shell(InfoBuilder info) {
      super(info);
    }

    @Override
    public Void assign(Stmt.Assign s) {
      return null;
    }

    @Override
    public Void reduce(Stmt.Reduce s) {
      return null;
    }

    @Override
    public Void call(Stmt.Call s) {
      return null;
    }
  }

  private class Step implements Stmt.Visitor<Void> {
    private final InfoBuilder info;

    Step(InfoBuilder info) {
      this.info = info;
    }

    @Override
    public Void assign(Stmt.Assign s) {
      touchAll(s.idx());
      touch(s.rhs());
      element(Access.Kind.WRITE, s.buf(), s.idx(), s.span());
      return null;
    }

    @Override
    public Void reduce(Stmt.Reduce s) {
      touchAll(s.idx());
      touch(s.rhs());
      element(Access.Kind.REDUCE, s.buf(), s.idx(), s.span());
      return null;
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      touch(s.rhs());
      ConfigKey key = ConfigKey.of(s.config(), s.field());
      Type type = ConfigKey.type(s.config(), s.field());
      Value value =
          type.isData()
              ? new Value.Int(dataValue(s.rhs()))
              : type.asControl().orElseThrow() == ControlType.BOOL
                  ? new Value.Bool(condition(s.rhs()))
                  : new Value.Int(integer(s.rhs()));
      if (type == ControlType.SIZE) {
        require(
            AnalysisCode.SIZE_NOT_POSITIVE,
            Formula.nonNegative(integer(s.rhs()).plus(-1)),
            s.rhs().span().isNone() ? s.span() : s.rhs().span(),
            () -> "the size field " + key + " is set to a value that is not positive");
      }
      Value old = configValue(s.config(), s.field());
      access(
          Access.Kind.WRITE,
          configBuffer(key),
          List.of(),
          s.span(),
          Optional.of(value),
          value.equalTo(old));
      setConfig(key, value);
      return null;
    }

    @Override
    public Void pass(Stmt.Pass s) {
      return null;
    }

    @Override
    public Void ifStmt(Stmt.If s) {
      touch(s.cond());
      Formula c = condition(s.cond());
      Path outside = path;
      Map<ConfigKey, Value> entry = config;
      path = outside.and(c);
      if (info != null) {
        info.condition = c;
        info.inner = path;
      }
      block(s.then());
      Map<ConfigKey, Value> afterThen = config;
      config = entry;
      path = outside.and(c.negate());
      if (info != null) {
        info.orelse = path;
      }
      block(s.orelse());
      Map<ConfigKey, Value> afterElse = config;
      path = outside;
      config = entry;
      forget(s.then());
      forget(s.orelse());
      merge(c, entry, afterThen, afterElse);
      return null;
    }

    private void merge(
        Formula c,
        Map<ConfigKey, Value> entry,
        Map<ConfigKey, Value> then,
        Map<ConfigKey, Value> orelse) {
      if (then == entry && orelse == entry) {
        return;
      }
      Map<ConfigKey, Value> keys = new LinkedHashMap<>(then);
      orelse.forEach(keys::putIfAbsent);
      for (ConfigKey k : keys.keySet()) {
        Value base = entry.containsKey(k) ? entry.get(k) : initial.get(k);
        Value a = then.getOrDefault(k, base);
        Value b = orelse.getOrDefault(k, base);
        setConfig(k, choose(k, c, a, b));
      }
    }

    @Override
    public Void forStmt(Stmt.For s) {
      touch(s.lo());
      touch(s.hi());
      Affine lo = integer(s.lo());
      Affine hi = integer(s.hi());
      require(
          AnalysisCode.NEGATIVE_TRIP_COUNT,
          Formula.geq(hi, lo),
          s.hi().span().isNone() ? s.span() : s.hi().span(),
          () -> "the loop on '" + s.iter().name() + "' may end before it starts");
      loop(s, lo, hi);
      return null;
    }

    private void loop(Stmt.For s, Affine lo, Affine hi) {
      Set<ConfigKey> changed = steady ? Set.of() : writes.config(s.body());
      forget(s.body());
      Map<ConfigKey, Value> entry = config;
      Path outside = path;
      List<LoopFrame> outsideFrames = frames;
      Set<ConfigKey> unstable = changed.isEmpty() ? Set.of() : unstable(s, lo, hi, changed);
      LoopFrame frame = enter(s, lo, hi, entry, unstable);
      if (info != null) {
        info.frame = frame;
        info.inner = path;
      }
      block(s.body());
      Map<ConfigKey, Value> end = config;
      path = outside;
      frames = outsideFrames;
      config = entry;
      forget(s.body());
      for (ConfigKey k : unstable) {
        Value v = end.get(k);
        boolean local = v == null || v.mentionsVariableFrom(frame.intMark(), frame.boolMark());
        Value old = entry.containsKey(k) ? entry.get(k) : initial.get(k);
        Value after = local ? unknownLike(old, k) : choose(k, Formula.less(lo, hi), v, old);
        setConfig(k, after);
      }
    }

    private LoopFrame enter(
        Stmt.For s, Affine lo, Affine hi, Map<ConfigKey, Value> entry, Set<ConfigKey> unstable) {
      int intMark = terms.mark();
      int boolMark = session.boolMark();
      Atom iter = terms.variable(s.iter().name(), Atom.Role.NAMED);
      LoopFrame frame = new LoopFrame(s, iter, lo, hi, intMark, boolMark);
      scope.ints.put(s.iter(), terms.of(iter));
      Affine i = terms.of(iter);
      path = path.and(Formula.geq(i, lo)).and(Formula.less(i, hi));
      List<LoopFrame> inner = new ArrayList<>(frames);
      inner.add(frame);
      frames = List.copyOf(inner);
      config = entry;
      for (ConfigKey k : unstable) {
        Value old = entry.containsKey(k) ? entry.get(k) : initial.get(k);
        setConfig(k, unknownLike(old, k));
      }
      return frame;
    }

    /** The fields that the body does not provably leave alone, by induction over the iterations. */
    private Set<ConfigKey> unstable(Stmt.For s, Affine lo, Affine hi, Set<ConfigKey> changed) {
      Set<ConfigKey> unstable = knownUnstable.computeIfAbsent(s.id(), k -> new LinkedHashSet<>());
      if (unstable.containsAll(changed)) {
        declare(s, changed);
        return unstable;
      }
      Map<ConfigKey, Value> entry = config;
      Path outside = path;
      List<LoopFrame> outsideFrames = frames;
      Checks realChecks = checks;
      Map<StmtId, StmtInfo> savedInfos = new LinkedHashMap<>(infos);
      Map<Sym, Affine> savedVersions = new HashMap<>(dataVersions);
      int size = accesses.size();
      int savedOrder = order;
      Stmt savedOuter = outer;
      checks = Checks.NONE;
      for (boolean again = true; again; ) {
        again = false;
        declare(s, changed);
        enter(s, lo, hi, entry, unstable);
        Map<ConfigKey, Value> start = config;
        block(s.body());
        Map<ConfigKey, Value> end = config;
        Path bodyPath = path;
        for (ConfigKey k : changed) {
          if (!unstable.contains(k)) {
            Value a = start.containsKey(k) ? start.get(k) : initial.get(k);
            Value b = end.getOrDefault(k, a);
            Formula same = a == null || b == null ? Formula.FALSE : b.equalTo(a);
            if (same != Formula.TRUE && !bodyPath.facts().prove(same)) {
              unstable.add(k);
              again = true;
            }
          }
        }
        path = outside;
        frames = outsideFrames;
        config = entry;
      }
      checks = realChecks;
      outer = savedOuter;
      infos.keySet().retainAll(savedInfos.keySet());
      infos.putAll(savedInfos);
      dataVersions.clear();
      dataVersions.putAll(savedVersions);
      while (accesses.size() > size) {
        accesses.remove(accesses.size() - 1);
      }
      order = savedOrder;
      return unstable;
    }

    /** Makes sure that the fields have an initial value to start from. */
    private void declare(Stmt.For s, Set<ConfigKey> fields) {
      new ConfigDeclarer(fields).stmts(s.body());
    }

    @Override
    public Void alloc(Stmt.Alloc s) {
      touchAll(s.type().dims());
      for (int d = 0; d < s.type().rank(); d++) {
        if (minds()) {
          positive(s.type().dims().get(d), s.span(), s.buf().name(), d);
        }
      }
      List<Affine> extents = integers(s.type().dims());
      Buffer b = new Buffer(s.buf(), null, extents, dense(s.buf(), extents), order++);
      scope.views.put(s.buf(), View.whole(b, terms));
      dataVersions.remove(s.buf());
      return null;
    }

    @Override
    public Void window(Stmt.WindowStmt s) {
      scope.views.put(s.name(), view(s.window()));
      return null;
    }

    @Override
    public Void call(Stmt.Call s) {
      new CallStep(s).run();
      return null;
    }
  }

  private Value choose(ConfigKey k, Formula c, Value a, Value b) {
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

  private Value unknownLike(Value old, ConfigKey k) {
    return old instanceof Value.Bool
        ? new Value.Bool(Formula.bool(session.boolVariable(k.toString(), Atom.Role.UNKNOWN)))
        : new Value.Int(terms.of(terms.variable(k.toString(), Atom.Role.UNKNOWN)));
  }

  /** Forgets the values of what the statements may modify; they matter only to fields. */
  private void forget(List<Stmt> block) {
    if (!steady) {
      writes.buffers(block).forEach(this::forget);
    }
  }

  private void forget(Sym buffer) {
    View v = scope.views.get(buffer);
    dataVersions.remove(buffer);
    if (v != null) {
      v.root().sym().ifPresent(dataVersions::remove);
    }
  }

  /** Gives every field that code mentions an initial value. */
  private final class ConfigDeclarer extends Walker {
    private final Set<ConfigKey> fields;

    ConfigDeclarer(Set<ConfigKey> fields) {
      this.fields = fields;
    }

    private void declare(Config c, String field) {
      if (fields.contains(ConfigKey.of(c, field))) {
        configValue(c, field);
      }
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      declare(s.config(), s.field());
      return super.writeConfig(s);
    }

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      declare(e.config(), e.field());
      return null;
    }

    @Override
    public Void call(Stmt.Call s) {
      super.call(s);
      stmts(s.callee().body());
      return null;
    }
  }

  /** The view that a window expression makes; its coordinates are read and must be inside. */
  private View view(Expr.Window w) {
    View base = scope.views.get(w.buf());
    List<Affine> starts = new ArrayList<>();
    List<Affine> extents = new ArrayList<>();
    for (int d = 0; d < w.coords().size(); d++) {
      int dim = d;
      w.coords()
          .get(d)
          .accept(
              new Coord.Visitor<Void>() {
                @Override
                public Void point(Coord.Point p) {
                  touch(p.at());
                  Affine at = integer(p.at());
                  inside(w.buf(), base, dim, at, p.at(), w.span());
                  starts.add(at);
                  extents.add(null);
                  return null;
                }

                @Override
                public Void interval(Coord.Interval i) {
                  touch(i.lo());
                  touch(i.hi());
                  Affine lo = integer(i.lo());
                  Affine hi = integer(i.hi());
                  insideInterval(w, base, dim, lo, hi);
                  starts.add(lo);
                  extents.add(hi.minus(lo));
                  return null;
                }
              });
    }
    return base.sub(starts, extents);
  }

  private void insideInterval(Expr.Window w, View base, int d, Affine lo, Affine hi) {
    if (!minds(base.root())) {
      return;
    }
    Affine extent = base.extents().get(d);
    checks.require(
        AnalysisCode.WINDOW_OUT_OF_BOUNDS,
        path,
        Formula.and(
            Formula.nonNegative(lo), Formula.geq(hi, lo), Formula.nonNegative(extent.minus(hi))),
        w.span(),
        () ->
            "the window "
                + Printer.print(w)
                + " may leave '"
                + w.buf().name()
                + "' in dimension "
                + d
                + ", whose extent is "
                + extent);
  }

  /** One call: binds the formals, proves what the callee asks for, and walks over its body. */
  private final class CallStep {
    private final Stmt.Call call;
    private final Scope inner = new Scope();
    private final List<View> actualViews = new ArrayList<>();

    CallStep(Stmt.Call call) {
      this.call = call;
    }

    void run() {
      List<Arg> formals = call.callee().args();
      for (int i = 0; i < formals.size(); i++) {
        bind(formals.get(i), call.args().get(i));
      }
      Scope callerScope = scope;
      Lifter callerLifter = lifter;
      enterScope(inner);
      boolean checked = minds();
      if (checked) {
        shapes(formals);
      }
      Path outside = path;
      Path known = path;
      for (Expr p : call.callee().preds()) {
        depth++;
        touch(p);
        depth--;
        Formula f = condition(p);
        require(
            AnalysisCode.ASSERTION_NOT_PROVED,
            f,
            call.span(),
            () ->
                "'"
                    + call.callee().name()
                    + "' asserts "
                    + Printer.print(p)
                    + ", which may not hold here");
        known = known.and(f);
      }
      for (Arg a : formals) {
        if (a.type() == ControlType.SIZE) {
          known = known.and(Formula.nonNegative(inner.ints.get(a.sym()).plus(-1)));
        }
      }
      if (checked) {
        overlaps(formals);
      }
      path = known;
      if (!outline) {
        depth++;
        block(call.callee().body());
        depth--;
      }
      // what the body learnt about merged configuration values stays true after it
      Path end = path;
      path = outside;
      for (Formula f : end.since(known)) {
        path = path.and(f);
      }
      scope = callerScope;
      lifter = callerLifter;
    }

    private void bind(Arg formal, Expr actual) {
      View none = null;
      if (formal.type() == ControlType.BOOL) {
        touch(actual);
        inner.bools.put(formal.sym(), condition(actual));
      } else if (!formal.type().isData()) {
        touch(actual);
        Affine v = integer(actual);
        inner.ints.put(formal.sym(), v);
        if (formal.type() == ControlType.SIZE && minds()) {
          require(
              AnalysisCode.SIZE_NOT_POSITIVE,
              Formula.nonNegative(v.plus(-1)),
              actual.span().isNone() ? call.span() : actual.span(),
              () ->
                  "size argument '"
                      + formal.name()
                      + "' of '"
                      + call.callee().name()
                      + "' is not positive: "
                      + Printer.print(actual));
        }
      } else {
        View v = actual.accept(new ViewOf());
        inner.views.put(formal.sym(), v);
        actualViews.add(v);
        return;
      }
      actualViews.add(none);
    }

    /** Extents of actual and formal must agree. */
    private void shapes(List<Arg> formals) {
      for (int i = 0; i < formals.size(); i++) {
        Arg formal = formals.get(i);
        Optional<DataType> type = formal.type().asData();
        if (type.isEmpty()) {
          continue;
        }
        View v = inner.views.get(formal.sym());
        Expr actual = call.args().get(i);
        SourceSpan span = actual.span().isNone() ? call.span() : actual.span();
        for (int d = 0; d < type.get().rank() && d < v.rank(); d++) {
          Affine want = integer(type.get().dims().get(d));
          Affine have = v.extents().get(d);
          require(
              AnalysisCode.SHAPE_MISMATCH,
              Formula.and(Formula.equal(want, have), Formula.nonNegative(want.plus(-1))),
              span,
              argument(formal, want, d, have));
        }
      }
    }

    private Supplier<String> argument(Arg formal, Affine want, int d, Affine have) {
      return () ->
          "argument '"
              + formal.name()
              + "' of '"
              + call.callee().name()
              + "' must have extent "
              + want
              + " (positive) in dimension "
              + d
              + ", here it has "
              + have;
    }

    private void overlaps(List<Arg> formals) {
      Set<Sym> written = writes.arguments(call.callee());
      for (int i = 0; i < formals.size(); i++) {
        for (int j = i + 1; j < formals.size(); j++) {
          View a = actualViews.get(i);
          View b = actualViews.get(j);
          if (a == null || b == null || a.root() != b.root()) {
            continue;
          }
          if (written.contains(formals.get(i).sym()) || written.contains(formals.get(j).sym())) {
            require(
                AnalysisCode.ALIASING,
                disjoint(a, b),
                call.span(),
                overlap(formals.get(i), formals.get(j), a.root()));
          }
        }
        View v = actualViews.get(i);
        if (v != null && v.root().isConfig()) {
          ConfigKey key = v.root().config().orElseThrow();
          boolean touched = new ConfigMentions(key).in(call.callee());
          if (touched) {
            require(
                AnalysisCode.ALIASING,
                Formula.FALSE,
                call.span(),
                () ->
                    "'"
                        + key
                        + "' is passed to '"
                        + call.callee().name()
                        + "', which uses that field itself");
          }
        }
      }
    }

    private Supplier<String> overlap(Arg a, Arg b, Buffer root) {
      return () ->
          "arguments '"
              + a.name()
              + "' and '"
              + b.name()
              + "' of '"
              + call.callee().name()
              + "' may overlap in '"
              + root.name()
              + "'";
    }

    private Formula disjoint(View a, View b) {
      List<Formula> some = new ArrayList<>();
      for (int k = 0; k < a.offsets().size(); k++) {
        Affine aEnd = end(a, k);
        Affine bEnd = end(b, k);
        some.add(Formula.geq(a.offsets().get(k), bEnd));
        some.add(Formula.geq(b.offsets().get(k), aEnd));
      }
      return Formula.or(some);
    }

    private Affine end(View v, int k) {
      int d = v.dims().get(k);
      return d < 0 ? v.offsets().get(k).plus(1) : v.offsets().get(k).plus(v.extents().get(d));
    }
  }

  /** The view that a data argument hands over. */
  private final class ViewOf extends ExprDefault<View> {
    @Override
    protected View other(Expr e) {
      throw new IllegalArgumentException("not a data argument: " + e);
    }

    @Override
    public View read(Expr.Read e) {
      View v = scope.views.get(e.buf());
      if (e.idx().isEmpty()) {
        return v;
      }
      touchAll(e.idx());
      List<Affine> at = integers(e.idx());
      for (int d = 0; d < at.size(); d++) {
        inside(e.buf(), v, d, at.get(d), e.idx().get(d), e.span());
      }
      List<Affine> points = new ArrayList<>();
      at.forEach(a -> points.add(null));
      return v.sub(at, points);
    }

    @Override
    public View window(Expr.Window e) {
      return view(e);
    }

    @Override
    public View readConfig(Expr.ReadConfig e) {
      configValue(e.config(), e.field());
      return View.whole(configBuffer(ConfigKey.of(e.config(), e.field())), terms);
    }
  }

  /** Whether a procedure, or one that it calls, mentions a field. */
  private static final class ConfigMentions extends Walker {
    private final ConfigKey key;
    private boolean found;

    ConfigMentions(ConfigKey key) {
      this.key = key;
    }

    boolean in(Proc proc) {
      visit(proc);
      return found;
    }

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      found |= key.equals(ConfigKey.of(e.config(), e.field()));
      return null;
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      found |= key.equals(ConfigKey.of(s.config(), s.field()));
      return super.writeConfig(s);
    }

    @Override
    public Void call(Stmt.Call s) {
      super.call(s);
      visit(s.callee());
      return null;
    }
  }
}
