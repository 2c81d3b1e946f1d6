package io.exo4j.analysis;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The named obligations that directives have to discharge, about statements of one procedure. Each
 * method gives an empty value if the obligation is <em>proved</em> and otherwise the reason why it
 * is not, with values where the solver found some. Notation: <i>W, R, D</i> are the sets of
 * elements that a block writes, reads and reduces into (windows, calls and configuration fields
 * resolved, its own allocations left out); "exposed" means not definitely written earlier in the
 * same execution of the block.
 *
 * <p>Questions about some statements look at these and their surroundings only; those that give or
 * take accesses, buffers or linear forms look at the whole procedure, so that their answers go
 * together.
 */
public final class Obligations {
  private final Summaries summaries;
  private final ProofSession session;

  /** The obligations of a procedure. */
  public Obligations(Summary summary) {
    this(new Summaries(summary));
  }

  Obligations(Summaries summaries) {
    this.summaries = summaries;
    this.session = summaries.session();
  }

  /** What the procedure does. */
  public Summary summary() {
    return summaries.all();
  }

  ProofSession session() {
    return session;
  }

  private Conditions before(StmtId... places) {
    return new Conditions(summaries.of(List.of(), List.of(places)));
  }

  private Summary inside(List<Stmt> stmts) {
    return summaries.of(stmts.stream().map(Stmt::id).toList(), List.of());
  }

  /**
   * Asks whether parts of the statements may be exchanged. It is enough if that follows from the
   * windows that calls are given; if not, everything counts that the callees do.
   */
  private Optional<Refusal> exchange(
      List<Stmt> stmts, Function<Exchanges, Optional<Refusal>> question) {
    boolean apart =
        summaries
            .windows(stmts)
            .filter(windows -> question.apply(new Exchanges(windows)).isEmpty())
            .isPresent();
    return apart ? Optional.empty() : question.apply(new Exchanges(inside(stmts)));
  }

  private Coverage coverage() {
    return new Coverage(summary());
  }

  private Lifetimes lifetimes() {
    return new Lifetimes(summary());
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
    return before(at).holds(condition, at);
  }

  /** {@code never}: a condition is false whenever the statement is reached. */
  public Optional<Refusal> never(Expr condition, StmtId at) {
    return before(at).never(condition, at);
  }

  /** {@code unreachable}: the statement is never executed. */
  public Optional<Refusal> unreachable(StmtId at) {
    return before(at).unreachable(at);
  }

  /**
   * {@code equal}: two control expressions have the same value, the first evaluated before {@code
   * at1}, the second before {@code at2}, in one execution that reaches both.
   */
  public Optional<Refusal> equal(Expr a, StmtId at1, Expr b, StmtId at2) {
    return before(at1, at2).equal(a, at1, b, at2);
  }

  /** The formula of a condition before a statement. */
  public Formula condition(Expr e, StmtId at) {
    return summary().condition(e, info(at).before());
  }

  /** The linear form of an integer expression before a statement. */
  public Affine integer(Expr e, StmtId at) {
    return summary().integer(e, info(at).before());
  }

  StmtInfo info(StmtId id) {
    return coverage().info(id);
  }

  // ---- what may be exchanged

  /**
   * {@code commutes}: {@code W1∩(R2∪W2∪D2) = W2∩(R1∪W1∪D1) = D1∩R2 = D2∩R1 = ∅}, and neither block
   * uses a name that the other binds. Then {@code a; b} and {@code b; a} are the same.
   */
  public Optional<Refusal> commutes(List<Stmt> a, List<Stmt> b) {
    List<Stmt> both = new ArrayList<>(a);
    both.addAll(b);
    return exchange(both, e -> e.commutes(a, b));
  }

  /**
   * {@code parallel}: for {@code i < i'}, nothing that iteration {@code i} touches is modified by
   * {@code i'}, nor the other way round; reductions count as modifications. The bounds do not
   * change.
   */
  public Optional<Refusal> parallel(Stmt.For loop) {
    return exchange(List.of(loop), e -> e.parallel(loop));
  }

  /**
   * {@code iterationsCommute}: any two iterations {@code i < i'} of the loop may be exchanged
   * (reductions commute).
   */
  public Optional<Refusal> iterationsCommute(Stmt.For loop) {
    return exchange(List.of(loop), e -> e.iterationsCommute(loop));
  }

  /**
   * {@code reorderable}: the body of the inner loop at {@code (i, j)} and at {@code (i', j')}
   * commute whenever {@code i < i'} and {@code j' < j}, and the bounds do not depend on what the
   * body does. The inner loop must be the only statement of the outer one.
   */
  public Optional<Refusal> reorderable(Stmt.For outer, Stmt.For inner) {
    return exchange(List.of(outer), e -> e.reorderable(outer, inner));
  }

  /** {@code unaffected}: evaluating the expressions again after the block gives the same values. */
  public Optional<Refusal> unaffected(List<Expr> exprs, List<Stmt> stmts) {
    return ConfigReads.in(exprs).isEmpty()
        ? Optional.empty()
        : new Exchanges(inside(stmts)).unaffected(exprs, stmts);
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
    return exchange(List.of(loop), e -> e.fissionable(loop, pre, post));
  }

  boolean isNoop(Access a) {
    return coverage().isNoop(a);
  }

  // ---- what is definitely written

  /**
   * {@code idempotent}: doing the block twice is doing it once: no exposed read or reduction of the
   * block touches what the block modifies. (The second time, control flow is the same, so the same
   * elements are overwritten with the same values.)
   */
  public Optional<Refusal> idempotent(List<Stmt> stmts) {
    return new Coverage(inside(stmts)).idempotent(stmts);
  }

  /** See {@link Coverage#covered}. */
  boolean covered(Access r, List<Access> candidates, Path base) {
    return coverage().covered(r, candidates, base);
  }

  /** See {@link Coverage#writes}. */
  Formula writes(Access w, Access r) {
    return coverage().writes(w, r);
  }

  /**
   * {@code definitelyWrites}: every element that {@code point} describes, under {@code path}, is
   * written by the statements.
   *
   * @param point coordinates in the root buffer, over variables that {@code where} restricts
   */
  public boolean definitelyWrites(
      List<Stmt> stmts, Buffer buffer, List<Affine> point, List<Formula> where) {
    return coverage().definitelyWrites(stmts, buffer, point, where);
  }

  // ---- what comes before and after

  Block block(List<Stmt> stmts) {
    return coverage().block(stmts);
  }

  /** Everything that consecutive statements do; buffers that they allocate are left out. */
  public List<Access> effects(List<Stmt> stmts) {
    return coverage().effects(stmts);
  }

  /**
   * The accesses that may happen after the last of these statements: the rest of the procedure, and
   * everything in the loops that enclose the statements (their next iterations). {@code since} is
   * where the life of what is asked about begins: loops that also enclose it do not count.
   */
  public List<Access> after(List<Stmt> stmts, Optional<StmtId> since) {
    return lifetimes().after(stmts, since);
  }

  /**
   * {@code deadAfter}: no element of the buffer is touched after these statements, as long as the
   * buffer lives.
   */
  public Optional<Refusal> deadAfter(List<Stmt> stmts, Sym buffer, Optional<StmtId> alloc) {
    return lifetimes().deadAfter(stmts, buffer, alloc);
  }

  /** False if it is proved that the access never happens. */
  public boolean reachable(Access a) {
    return lifetimes().reachable(a);
  }

  /** The root buffer of a name. */
  public Buffer root(Sym name) {
    return lifetimes().root(name);
  }

  /** {@code reduceOnly}: the statements do nothing with the buffer but reduce into it. */
  public Optional<Refusal> reduceOnly(List<Stmt> stmts, Sym buffer) {
    return new Lifetimes(inside(stmts)).reduceOnly(stmts, buffer);
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
    return around(evaluation, region).unmodified(evaluation, andWritten, region, uses);
  }

  /**
   * {@code unmodified} for everything that the evaluation reads but one buffer, which the caller
   * answers for.
   */
  public Optional<Refusal> unmodifiedApart(
      Stmt evaluation, Sym apart, List<Stmt> region, List<StmtId> uses) {
    return around(evaluation, region).unmodifiedApart(evaluation, apart, region, uses);
  }

  private Lifetimes around(Stmt evaluation, List<Stmt> region) {
    List<Stmt> all = new ArrayList<>(region);
    all.add(evaluation);
    return new Lifetimes(inside(all));
  }

  /**
   * {@code notReadBy}: the second statement reads nothing that the first one, just before it,
   * modifies.
   */
  public Optional<Refusal> notReadBy(Stmt first, Stmt second) {
    return new Lifetimes(inside(List.of(first, second))).notReadBy(first, second);
  }

  /**
   * {@code initialised}: everything that the statement reads is an argument, a configuration field,
   * or was definitely written before.
   */
  public Optional<Refusal> initialised(Stmt s) {
    return lifetimes().initialised(s);
  }

  /** {@code initialised}, also for what the statement adds to. */
  public Optional<Refusal> initialisedWithSums(Stmt s) {
    return lifetimes().initialisedWithSums(s);
  }

  /**
   * {@code unread}: after the statement, nothing reads (or reduces into) what it writes, as long as
   * the buffer lives.
   *
   * @param alloc where the life of the buffer begins; absent for an argument
   */
  public Optional<Refusal> unread(Stmt s, Optional<StmtId> alloc) {
    return lifetimes().unread(s, alloc);
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
}
