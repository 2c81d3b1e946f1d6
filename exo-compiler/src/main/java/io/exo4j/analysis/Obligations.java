package io.exo4j.analysis;

import io.exo4j.analysis.Conflicts.Instance;
import io.exo4j.analysis.Conflicts.Rule;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The named obligations that directives have to discharge, about statements of one procedure. Each
 * method gives an empty value if the obligation is <em>proved</em> and otherwise the reason why it
 * is not, with values where the solver found some. Notation: <i>W, R, D</i> are the sets of
 * elements that a block writes, reads and reduces into (windows, calls and configuration fields
 * resolved, its own allocations left out); "exposed" means not definitely written earlier in the
 * same execution of the block.
 */
public final class Obligations {
  private final Summary summary;
  private final ProofSession session;
  private final Conflicts conflicts;

  /** The obligations of a procedure. */
  public Obligations(Summary summary) {
    this.summary = summary;
    this.session = summary.session();
    this.conflicts = new Conflicts(session);
  }

  /** What the procedure does. */
  public Summary summary() {
    return summary;
  }

  // ---- values

  /**
   * {@code positive}: the expression is at least 1 whenever the statement is reached.
   *
   * @param e an integer control expression over names that are in scope before {@code at}
   */
  public Optional<Refusal> positive(Expr e, StmtId at) {
    return compare(e, BinOp.GE, Expr.lit(1), at);
  }

  /** {@code compare}: {@code a op b} holds whenever the statement is reached. */
  public Optional<Refusal> compare(Expr a, BinOp op, Expr b, StmtId at) {
    return holds(Expr.bin(op, a, b), at);
  }

  /** {@code holds}: a condition is true whenever the statement is reached. */
  public Optional<Refusal> holds(Expr condition, StmtId at) {
    StmtInfo info = info(at);
    Formula goal = summary.condition(condition, info.before());
    return prove(
        "holds",
        info.path(),
        List.of(),
        goal,
        "cannot prove " + Printer.print(condition) + " here",
        info.stmt());
  }

  /** {@code never}: a condition is false whenever the statement is reached. */
  public Optional<Refusal> never(Expr condition, StmtId at) {
    StmtInfo info = info(at);
    return prove(
        "never",
        info.path(),
        List.of(),
        summary.condition(condition, info.before()).negate(),
        "cannot prove that " + Printer.print(condition) + " is false here",
        info.stmt());
  }

  /** {@code unreachable}: the statement is never executed. */
  public Optional<Refusal> unreachable(StmtId at) {
    StmtInfo info = info(at);
    return prove(
        "unreachable",
        info.path(),
        List.of(),
        Formula.FALSE,
        "this code may be reached",
        info.stmt());
  }

  /**
   * {@code equal}: two control expressions have the same value, the first evaluated before {@code
   * at1}, the second before {@code at2}, in one execution that reaches both.
   */
  public Optional<Refusal> equal(Expr a, StmtId at1, Expr b, StmtId at2) {
    StmtInfo i = info(at1);
    StmtInfo j = info(at2);
    Formula goal =
        summary.isBool(a)
            ? Formula.iff(summary.condition(a, i.before()), summary.condition(b, j.before()))
            : Formula.equal(summary.integer(a, i.before()), summary.integer(b, j.before()));
    return prove(
        "equal",
        i.path(),
        j.path().formulas(),
        goal,
        Printer.print(a) + " and " + Printer.print(b) + " may differ",
        i.stmt());
  }

  /** The formula of a condition before a statement. */
  public Formula condition(Expr e, StmtId at) {
    return summary.condition(e, info(at).before());
  }

  /** The linear form of an integer expression before a statement. */
  public Affine integer(Expr e, StmtId at) {
    return summary.integer(e, info(at).before());
  }

  /** Proves a formula before a statement. */
  public Verdict verdict(String name, Formula goal, StmtId at) {
    return session.prove(name, "", info(at).path().formulas(), goal);
  }

  private Optional<Refusal> prove(
      String name, Path path, List<Formula> more, Formula goal, String reason, Stmt place) {
    if (goal == Formula.TRUE || path.facts().prove(goal)) {
      return Optional.empty();
    }
    List<Formula> hypotheses = new ArrayList<>(path.formulas());
    for (Formula f : more) {
      if (!hypotheses.contains(f)) {
        hypotheses.add(f);
      }
    }
    Verdict v = session.prove(name, reason, hypotheses, goal);
    return v.proved() ? Optional.empty() : Optional.of(Refusal.of(reason, v, Optional.of(place)));
  }

  StmtInfo info(StmtId id) {
    return summary
        .info(id)
        .orElseThrow(() -> new IllegalArgumentException("not a statement of this procedure"));
  }

  // ---- blocks

  Block block(List<Stmt> stmts) {
    StmtInfo first = info(stmts.get(0).id());
    StmtInfo last = info(stmts.get(stmts.size() - 1).id());
    List<Access> visible = new ArrayList<>();
    for (Access a : summary.slice(first.start(), last.end())) {
      if (a.buffer().born() < first.start()) {
        visible.add(a);
      }
    }
    return new Block(stmts, first, last, visible);
  }

  /** Everything that consecutive statements do; buffers that they allocate are left out. */
  public List<Access> effects(List<Stmt> stmts) {
    return block(stmts).accesses();
  }

  /**
   * {@code commutes}: {@code W1∩(R2∪W2∪D2) = W2∩(R1∪W1∪D1) = D1∩R2 = D2∩R1 = ∅}, and neither block
   * uses a name that the other binds. Then {@code a; b} and {@code b; a} are the same.
   */
  public Optional<Refusal> commutes(List<Stmt> a, List<Stmt> b) {
    Optional<Refusal> names = bindings(a, b);
    if (names.isPresent()) {
      return names;
    }
    return commute("commutes", block(a), same(), block(b), same(), List.of());
  }

  private Instance same() {
    return Instance.identity(session);
  }

  private Optional<Refusal> bindings(List<Stmt> a, List<Stmt> b) {
    return uses(a, b).or(() -> uses(b, a));
  }

  /** A name that {@code binder} declares at its own level and {@code user} mentions. */
  private static Optional<Refusal> uses(List<Stmt> binder, List<Stmt> user) {
    Set<Sym> free = Names.free(user);
    for (Sym s : Names.bound(binder)) {
      if (free.contains(s)) {
        return Optional.of(
            Refusal.of("'" + s.name() + "' is declared by one part and used by the other"));
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> commute(
      String name, Block a, Instance ia, Block b, Instance ib, List<Formula> relation) {
    return apart(name, Rule.COMMUTE, a.accesses(), ia, b.accesses(), ib, relation);
  }

  private Optional<Refusal> apart(
      String name,
      Rule rule,
      List<Access> as,
      Instance ia,
      List<Access> bs,
      Instance ib,
      List<Formula> relation) {
    Set<Buffer> steady = steady(as, bs);
    return conflicts.between(
        name, rule, without(as, steady), ia, without(bs, steady), ib, relation);
  }

  private static List<Access> without(List<Access> list, Set<Buffer> buffers) {
    return buffers.isEmpty()
        ? list
        : list.stream().filter(a -> !buffers.contains(a.buffer())).toList();
  }

  /** The configuration fields that both lists only ever set to the value that they have already. */
  private Set<Buffer> steady(List<Access> as, List<Access> bs) {
    Set<Buffer> candidates = new LinkedHashSet<>();
    for (List<Access> list : List.of(as, bs)) {
      list.stream()
          .filter(a -> a.buffer().isConfig() && a.modifies())
          .forEach(a -> candidates.add(a.buffer()));
    }
    candidates.removeIf(
        f ->
            Stream.concat(as.stream(), bs.stream())
                .anyMatch(a -> a.buffer() == f && a.modifies() && !isNoop(a)));
    return candidates;
  }

  boolean isNoop(Access a) {
    return a.unchanged() == Formula.TRUE
        || a.unchanged() != Formula.FALSE
            && session.holds("configUnchanged", a.path().formulas(), a.unchanged());
  }

  // ---- loops

  private LoopFrame frame(Stmt.For loop) {
    return info(loop.id())
        .frame()
        .orElseThrow(() -> new IllegalArgumentException("not a loop of this procedure"));
  }

  /** Another iteration of the loop: everything that belongs to the body is renamed. */
  private Instance another(Stmt.For loop, String suffix) {
    StmtInfo i = info(loop.id());
    LoopFrame f = frame(loop);
    return new Instance(session, f.intMark(), i.intEnd(), f.boolMark(), i.boolEnd(), suffix);
  }

  /** {@code i1 < i2}, both in range. */
  private static List<Formula> earlier(LoopFrame f, Instance first, Instance second) {
    Affine i = first.of(f.iter());
    Affine j = second.of(f.iter());
    return List.of(Formula.less(i, j), Formula.geq(i, f.lo()), Formula.less(j, f.hi()));
  }

  /**
   * {@code parallel}: for {@code i < i'}, nothing that iteration {@code i} touches is modified by
   * {@code i'}, nor the other way round; reductions count as modifications. The bounds do not
   * change.
   */
  public Optional<Refusal> parallel(Stmt.For loop) {
    Block body = block(loop.body());
    Optional<Access> config =
        body.accesses().stream().filter(a -> a.buffer().isConfig() && a.modifies()).findFirst();
    if (config.isPresent()) {
      return Optional.of(
          Refusal.at(
              "every iteration writes the configuration field " + config.get().buffer().name(),
              config.get().stmt()));
    }
    Instance other = another(loop, "'");
    return conflicts.between(
        "parallel",
        Rule.DISJOINT,
        body.accesses(),
        same(),
        body.accesses(),
        other,
        earlier(frame(loop), same(), other));
  }

  /**
   * {@code iterationsCommute}: any two iterations {@code i < i'} of the loop may be exchanged
   * (reductions commute).
   */
  public Optional<Refusal> iterationsCommute(Stmt.For loop) {
    Block body = block(loop.body());
    Instance other = another(loop, "'");
    return apart(
        "iterationsCommute",
        Rule.COMMUTE,
        body.accesses(),
        same(),
        body.accesses(),
        other,
        earlier(frame(loop), same(), other));
  }

  /**
   * {@code reorderable}: the body of the inner loop at {@code (i, j)} and at {@code (i', j')}
   * commute whenever {@code i < i'} and {@code j' < j}, and the bounds do not depend on what the
   * body does. The inner loop must be the only statement of the outer one.
   */
  public Optional<Refusal> reorderable(Stmt.For outer, Stmt.For inner) {
    Block body = block(inner.body());
    Optional<Refusal> bounds =
        unaffected(List.of(outer.lo(), outer.hi(), inner.lo(), inner.hi()), body);
    if (bounds.isPresent()) {
      return bounds;
    }
    Instance other = another(outer, "'");
    LoopFrame o = frame(outer);
    LoopFrame i = frame(inner);
    List<Formula> relation = new ArrayList<>(earlier(o, same(), other));
    relation.add(Formula.less(other.of(i.iter()), same().of(i.iter())));
    return apart(
        "reorderable", Rule.COMMUTE, body.accesses(), same(), body.accesses(), other, relation);
  }

  /** {@code unaffected}: evaluating the expressions again after the block gives the same values. */
  public Optional<Refusal> unaffected(List<Expr> exprs, List<Stmt> stmts) {
    return unaffected(exprs, block(stmts));
  }

  private Optional<Refusal> unaffected(List<Expr> exprs, Block block) {
    Set<ConfigKey> read = ConfigReads.in(exprs);
    for (Access a : block.accesses()) {
      if (a.modifies() && a.buffer().config().map(read::contains).orElse(false) && !isNoop(a)) {
        String reason = "the configuration field " + a.buffer().name() + " is changed here";
        Verdict v = session.prove("configUnchanged", "", a.path().formulas(), a.unchanged());
        return Optional.of(
            v.outcome() == Verdict.Outcome.REFUTED
                ? Refusal.of(reason, v, Optional.of(a.stmt()))
                : Refusal.at(reason, a.stmt()));
      }
    }
    return Optional.empty();
  }

  /**
   * {@code fissionable}: {@code for i: pre; post} is {@code for i: pre} then {@code for i: post},
   * i.e. for {@code i < i'}, {@code pre(i')} commutes with {@code post(i)}; or {@code pre} is the
   * same in every iteration and {@code post} modifies nothing that it touches. A configuration
   * field that every {@code pre} sets to one and the same value may be read by {@code post}.
   *
   * @param pre the first statements of the loop's body
   * @param post the others
   */
  public Optional<Refusal> fissionable(Stmt.For loop, List<Stmt> pre, List<Stmt> post) {
    Optional<Refusal> names = uses(pre, post);
    if (names.isPresent()) {
      return names;
    }
    Block a = block(pre);
    Block b = block(post);
    Optional<Refusal> bounds =
        unaffected(List.of(loop.lo(), loop.hi()), a)
            .or(() -> unaffected(List.of(loop.lo(), loop.hi()), b));
    if (bounds.isPresent()) {
      return bounds;
    }
    Set<Buffer> settled = settled(loop, a, b);
    Set<Buffer> steady = steady(a.accesses(), b.accesses());
    steady.addAll(settled);
    Instance other = another(loop, "'");
    Optional<Refusal> conflict =
        conflicts.between(
            "fissionable",
            Rule.COMMUTE,
            without(a.accesses(), steady),
            other,
            without(b.accesses(), steady),
            same(),
            earlier(frame(loop), same(), other));
    return conflict.isPresent() && repeats(loop, pre, a, b) ? Optional.empty() : conflict;
  }

  /**
   * Whether the first statements do the same in every iteration, so that all but their first run do
   * nothing: they do not mention the iteration, are idempotent, and what they touch is not modified
   * by the others, in any iteration.
   */
  private boolean repeats(Stmt.For loop, List<Stmt> pre, Block a, Block b) {
    if (Names.free(pre).contains(loop.iter()) || idempotent(pre).isPresent()) {
      return false;
    }
    Instance other = another(loop, "'");
    List<Access> modified = b.accesses().stream().filter(Access::modifies).toList();
    return conflicts
        .between("fissionable", Rule.DISJOINT, a.accesses(), other, modified, same(), List.of())
        .isEmpty();
  }

  /**
   * The configuration fields that the first block definitely sets to a value that is the same in
   * every iteration, and that the second does not change: after all of the first, the second reads
   * that value.
   */
  private Set<Buffer> settled(Stmt.For loop, Block a, Block b) {
    Set<Buffer> out = new LinkedHashSet<>();
    LoopFrame f = frame(loop);
    for (Access w : a.accesses()) {
      if (w.buffer().isConfig() && w.modifies()) {
        ConfigKey key = w.buffer().config().orElseThrow();
        Value end = a.last().after().get(key);
        boolean constant = end != null && !end.mentionsVariableFrom(f.intMark(), f.boolMark());
        boolean changed =
            b.accesses().stream()
                .anyMatch(x -> x.buffer() == w.buffer() && x.modifies() && !isNoop(x));
        if (constant && !changed) {
          out.add(w.buffer());
        }
      }
    }
    return out;
  }

  /**
   * {@code idempotent}: doing the block twice is doing it once: no exposed read or reduction of the
   * block touches what the block modifies. (The second time, control flow is the same, so the same
   * elements are overwritten with the same values.)
   */
  public Optional<Refusal> idempotent(List<Stmt> stmts) {
    Block b = block(stmts);
    Instance again =
        new Instance(
            session,
            b.first().intMark(),
            b.last().intEnd(),
            b.first().boolMark(),
            b.last().boolEnd(),
            "'");
    List<Access> modified =
        b.accesses().stream().filter(Access::modifies).filter(a -> !configNoop(a)).toList();
    for (Access r : exposed(b)) {
      for (Access m : modified) {
        if (m.buffer() == r.buffer()) {
          Optional<Refusal> c = conflicts.pair("idempotent", m, again, r, same(), List.of());
          if (c.isPresent()) {
            return c;
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean configNoop(Access a) {
    return a.buffer().isConfig() && isNoop(a);
  }

  /**
   * The reads and reductions of a block that are not proved to see only what the block itself
   * wrote.
   */
  private List<Access> exposed(Block b) {
    List<Access> out = new ArrayList<>();
    for (Access r : b.accesses()) {
      if (r.kind() != Access.Kind.WRITE && !covered(r, b.accesses(), b.first().path())) {
        out.add(r);
      }
    }
    return out;
  }

  /**
   * Like {@link #effects}, but only the reads and reductions of elements that the statements do not
   * definitely write before.
   */
  public List<Access> exposedReads(List<Stmt> stmts) {
    return exposed(block(stmts));
  }

  /**
   * {@code covered}: the element that {@code r} touches is definitely written before by one of
   * {@code candidates}, in the same iteration of the loops that enclose both.
   */
  boolean covered(Access r, List<Access> candidates, Path base) {
    List<Formula> some = new ArrayList<>();
    for (Access w : candidates) {
      if (w.order() >= r.order()) {
        break;
      }
      if (w.kind() == Access.Kind.WRITE && w.buffer() == r.buffer()) {
        some.add(writes(w, r));
      }
    }
    return !some.isEmpty() && session.holds("covered", r.path().formulas(), Formula.or(some));
  }

  /**
   * That {@code w}, in some iteration of its own loops, writes the element that {@code r} touches.
   */
  Formula writes(Access w, Access r) {
    int common = 0;
    while (common < w.frames().size()
        && common < r.frames().size()
        && w.frames().get(common) == r.frames().get(common)) {
      common++;
    }
    Set<Atom> own = new LinkedHashSet<>();
    List<Formula> parts = new ArrayList<>();
    List<Formula> known = r.path().formulas();
    for (Formula f : w.path().formulas()) {
      if (!known.contains(f)) {
        parts.add(f);
      }
    }
    for (int k = common; k < w.frames().size(); k++) {
      own.add(w.frames().get(k).iter());
    }
    if (common < w.frames().size()
        && mentionsUnknown(parts, w.coords(), w.frames().get(common), own)) {
      return Formula.FALSE;
    }
    for (int k = 0; k < w.coords().size(); k++) {
      parts.add(Formula.equal(w.coords().get(k), r.coords().get(k)));
    }
    return Elimination.exists(own, parts);
  }

  /**
   * Whether a write, of which these are the conditions and the coordinates, depends on variables of
   * the loops other than their iteration variables: values that only a run knows.
   */
  static boolean mentionsUnknown(
      List<Formula> parts, List<Affine> coords, LoopFrame outermost, Set<Atom> iters) {
    boolean[] found = {false};
    for (Formula p : parts) {
      p.variables(v -> found[0] |= v.id() >= outermost.intMark() && !iters.contains(v));
      p.boolVariables(v -> found[0] |= v.id() >= outermost.boolMark());
    }
    for (Affine c : coords) {
      c.variables(v -> found[0] |= v.id() >= outermost.intMark() && !iters.contains(v));
    }
    return found[0];
  }

  /**
   * {@code definitelyWrites}: every element that {@code point} describes, under {@code path}, is
   * written by the statements.
   *
   * @param point coordinates in the root buffer, over variables that {@code where} restricts
   */
  public boolean definitelyWrites(
      List<Stmt> stmts, Buffer buffer, List<Affine> point, List<Formula> where) {
    Block b = block(stmts);
    List<Formula> some = new ArrayList<>();
    int depth = b.first().frames().size();
    List<Formula> known = b.first().path().formulas();
    for (Access w : b.accesses()) {
      if (w.kind() == Access.Kind.WRITE && w.buffer() == buffer) {
        Set<Atom> own = new LinkedHashSet<>();
        List<Formula> parts = new ArrayList<>();
        w.path().formulas().stream().filter(f -> !known.contains(f)).forEach(parts::add);
        for (int k = depth; k < w.frames().size(); k++) {
          own.add(w.frames().get(k).iter());
        }
        boolean unknown =
            depth < w.frames().size()
                && mentionsUnknown(parts, w.coords(), w.frames().get(depth), own);
        if (!unknown) {
          for (int k = 0; k < point.size(); k++) {
            parts.add(Formula.equal(w.coords().get(k), point.get(k)));
          }
          some.add(Elimination.exists(own, parts));
        }
      }
    }
    List<Formula> hypotheses = new ArrayList<>(known);
    hypotheses.addAll(where);
    return !some.isEmpty() && session.holds("definitelyWrites", hypotheses, Formula.or(some));
  }

  // ---- what comes after

  /**
   * The accesses that may happen after the last of these statements: the rest of the procedure, and
   * everything in the loops that enclose the statements (their next iterations). {@code since} is
   * where the life of what is asked about begins: loops that also enclose it do not count.
   */
  public List<Access> after(List<Stmt> stmts, Optional<StmtId> since) {
    StmtInfo last = info(stmts.get(stmts.size() - 1).id());
    int shared = since.map(id -> info(id).frames().size()).orElse(0);
    List<Access> out = new ArrayList<>();
    for (Access a : summary.accesses()) {
      boolean later = a.order() >= last.end();
      boolean nextIteration =
          last.frames().size() > shared
              && a.frames().size() > shared
              && a.frames().get(shared) == last.frames().get(shared);
      if (later || nextIteration) {
        out.add(a);
      }
    }
    return out;
  }

  /**
   * {@code deadAfter}: no element of the buffer is touched after these statements, as long as the
   * buffer lives.
   */
  public Optional<Refusal> deadAfter(List<Stmt> stmts, Sym buffer, Optional<StmtId> alloc) {
    Buffer b = root(buffer);
    for (Access a : after(stmts, alloc)) {
      if (a.buffer() == b && reachable(a)) {
        return Optional.of(
            Refusal.at("'" + b.name() + "' is used after this, in this statement", a.stmt()));
      }
    }
    return Optional.empty();
  }

  /** False if it is proved that the access never happens. */
  public boolean reachable(Access a) {
    return !session.holds("unreachable", a.path().formulas(), Formula.FALSE);
  }

  /** The root buffer of a name. */
  public Buffer root(Sym name) {
    return summary
        .view(name)
        .orElseThrow(() -> new IllegalArgumentException("no buffer " + name))
        .root();
  }

  /** {@code reduceOnly}: the statements do nothing with the buffer but reduce into it. */
  public Optional<Refusal> reduceOnly(List<Stmt> stmts, Sym buffer) {
    Buffer b = root(buffer);
    for (Access a : effects(stmts)) {
      if (a.buffer() == b && a.kind() != Access.Kind.REDUCE && reachable(a)) {
        return Optional.of(Refusal.at("'" + b.name() + "' is not only reduced into", a.stmt()));
      }
    }
    return Optional.empty();
  }

  /**
   * {@code unmodified}: between the evaluation and each use, on every path, nothing modifies what
   * the evaluation reads.
   *
   * @param evaluation the statement whose reads count (and its writes, if {@code andWritten})
   * @param region the statements of one block in which the uses are
   * @param uses the innermost statements that use the value; what one of them does itself comes
   *     later
   */
  public Optional<Refusal> unmodified(
      Stmt evaluation, boolean andWritten, List<Stmt> region, List<StmtId> uses) {
    return unmodified(evaluation, a -> andWritten || a.kind() == Access.Kind.READ, region, uses);
  }

  private Optional<Refusal> unmodified(
      Stmt evaluation, Predicate<Access> counts, List<Stmt> region, List<StmtId> uses) {
    StmtInfo eval = info(evaluation.id());
    List<Access> needed = summary.slice(eval.start(), eval.end()).stream().filter(counts).toList();
    int depth = info(region.get(0).id()).frames().size();
    int from = info(region.get(0).id()).start();
    int to = info(region.get(region.size() - 1).id()).end();
    for (Access m : summary.slice(from, to)) {
      if (!m.modifies() || configNoop(m) || uses.stream().noneMatch(u -> mayPrecede(m, u, depth))) {
        continue;
      }
      for (Access r : needed) {
        if (r.buffer() == m.buffer()) {
          Optional<Refusal> c = conflicts.pair("unmodified", m, same(), r, same(), List.of());
          if (c.isPresent()) {
            return c;
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * {@code unmodified} for everything that the evaluation reads but one buffer, which the caller
   * answers for.
   */
  public Optional<Refusal> unmodifiedApart(
      Stmt evaluation, Sym apart, List<Stmt> region, List<StmtId> uses) {
    Buffer except = root(apart);
    return unmodified(evaluation, a -> a.buffer() != except, region, uses);
  }

  /** Whether an access may happen before a statement: earlier, or in an earlier iteration. */
  private boolean mayPrecede(Access m, StmtId use, int depth) {
    StmtInfo u = info(use);
    return m.order() < u.start()
        || u.frames().size() > depth
            && m.frames().size() > depth
            && m.frames().get(depth) == u.frames().get(depth);
  }

  /**
   * {@code notReadBy}: the second statement reads nothing that the first one, just before it,
   * modifies.
   */
  public Optional<Refusal> notReadBy(Stmt first, Stmt second) {
    StmtInfo a = info(first.id());
    StmtInfo b = info(second.id());
    for (Access w : summary.slice(a.start(), a.end())) {
      for (Access r : summary.slice(b.start(), b.end())) {
        if (w.modifies() && r.kind() == Access.Kind.READ && w.buffer() == r.buffer()) {
          Optional<Refusal> c = conflicts.pair("notReadBy", w, same(), r, same(), List.of());
          if (c.isPresent()) {
            return c;
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * {@code initialised}: everything that the statement reads is an argument, a configuration field,
   * or was definitely written before.
   */
  public Optional<Refusal> initialised(Stmt s) {
    return initialised(s, r -> r.kind() == Access.Kind.READ);
  }

  /** {@code initialised}, also for what the statement adds to. */
  public Optional<Refusal> initialisedWithSums(Stmt s) {
    return initialised(s, r -> r.kind() != Access.Kind.WRITE);
  }

  private Optional<Refusal> initialised(Stmt s, Predicate<Access> counts) {
    StmtInfo info = info(s.id());
    for (Access r : summary.slice(info.start(), info.end())) {
      if (counts.test(r)
          && r.buffer().born() >= 0
          && !covered(r, summary.slice(r.buffer().born(), r.order()), Path.empty())) {
        return Optional.of(
            Refusal.at(
                "'" + r.buffer().name() + "' may not have been written yet where it is read", s));
      }
    }
    return Optional.empty();
  }

  /**
   * {@code unread}: after the statement, nothing reads (or reduces into) what it writes, as long as
   * the buffer lives.
   *
   * @param alloc where the life of the buffer begins; absent for an argument
   */
  public Optional<Refusal> unread(Stmt s, Optional<StmtId> alloc) {
    StmtInfo info = info(s.id());
    for (Access w : summary.slice(info.start(), info.end())) {
      if (w.modifies()) {
        for (Access r : after(List.of(s), alloc)) {
          if (r.buffer() == w.buffer() && r.kind() != Access.Kind.WRITE) {
            Optional<Refusal> c = overlapLater(w, r, info);
            if (c.isPresent()) {
              return c;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether {@code r}, in the same or another iteration of the loops around, touches what w wrote.
   */
  private Optional<Refusal> overlapLater(Access w, Access r, StmtInfo info) {
    if (r.order() >= info.end()) {
      Optional<Refusal> c = conflicts.pair("unread", w, same(), r, same(), List.of());
      if (c.isPresent()) {
        return c;
      }
    }
    int common = LoopFrame.common(w.frames(), r.frames());
    if (common == 0) {
      return Optional.empty();
    }
    LoopFrame f = w.frames().get(0);
    StmtInfo loop = info(f.loop().id());
    Instance other =
        new Instance(session, f.intMark(), loop.intEnd(), f.boolMark(), loop.boolEnd(), "'");
    return conflicts.pair("unread", w, same(), r, other, List.of());
  }

  // ---- boxes

  /**
   * One dimension of a box.
   *
   * @param lo the first index
   * @param hi one more than the last index
   */
  public record Range(Affine lo, Affine hi) {
    /** A single index. */
    public static Range point(Affine at) {
      return new Range(at, at.plus(1));
    }

    Formula contains(Affine x) {
      return Formula.and(Formula.geq(x, lo), Formula.less(x, hi));
    }
  }

  /** {@code within}: the access, whenever it happens, is inside the box of its root buffer. */
  public Verdict within(Access a, List<Range> box) {
    List<Formula> in = new ArrayList<>();
    for (int k = 0; k < box.size(); k++) {
      in.add(box.get(k).contains(a.coords().get(k)));
    }
    return session.prove("within", a.location(), a.path().formulas(), Formula.and(in));
  }

  /** {@code outside}: the access, whenever it happens, is outside the box of its root buffer. */
  public Verdict outside(Access a, List<Range> box) {
    List<Formula> in = new ArrayList<>();
    for (int k = 0; k < box.size(); k++) {
      in.add(box.get(k).contains(a.coords().get(k)));
    }
    return session.prove("outside", a.location(), a.path().formulas(), Formula.and(in).negate());
  }

  /** The symbolic configuration before a statement; fields never mentioned are missing. */
  public Map<ConfigKey, Value> configBefore(StmtId at) {
    return info(at).before();
  }
}
