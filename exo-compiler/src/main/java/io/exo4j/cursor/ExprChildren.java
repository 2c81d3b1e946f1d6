package io.exo4j.cursor;

import io.exo4j.cursor.ExprStep.Field;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The expressions directly below a statement or an expression, by step, in the order of the search.
 */
public final class ExprChildren {
  private ExprChildren() {}

  /** An expression and the step that leads to it. */
  public record Child(ExprStep step, Expr expr) {}

  /** What to put in place of a child. */
  @FunctionalInterface
  public interface Mapping extends BiFunction<ExprStep, Expr, Expr> {}

  /** The statement with each direct child replaced; the same object if nothing changes. */
  public static Stmt map(Stmt s, Mapping f) {
    return s.accept(new MapStmt(f));
  }

  /** The expression with each direct child replaced; the same object if nothing changes. */
  public static Expr map(Expr e, Mapping f) {
    return e.accept(new MapExpr(f));
  }

  /**
   * The direct children of a statement: subscripts before the right-hand side, bounds, condition,
   * arguments.
   */
  public static List<Child> of(Stmt s) {
    List<Child> out = new ArrayList<>();
    map(s, (step, e) -> collect(out, step, e));
    return out;
  }

  /** The direct children of an expression. */
  public static List<Child> of(Expr e) {
    List<Child> out = new ArrayList<>();
    map(e, (step, c) -> collect(out, step, c));
    return out;
  }

  /** The expression that a path leads to, if there is one. */
  public static Optional<Expr> at(Stmt s, List<ExprStep> path) {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Optional<Expr> e = find(of(s), path.get(0));
    for (ExprStep step : path.subList(1, path.size())) {
      e = e.flatMap(x -> find(of(x), step));
    }
    return e;
  }

  /** The statement with the expression at {@code path} replaced. */
  public static Stmt with(Stmt s, List<ExprStep> path, Expr replacement) {
    return map(
        s,
        (step, e) ->
            step.equals(path.get(0)) ? with(e, path.subList(1, path.size()), replacement) : e);
  }

  /** The expression with the one at {@code path} below it replaced. */
  public static Expr with(Expr e, List<ExprStep> path, Expr replacement) {
    if (path.isEmpty()) {
      return replacement;
    }
    return map(
        e,
        (step, c) ->
            step.equals(path.get(0)) ? with(c, path.subList(1, path.size()), replacement) : c);
  }

  /** The one of the children that a step leads to, if there is one. */
  static Optional<Expr> find(List<Child> children, ExprStep step) {
    for (Child c : children) {
      if (c.step().equals(step)) {
        return Optional.of(c.expr());
      }
    }
    return Optional.empty();
  }

  private static Expr collect(List<Child> out, ExprStep step, Expr e) {
    out.add(new Child(step, e));
    return e;
  }

  private static List<Expr> list(Mapping f, Field field, List<Expr> list) {
    List<Expr> out = new ArrayList<>(list.size());
    boolean same = true;
    for (int i = 0; i < list.size(); i++) {
      Expr r = f.apply(ExprStep.of(field, i), list.get(i));
      same &= r == list.get(i);
      out.add(r);
    }
    return same ? list : out;
  }

  private record MapStmt(Mapping f) implements Stmt.Visitor<Stmt> {
    private Expr one(Field field, Expr e) {
      return f.apply(ExprStep.of(field), e);
    }

    @Override
    public Stmt assign(Stmt.Assign s) {
      List<Expr> idx = list(f, Field.IDX, s.idx());
      Expr rhs = one(Field.RHS, s.rhs());
      return idx == s.idx() && rhs == s.rhs()
          ? s
          : new Stmt.Assign(s.id(), s.buf(), idx, rhs, s.span());
    }

    @Override
    public Stmt reduce(Stmt.Reduce s) {
      List<Expr> idx = list(f, Field.IDX, s.idx());
      Expr rhs = one(Field.RHS, s.rhs());
      return idx == s.idx() && rhs == s.rhs()
          ? s
          : new Stmt.Reduce(s.id(), s.buf(), idx, rhs, s.span());
    }

    @Override
    public Stmt writeConfig(Stmt.WriteConfig s) {
      Expr rhs = one(Field.RHS, s.rhs());
      return rhs == s.rhs()
          ? s
          : new Stmt.WriteConfig(s.id(), s.config(), s.field(), rhs, s.span());
    }

    @Override
    public Stmt pass(Stmt.Pass s) {
      return s;
    }

    @Override
    public Stmt ifStmt(Stmt.If s) {
      Expr cond = one(Field.COND, s.cond());
      return cond == s.cond() ? s : new Stmt.If(s.id(), cond, s.then(), s.orelse(), s.span());
    }

    @Override
    public Stmt forStmt(Stmt.For s) {
      Expr lo = one(Field.LO, s.lo());
      Expr hi = one(Field.HI, s.hi());
      return lo == s.lo() && hi == s.hi()
          ? s
          : new Stmt.For(s.id(), s.iter(), lo, hi, s.mode(), s.body(), s.span());
    }

    @Override
    public Stmt alloc(Stmt.Alloc s) {
      List<Expr> dims = list(f, Field.DIM, s.type().dims());
      if (dims == s.type().dims()) {
        return s;
      }
      DataType type = s.type().withDims(dims);
      return new Stmt.Alloc(s.id(), s.buf(), type, s.memory(), s.span());
    }

    @Override
    public Stmt call(Stmt.Call s) {
      List<Expr> args = list(f, Field.ARG, s.args());
      return args == s.args() ? s : new Stmt.Call(s.id(), s.callee(), args, s.span());
    }

    @Override
    public Stmt window(Stmt.WindowStmt s) {
      Expr w = one(Field.RHS, s.window());
      return w == s.window() ? s : new Stmt.WindowStmt(s.id(), s.name(), (Expr.Window) w, s.span());
    }
  }

  private static final class MapExpr extends ExprDefault<Expr> {
    private final Mapping f;

    MapExpr(Mapping f) {
      this.f = f;
    }

    @Override
    protected Expr other(Expr e) {
      return e;
    }

    @Override
    public Expr read(Expr.Read e) {
      List<Expr> idx = list(f, Field.IDX, e.idx());
      return idx == e.idx() ? e : new Expr.Read(e.buf(), idx, e.span());
    }

    @Override
    public Expr neg(Expr.Neg e) {
      Expr arg = f.apply(ExprStep.of(Field.OPERAND), e.arg());
      return arg == e.arg() ? e : new Expr.Neg(arg, e.span());
    }

    @Override
    public Expr bin(Expr.Bin e) {
      Expr lhs = f.apply(ExprStep.of(Field.LHS_OP), e.lhs());
      Expr rhs = f.apply(ExprStep.of(Field.RHS_OP), e.rhs());
      return lhs == e.lhs() && rhs == e.rhs() ? e : new Expr.Bin(e.op(), lhs, rhs, e.span());
    }

    @Override
    public Expr externCall(Expr.ExternCall e) {
      List<Expr> args = list(f, Field.ARG, e.args());
      return args == e.args() ? e : new Expr.ExternCall(e.fn(), args, e.span());
    }

    @Override
    public Expr window(Expr.Window e) {
      List<Coord> coords = new ArrayList<>(e.coords().size());
      boolean same = true;
      for (int i = 0; i < e.coords().size(); i++) {
        Coord c = coord(i, e.coords().get(i));
        same &= c == e.coords().get(i);
        coords.add(c);
      }
      return same ? e : new Expr.Window(e.buf(), coords, e.span());
    }

    private Coord coord(int k, Coord c) {
      return c.accept(
          new Coord.Visitor<Coord>() {
            @Override
            public Coord point(Coord.Point p) {
              Expr at = f.apply(ExprStep.of(Field.POINT, k), p.at());
              return at == p.at() ? p : new Coord.Point(at);
            }

            @Override
            public Coord interval(Coord.Interval i) {
              Expr lo = f.apply(ExprStep.of(Field.INTERVAL_LO, k), i.lo());
              Expr hi = f.apply(ExprStep.of(Field.INTERVAL_HI, k), i.hi());
              return lo == i.lo() && hi == i.hi() ? i : new Coord.Interval(lo, hi);
            }
          });
    }
  }
}
