package io.exo4j.analysis;

import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a statement does, as far as {@link Summarizer} has to look: all of it. Statements around
 * what is in focus, and others, are looked at by {@link Shell} and {@link Declared}.
 */
class SummaryStep implements Stmt.Visitor<Void> {
  private final Summarizer walk;
  private final Summarizer.InfoBuilder info;

  /**
   * Looks at a statement.
   *
   * @param info hears what is known inside; null in callees, about which nobody asks
   */
  SummaryStep(Summarizer walk, Summarizer.InfoBuilder info) {
    this.walk = walk;
    this.info = info;
  }

  @Override
  public Void assign(Stmt.Assign s) {
    walk.touchAll(s.idx());
    walk.touch(s.rhs());
    walk.element(Access.Kind.WRITE, s.buf(), s.idx(), s.span());
    return null;
  }

  @Override
  public Void reduce(Stmt.Reduce s) {
    walk.touchAll(s.idx());
    walk.touch(s.rhs());
    walk.element(Access.Kind.REDUCE, s.buf(), s.idx(), s.span());
    return null;
  }

  @Override
  public Void writeConfig(Stmt.WriteConfig s) {
    walk.touch(s.rhs());
    ConfigKey key = ConfigKey.of(s.config(), s.field());
    Type type = ConfigKey.type(s.config(), s.field());
    Value value =
        type.isData()
            ? new Value.Int(walk.dataValue(s.rhs(), type))
            : type.asControl().orElseThrow() == ControlType.BOOL
                ? new Value.Bool(walk.condition(s.rhs()))
                : new Value.Int(walk.integer(s.rhs()));
    if (type == ControlType.SIZE) {
      walk.require(
          AnalysisCode.SIZE_NOT_POSITIVE,
          Formula.nonNegative(walk.integer(s.rhs()).plus(-1)),
          s.rhs().span().isNone() ? s.span() : s.rhs().span(),
          () -> "the size field " + key + " is set to a value that is not positive");
    }
    Value old = walk.configValue(s.config(), s.field());
    walk.access(
        Access.Kind.WRITE,
        walk.configBuffer(s.config(), s.field()),
        List.of(),
        s.span(),
        Optional.of(value),
        value.equalTo(old));
    walk.setConfig(key, value);
    return null;
  }

  @Override
  public Void pass(Stmt.Pass s) {
    return null;
  }

  @Override
  public Void ifStmt(Stmt.If s) {
    walk.touch(s.cond());
    Formula c = walk.condition(s.cond());
    Path outside = walk.path;
    Map<ConfigKey, Value> entry = walk.config;
    walk.path = outside.and(c);
    if (info != null) {
      info.condition = c;
      info.inner = walk.path;
    }
    walk.block(s.then());
    Map<ConfigKey, Value> afterThen = walk.config;
    walk.config = entry;
    walk.path = outside.and(c.negate());
    if (info != null) {
      info.orelse = walk.path;
    }
    walk.block(s.orelse());
    Map<ConfigKey, Value> afterElse = walk.config;
    walk.path = outside;
    walk.config = entry;
    walk.forget(s.then());
    walk.forget(s.orelse());
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
      Value base = entry.containsKey(k) ? entry.get(k) : walk.initial.get(k);
      Value a = then.getOrDefault(k, base);
      Value b = orelse.getOrDefault(k, base);
      walk.setConfig(k, walk.choose(k, c, a, b));
    }
  }

  @Override
  public Void forStmt(Stmt.For s) {
    walk.touch(s.lo());
    walk.touch(s.hi());
    Affine lo = walk.integer(s.lo());
    Affine hi = walk.integer(s.hi());
    walk.require(
        AnalysisCode.NEGATIVE_TRIP_COUNT,
        Formula.geq(hi, lo),
        s.hi().span().isNone() ? s.span() : s.hi().span(),
        () -> "the loop on '" + s.iter().name() + "' may end before it starts");
    new SummaryLoop(walk, s, lo, hi).run(info);
    return null;
  }

  @Override
  public Void alloc(Stmt.Alloc s) {
    walk.touchAll(s.type().dims());
    for (int d = 0; d < s.type().rank(); d++) {
      if (walk.minds()) {
        walk.positive(s.type().dims().get(d), s.span(), s.buf().name(), d);
      }
    }
    List<Affine> extents = walk.integers(s.type().dims());
    DataType element = DataType.scalar(s.type().precision());
    List<Affine> strides = walk.dense(s.buf(), extents);
    Buffer b = new Buffer(s.buf(), null, element, extents, strides, walk.order++);
    walk.scope.views.put(s.buf(), View.whole(b, walk.terms));
    walk.dataVersions.remove(s.buf());
    return null;
  }

  @Override
  public Void window(Stmt.WindowStmt s) {
    walk.scope.views.put(s.name(), walk.views.window(s.window()));
    return null;
  }

  @Override
  public Void call(Stmt.Call s) {
    new SummaryCall(walk, s).run();
    return null;
  }

  /** Of a statement around what is in focus, what holds inside of it, and what is declared. */
  static final class Shell extends SummaryStep {
    Shell(Summarizer walk, Summarizer.InfoBuilder info) {
      super(walk, info);
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

  /** Of a statement that is not in focus, what it declares. */
  static final class Declared extends StmtDefault<Void> {
    private final SummaryStep step;

    Declared(SummaryStep step) {
      this.step = step;
    }

    @Override
    protected Void other(Stmt s) {
      return null;
    }

    @Override
    public Void alloc(Stmt.Alloc s) {
      return step.alloc(s);
    }

    @Override
    public Void window(Stmt.WindowStmt s) {
      return step.window(s);
    }
  }
}
