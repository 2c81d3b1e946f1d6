package io.exo4j.schedule.exprs;

import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Simplifies the statements of a procedure in order and keeps track of what is known at each. */
final class SimplifyCode extends Rewriter {
  private final Map<Sym, Integer> declared = new HashMap<>();
  private final SimplifyRanges ranges = new SimplifyRanges();
  private final SimplifyFacts facts = new SimplifyFacts();
  private final SimplifyNormal normal =
      new SimplifyNormal(
          ranges, Comparator.comparing(Sym::name).thenComparing(s -> declared.getOrDefault(s, 0)));
  private final SimplifyFold fold = new SimplifyFold(facts);

  SimplifyCode(Proc p) {
    for (Arg a : p.args()) {
      binder(a.sym());
      if (a.type() == ControlType.SIZE) {
        ranges.put(a.sym(), SimplifyInterval.atLeast(1));
      }
    }
  }

  /** A block with a {@code pass} in it if there is nothing else. */
  static List<Stmt> filled(List<Stmt> block) {
    return block.isEmpty() ? List.of(Stmt.pass()) : block;
  }

  @Override
  protected Sym binder(Sym sym) {
    declared.put(sym, declared.size());
    return sym;
  }

  // ---------------------------------------------------------------- expressions

  @Override
  public Expr expr(Expr e) {
    return e.isData() ? e.accept(this) : fold.control(normal.of(e));
  }

  /** A number to store: control values in it are converted, so that they stay as they are. */
  private Expr number(Expr e) {
    return e.isData() ? expr(e) : e;
  }

  @Override
  public Expr bin(Expr.Bin e) {
    Expr l = number(e.lhs());
    Expr r = number(e.rhs());
    return SimplifyFold.data(
        l == e.lhs() && r == e.rhs() ? e : new Expr.Bin(e.op(), l, r, e.span()));
  }

  @Override
  public Expr externCall(Expr.ExternCall e) {
    List<Expr> args = map(e.args(), this::number);
    return args == e.args() ? e : new Expr.ExternCall(e.fn(), args, e.span());
  }

  // ---------------------------------------------------------------- statements

  @Override
  public List<Stmt> assign(Stmt.Assign s) {
    List<Expr> idx = exprs(s.idx());
    Expr rhs = number(s.rhs());
    return List.of(
        idx == s.idx() && rhs == s.rhs()
            ? s
            : new Stmt.Assign(s.id(), s.buf(), idx, rhs, s.span()));
  }

  @Override
  public List<Stmt> reduce(Stmt.Reduce s) {
    List<Expr> idx = exprs(s.idx());
    Expr rhs = number(s.rhs());
    return List.of(
        idx == s.idx() && rhs == s.rhs()
            ? s
            : new Stmt.Reduce(s.id(), s.buf(), idx, rhs, s.span()));
  }

  @Override
  public List<Stmt> writeConfig(Stmt.WriteConfig s) {
    boolean number = s.config().field(s.field()).type().isData();
    Expr rhs = number ? number(s.rhs()) : expr(s.rhs());
    facts.end(List.of(s));
    return List.of(
        rhs == s.rhs() ? s : new Stmt.WriteConfig(s.id(), s.config(), s.field(), rhs, s.span()));
  }

  @Override
  public List<Stmt> call(Stmt.Call s) {
    List<Stmt> out = super.call(s);
    facts.end(List.of(s));
    return out;
  }

  @Override
  public List<Stmt> forStmt(Stmt.For s) {
    Expr lo = expr(s.lo());
    Expr hi = expr(s.hi());
    OptionalLong first = lo.asInt();
    OptionalLong end = hi.asInt();
    if (first.isPresent() && end.isPresent() && first.getAsLong() >= end.getAsLong()) {
      return List.of();
    }
    Sym iter = binder(s.iter());
    ranges.put(iter, SimplifyInterval.iterations(ranges.of(lo), ranges.of(hi)));
    // an earlier iteration may have written what a fact is about
    facts.end(s.body());
    List<Stmt> body = filled(stmts(s.body()));
    return List.of(
        lo == s.lo() && hi == s.hi() && body == s.body()
            ? s
            : new Stmt.For(s.id(), iter, lo, hi, s.mode(), body, s.span()));
  }

  @Override
  public List<Stmt> ifStmt(Stmt.If s) {
    Expr cond = expr(s.cond());
    Optional<Boolean> decided = cond.asBool();
    if (decided.isPresent()) {
      return stmts(decided.get() ? s.then() : s.orelse());
    }
    Map<Expr, SimplifyFacts.Fact> before = facts.mark();
    Map<Map<Sym, Long>, Long> bounds = ranges.mark();
    facts.assume(cond);
    ranges.assume(cond);
    List<Stmt> then = filled(stmts(s.then()));
    ranges.restore(bounds);
    facts.restore(before, List.of());
    List<Stmt> orelse = s.orelse().isEmpty() ? s.orelse() : filled(stmts(s.orelse()));
    facts.restore(before, List.of(s));
    return List.of(
        cond == s.cond() && then == s.then() && orelse == s.orelse()
            ? s
            : new Stmt.If(s.id(), cond, then, orelse, s.span()));
  }
}
