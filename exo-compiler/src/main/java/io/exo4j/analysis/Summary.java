package io.exo4j.analysis;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one procedure does: its accesses in program order, and for each statement which
 * slice of them is its own, what is known before it and what the configuration is.
 */
public final class Summary {
  private final Proc proc;
  private final ProofSession session;
  private final Summarizer walk;
  private final Map<ConfigKey, Value> initial = new LinkedHashMap<>();

  private Summary(Proc proc, ProofSession session, Focus focus, Checks checks) {
    this.proc = proc;
    this.session = session;
    this.walk = new Summarizer(session, focus, initial, checks);
  }

  private Summary complete() {
    walk.run(proc);
    return this;
  }

  /** Walks over a procedure. */
  public static Summary of(Proc proc, ProofSession session) {
    return of(proc, session, Checks.NONE);
  }

  static Summary of(Proc proc, ProofSession session, Checks checks) {
    return new Summary(proc, session, Focus.everything(), checks).complete();
  }

  /**
   * Walks over a part of a procedure, which must not modify the configuration, nor must what it
   * calls: what is outside of the part then has no say in what is known inside.
   */
  static Summary of(Proc proc, ProofSession session, Focus focus) {
    return new Summary(proc, session, focus, Checks.NONE).complete();
  }

  /** Only checks the statements of a procedure; what its callees do is not looked at. */
  static void check(Proc proc, ProofSession session, Focus focus, Checks checks) {
    new Summary(proc, session, focus, checks).walk.runOutline(proc);
  }

  /** The procedure. */
  public Proc proc() {
    return proc;
  }

  /** The session whose terms are used. */
  public ProofSession session() {
    return session;
  }

  /**
   * Every access, in program order; the index is the {@link Access#order()} only up to allocations.
   */
  public List<Access> accesses() {
    return walk.accesses();
  }

  /** What is known about a statement, if it is one of the procedure's. */
  public Optional<StmtInfo> info(StmtId id) {
    return Optional.ofNullable(walk.infos().get(id));
  }

  /** How many statements it looked at. */
  int size() {
    return walk.infos().size();
  }

  /** The accesses whose order is in {@code [start, end)}. */
  public List<Access> slice(int start, int end) {
    List<Access> all = walk.accesses();
    return all.subList(firstFrom(start), firstFrom(end));
  }

  private int firstFrom(int order) {
    List<Access> all = walk.accesses();
    int lo = 0;
    int hi = all.size();
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (all.get(mid).order() < order) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    return lo;
  }

  /** The view that a buffer or window name stands for. */
  public Optional<View> view(Sym sym) {
    return Optional.ofNullable(walk.scope().views.get(sym));
  }

  /** The symbolic value of a control variable. */
  public Optional<Affine> variable(Sym sym) {
    return Optional.ofNullable(walk.scope().ints.get(sym));
  }

  /** The value of an integer control expression where the configuration is {@code config}. */
  Affine integer(Expr e, Map<ConfigKey, Value> config) {
    return lifter(config).integer(e);
  }

  /** The value of a boolean control expression where the configuration is {@code config}. */
  Formula condition(Expr e, Map<ConfigKey, Value> config) {
    return lifter(config).condition(e);
  }

  boolean isBool(Expr e) {
    return lifter(Map.of()).isBool(e);
  }

  private Lifter lifter(Map<ConfigKey, Value> config) {
    return new Lifter(
        session,
        walk.scope(),
        (c, field) -> {
          ConfigKey key = ConfigKey.of(c, field);
          Value v = config.get(key);
          return v == null ? walk.initialValue(key, c.field(field)) : v;
        });
  }

  /** The value that a field has when the procedure starts, if it is mentioned. */
  Optional<Value> initial(ConfigKey key) {
    return Optional.ofNullable(initial.get(key));
  }

  /** The configuration when the procedure ends: the fields that it mentions. */
  Map<ConfigKey, Value> finalConfig() {
    return walk.config();
  }

  /** What is known when the procedure ends. */
  Path finalPath() {
    return walk.path();
  }
}
