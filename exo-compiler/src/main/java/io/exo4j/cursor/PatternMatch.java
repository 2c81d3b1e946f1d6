package io.exo4j.cursor;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.Sym;
import io.exo4j.syntax.AstBinaryOp;
import io.exo4j.syntax.AstExpr;
import io.exo4j.syntax.AstName;
import io.exo4j.syntax.AstStmt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether code matches a pattern. Names are compared as text, plain or as they are printed; {@code
 * _} matches anything. Subscripts, arguments and extents are compared pairwise as far as both lists
 * go, so {@code x} and {@code x[_]} match any rank. Loop modes, element types and memories do not
 * matter.
 */
final class PatternMatch {
  private final ProcIndex index;

  /** Matches in a procedure, whose printed form says what a name is that is declared twice. */
  PatternMatch(ProcIndex index) {
    this.index = index;
  }

  /**
   * Matches a sequence against a block from a position on. {@code _} skips statements up to the
   * first that the next element matches; at the end it takes the rest.
   *
   * @return the position behind the match, if it matches
   */
  OptionalInt sequence(List<AstStmt> patterns, List<Stmt> block, int from) {
    int at = from;
    for (int k = 0; k < patterns.size(); k++) {
      AstStmt p = patterns.get(k);
      if (isHole(p)) {
        if (k == patterns.size() - 1) {
          return patterns.size() == 1 && at >= block.size()
              ? OptionalInt.empty()
              : OptionalInt.of(block.size());
        }
        if (isHole(patterns.get(k + 1))) {
          continue;
        }
        while (at < block.size() && !stmt(patterns.get(k + 1), block.get(at))) {
          at++;
        }
      } else if (at < block.size() && stmt(p, block.get(at))) {
        at++;
      } else {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(at);
  }

  /** Whether one statement matches. */
  boolean stmt(AstStmt pattern, Stmt s) {
    return s.accept(new MatchStmt(pattern));
  }

  /** Whether an expression matches. */
  boolean expr(AstExpr pattern, Expr e) {
    return pattern.accept(new MatchExpr(e));
  }

  private static boolean isHole(AstStmt p) {
    return p instanceof AstStmt.Hole;
  }

  private static boolean isHole(AstExpr p) {
    return p instanceof AstExpr.Hole;
  }

  private static boolean name(AstName pattern, String name) {
    return pattern.isHole() || pattern.text().equals(name);
  }

  /** A symbol has its own name and the one that it is printed with. */
  private boolean name(AstName pattern, Sym sym) {
    return name(pattern, sym.name())
        || pattern.text().startsWith(sym.name() + "_")
            && pattern.text().equals(index.printedNames().get(sym));
  }

  private boolean pairwise(List<AstExpr> patterns, List<Expr> exprs) {
    for (int i = 0; i < Math.min(patterns.size(), exprs.size()); i++) {
      if (!expr(patterns.get(i), exprs.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static <T> Optional<T> as(Object o, Class<T> kind) {
    return kind.isInstance(o) ? Optional.of(kind.cast(o)) : Optional.empty();
  }

  private final class MatchStmt extends StmtDefault<Boolean> {
    private final AstStmt pattern;

    MatchStmt(AstStmt pattern) {
      this.pattern = pattern;
    }

    @Override
    protected Boolean other(Stmt s) {
      return isHole(pattern);
    }

    @Override
    public Boolean assign(Stmt.Assign s) {
      return as(pattern, AstStmt.Assign.class)
          .map(
              p ->
                  name(p.target(), s.buf())
                      && pairwise(p.indices(), s.idx())
                      && expr(p.value(), s.rhs()))
          .orElse(isHole(pattern));
    }

    @Override
    public Boolean reduce(Stmt.Reduce s) {
      return as(pattern, AstStmt.Reduce.class)
          .map(
              p ->
                  name(p.target(), s.buf())
                      && pairwise(p.indices(), s.idx())
                      && expr(p.value(), s.rhs()))
          .orElse(isHole(pattern));
    }

    @Override
    public Boolean writeConfig(Stmt.WriteConfig s) {
      return as(pattern, AstStmt.FieldAssign.class)
          .map(
              p ->
                  name(p.config(), s.config().name())
                      && name(p.field(), s.field())
                      && expr(p.value(), s.rhs()))
          .orElse(isHole(pattern));
    }

    @Override
    public Boolean pass(Stmt.Pass s) {
      return pattern instanceof AstStmt.Pass || isHole(pattern);
    }

    @Override
    public Boolean ifStmt(Stmt.If s) {
      return as(pattern, AstStmt.If.class)
          .map(
              p ->
                  expr(p.condition(), s.cond())
                      && sequence(p.body(), s.then(), 0).isPresent()
                      && (p.orElse().isEmpty() || sequence(p.orElse(), s.orelse(), 0).isPresent()))
          .orElse(isHole(pattern));
    }

    @Override
    public Boolean forStmt(Stmt.For s) {
      return as(pattern, AstStmt.For.class)
          .map(
              p ->
                  name(p.iter(), s.iter())
                      && expr(p.lo(), s.lo())
                      && expr(p.hi(), s.hi())
                      && sequence(p.body(), s.body(), 0).isPresent())
          .orElse(isHole(pattern));
    }

    @Override
    public Boolean alloc(Stmt.Alloc s) {
      return as(pattern, AstStmt.Alloc.class)
          .map(p -> name(p.name(), s.buf()) && pairwise(p.type().dimensions(), s.type().dims()))
          .orElse(isHole(pattern));
    }

    @Override
    public Boolean call(Stmt.Call s) {
      return as(pattern, AstStmt.Call.class)
          .map(p -> name(p.procedure(), s.callee().name()) && pairwise(p.arguments(), s.args()))
          .orElse(isHole(pattern));
    }

    @Override
    public Boolean window(Stmt.WindowStmt s) {
      return as(pattern, AstStmt.Assign.class)
          .map(
              p ->
                  p.indices().isEmpty()
                      && name(p.target(), s.name())
                      && expr(p.value(), s.window()))
          .orElse(isHole(pattern));
    }
  }

  private final class MatchExpr implements AstExpr.Visitor<Boolean> {
    private final Expr e;

    MatchExpr(Expr e) {
      this.e = e;
    }

    private <T> Optional<T> is(Class<T> kind) {
      return as(e, kind);
    }

    private boolean number(double value) {
      return is(Expr.IntLit.class).map(l -> l.value() == value).orElse(false)
          || is(Expr.DataLit.class).map(l -> l.value().doubleValue() == value).orElse(false);
    }

    @Override
    public Boolean visitInt(AstExpr.IntLiteral p) {
      return is(Expr.IntLit.class).map(l -> l.value() == p.value()).orElse(number(p.value()));
    }

    @Override
    public Boolean visitFloat(AstExpr.FloatLiteral p) {
      return number(p.value());
    }

    @Override
    public Boolean visitBool(AstExpr.BoolLiteral p) {
      return is(Expr.BoolLit.class).map(l -> l.value() == p.value()).orElse(false);
    }

    @Override
    public Boolean visitName(AstExpr.Name p) {
      return is(Expr.Var.class).map(v -> name(p.name(), v.sym())).orElse(false)
          || is(Expr.Read.class).map(r -> name(p.name(), r.buf())).orElse(false);
    }

    @Override
    public Boolean visitSubscript(AstExpr.Subscript p) {
      return is(Expr.Read.class)
          .map(r -> !p.hasSlice() && name(p.base(), r.buf()) && pairwise(p.indices(), r.idx()))
          .or(
              () ->
                  is(Expr.Window.class)
                      .map(w -> name(p.base(), w.buf()) && coords(p.indices(), w.coords())))
          .orElse(false);
    }

    private boolean coords(List<AstExpr> patterns, List<Coord> coords) {
      if (patterns.size() == 1 && isHole(patterns.get(0))) {
        return true;
      }
      if (patterns.size() != coords.size()) {
        return false;
      }
      for (int i = 0; i < coords.size(); i++) {
        if (!coord(patterns.get(i), coords.get(i))) {
          return false;
        }
      }
      return true;
    }

    private boolean coord(AstExpr pattern, Coord c) {
      if (isHole(pattern)) {
        return true;
      }
      return c.accept(
          new Coord.Visitor<Boolean>() {
            @Override
            public Boolean point(Coord.Point point) {
              return expr(pattern, point.at());
            }

            @Override
            public Boolean interval(Coord.Interval i) {
              return as(pattern, AstExpr.Slice.class)
                  .map(
                      s ->
                          s.lo().map(lo -> expr(lo, i.lo())).orElse(true)
                              && s.hi().map(hi -> expr(hi, i.hi())).orElse(true))
                  .orElse(false);
            }
          });
    }

    @Override
    public Boolean visitSlice(AstExpr.Slice p) {
      return false;
    }

    @Override
    public Boolean visitNegate(AstExpr.Negate p) {
      return is(Expr.Neg.class).map(n -> expr(p.operand(), n.arg())).orElse(false)
          || is(Expr.IntLit.class)
              .map(l -> l.value() < 0 && expr(p.operand(), Expr.negate(l, l.span())))
              .orElse(false)
          || is(Expr.DataLit.class)
              .map(l -> l.value().signum() < 0 && expr(p.operand(), Expr.negate(l, l.span())))
              .orElse(false);
    }

    @Override
    public Boolean visitBinary(AstExpr.Binary p) {
      return is(Expr.Bin.class)
          .map(b -> same(p.op(), b.op()) && expr(p.left(), b.lhs()) && expr(p.right(), b.rhs()))
          .orElse(false);
    }

    /** {@code a < b < c} is the conjunction {@code a < b and b < c} by the time it is looked at. */
    @Override
    public Boolean visitChain(AstExpr.Chain p) {
      AstExpr conjunction = null;
      for (int i = 0; i < p.ops().size(); i++) {
        AstExpr link =
            new AstExpr.Binary(
                p.span(), p.ops().get(i), p.operands().get(i), p.operands().get(i + 1));
        conjunction =
            conjunction == null
                ? link
                : new AstExpr.Binary(p.span(), AstBinaryOp.AND, conjunction, link);
      }
      return expr(conjunction, e);
    }

    private static boolean same(AstBinaryOp pattern, BinOp op) {
      return pattern.symbol().equals(op.text());
    }

    @Override
    public Boolean visitCall(AstExpr.Call p) {
      return is(Expr.ExternCall.class)
          .map(x -> name(p.function(), x.fn().name()) && pairwise(p.arguments(), x.args()))
          .orElse(false);
    }

    @Override
    public Boolean visitStride(AstExpr.Stride p) {
      return is(Expr.Stride.class)
          .map(
              s ->
                  name(p.tensor(), s.buf())
                      && (p.dimension().isEmpty() || p.dimension().getAsInt() == s.dim()))
          .orElse(false);
    }

    @Override
    public Boolean visitField(AstExpr.Field p) {
      return is(Expr.ReadConfig.class)
          .map(r -> name(p.config(), r.config().name()) && name(p.field(), r.field()))
          .orElse(false);
    }

    @Override
    public Boolean visitHole(AstExpr.Hole p) {
      return true;
    }
  }
}
