package io.exo4j.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Builds a changed tree. A subclass overrides the kinds that it changes and calls {@code super} to
 * go on below. What does not change keeps its object (so that unchanged parts are shared with the
 * old tree) and every rewritten statement keeps its id.
 *
 * <p>Binding occurrences (loop variables, allocated names, window names) are passed through {@link
 * #binder}, uses of buffers through {@link #use}; both are the identity here. A statement may
 * become several: override {@link #stmt}.
 */
public abstract class Rewriter implements Expr.Visitor<Expr>, Stmt.Visitor<List<Stmt>> {
  /** Rewrites the arguments' types, the assertions and the body. */
  public Proc rewrite(Proc p) {
    List<Arg> args = map(p.args(), this::arg);
    List<Expr> preds = exprs(p.preds());
    List<Stmt> body = stmts(p.body());
    return args == p.args() && preds == p.preds() && body == p.body()
        ? p
        : new Proc(p.name(), args, preds, body, p.instr(), p.doc(), p.exported(), p.span());
  }

  /** Rewrites one formal argument. */
  protected Arg arg(Arg a) {
    Sym sym = binder(a.sym());
    Type type =
        a.type()
            .accept(
                new Type.Visitor<Type>() {
                  @Override
                  public Type control(ControlType t) {
                    return t;
                  }

                  @Override
                  public Type data(DataType t) {
                    return type(t);
                  }
                });
    return sym == a.sym() && type == a.type() ? a : new Arg(sym, type, a.memory());
  }

  /** The symbol that a declaration introduces. */
  protected Sym binder(Sym sym) {
    return sym;
  }

  /** The symbol that a use of a buffer or window refers to. */
  protected Sym use(Sym sym) {
    return sym;
  }

  /** The id of the statement that replaces the one with that id. */
  protected StmtId id(StmtId id) {
    return id;
  }

  /** Rewrites an expression. */
  public Expr expr(Expr e) {
    return e.accept(this);
  }

  /** Rewrites a statement into none, one or several. */
  public List<Stmt> stmt(Stmt s) {
    return s.accept(this);
  }

  /** Rewrites a list of expressions; the same list object if nothing changes. */
  public List<Expr> exprs(List<Expr> list) {
    return map(list, this::expr);
  }

  /** Rewrites a block; the same list object if nothing changes. */
  public List<Stmt> stmts(List<Stmt> list) {
    List<Stmt> out = new ArrayList<>(list.size());
    boolean same = true;
    for (Stmt s : list) {
      List<Stmt> r = stmt(s);
      same &= r.size() == 1 && r.get(0) == s;
      out.addAll(r);
    }
    return same ? list : out;
  }

  /** Rewrites the extents. */
  public DataType type(DataType t) {
    List<Expr> dims = exprs(t.dims());
    return dims == t.dims() ? t : t.withDims(dims);
  }

  /** Rewrites a coordinate. */
  public Coord coord(Coord c) {
    return c.accept(
        new Coord.Visitor<Coord>() {
          @Override
          public Coord point(Coord.Point p) {
            Expr at = expr(p.at());
            return at == p.at() ? p : new Coord.Point(at);
          }

          @Override
          public Coord interval(Coord.Interval i) {
            Expr lo = expr(i.lo());
            Expr hi = expr(i.hi());
            return lo == i.lo() && hi == i.hi() ? i : new Coord.Interval(lo, hi);
          }
        });
  }

  /** Applies {@code f} to each element; the same list object if every result is its argument. */
  protected static <T> List<T> map(List<T> list, UnaryOperator<T> f) {
    List<T> out = new ArrayList<>(list.size());
    boolean same = true;
    for (T t : list) {
      T r = f.apply(t);
      same &= r == t;
      out.add(r);
    }
    return same ? list : out;
  }

  @Override
  public Expr var(Expr.Var e) {
    Sym sym = use(e.sym());
    return sym == e.sym() ? e : new Expr.Var(sym, e.span());
  }

  @Override
  public Expr read(Expr.Read e) {
    Sym buf = use(e.buf());
    List<Expr> idx = exprs(e.idx());
    return buf == e.buf() && idx == e.idx() ? e : new Expr.Read(buf, idx, e.span());
  }

  @Override
  public Expr intLit(Expr.IntLit e) {
    return e;
  }

  @Override
  public Expr boolLit(Expr.BoolLit e) {
    return e;
  }

  @Override
  public Expr dataLit(Expr.DataLit e) {
    return e;
  }

  @Override
  public Expr neg(Expr.Neg e) {
    Expr arg = expr(e.arg());
    return arg == e.arg() ? e : Expr.negate(arg, e.span());
  }

  @Override
  public Expr bin(Expr.Bin e) {
    Expr lhs = expr(e.lhs());
    Expr rhs = expr(e.rhs());
    return lhs == e.lhs() && rhs == e.rhs() ? e : new Expr.Bin(e.op(), lhs, rhs, e.span());
  }

  @Override
  public Expr externCall(Expr.ExternCall e) {
    List<Expr> args = exprs(e.args());
    return args == e.args() ? e : new Expr.ExternCall(e.fn(), args, e.span());
  }

  @Override
  public Expr window(Expr.Window e) {
    Sym buf = use(e.buf());
    List<Coord> coords = map(e.coords(), this::coord);
    return buf == e.buf() && coords == e.coords() ? e : new Expr.Window(buf, coords, e.span());
  }

  @Override
  public Expr stride(Expr.Stride e) {
    Sym buf = use(e.buf());
    return buf == e.buf() ? e : new Expr.Stride(buf, e.dim(), e.span());
  }

  @Override
  public Expr readConfig(Expr.ReadConfig e) {
    return e;
  }

  @Override
  public List<Stmt> assign(Stmt.Assign s) {
    StmtId id = id(s.id());
    List<Expr> idx = exprs(s.idx());
    Expr rhs = expr(s.rhs());
    Sym buf = use(s.buf());
    return List.of(
        id == s.id() && buf == s.buf() && idx == s.idx() && rhs == s.rhs()
            ? s
            : new Stmt.Assign(id, buf, idx, rhs, s.span()));
  }

  @Override
  public List<Stmt> reduce(Stmt.Reduce s) {
    StmtId id = id(s.id());
    List<Expr> idx = exprs(s.idx());
    Expr rhs = expr(s.rhs());
    Sym buf = use(s.buf());
    return List.of(
        id == s.id() && buf == s.buf() && idx == s.idx() && rhs == s.rhs()
            ? s
            : new Stmt.Reduce(id, buf, idx, rhs, s.span()));
  }

  @Override
  public List<Stmt> writeConfig(Stmt.WriteConfig s) {
    StmtId id = id(s.id());
    Expr rhs = expr(s.rhs());
    return List.of(
        id == s.id() && rhs == s.rhs()
            ? s
            : new Stmt.WriteConfig(id, s.config(), s.field(), rhs, s.span()));
  }

  @Override
  public List<Stmt> pass(Stmt.Pass s) {
    StmtId id = id(s.id());
    return List.of(id == s.id() ? s : new Stmt.Pass(id, s.span()));
  }

  @Override
  public List<Stmt> ifStmt(Stmt.If s) {
    StmtId id = id(s.id());
    Expr cond = expr(s.cond());
    List<Stmt> then = stmts(s.then());
    List<Stmt> orelse = stmts(s.orelse());
    return List.of(
        id == s.id() && cond == s.cond() && then == s.then() && orelse == s.orelse()
            ? s
            : new Stmt.If(id, cond, then, orelse, s.span()));
  }

  @Override
  public List<Stmt> forStmt(Stmt.For s) {
    StmtId id = id(s.id());
    Expr lo = expr(s.lo());
    Expr hi = expr(s.hi());
    Sym iter = binder(s.iter());
    List<Stmt> body = stmts(s.body());
    return List.of(
        id == s.id() && iter == s.iter() && lo == s.lo() && hi == s.hi() && body == s.body()
            ? s
            : new Stmt.For(id, iter, lo, hi, s.mode(), body, s.span()));
  }

  @Override
  public List<Stmt> alloc(Stmt.Alloc s) {
    StmtId id = id(s.id());
    DataType type = type(s.type());
    Sym buf = binder(s.buf());
    return List.of(
        id == s.id() && buf == s.buf() && type == s.type()
            ? s
            : new Stmt.Alloc(id, buf, type, s.memory(), s.span()));
  }

  @Override
  public List<Stmt> call(Stmt.Call s) {
    StmtId id = id(s.id());
    List<Expr> args = exprs(s.args());
    return List.of(
        id == s.id() && args == s.args() ? s : new Stmt.Call(id, s.callee(), args, s.span()));
  }

  @Override
  public List<Stmt> window(Stmt.WindowStmt s) {
    StmtId id = id(s.id());
    Expr.Window w = (Expr.Window) window(s.window());
    Sym name = binder(s.name());
    return List.of(
        id == s.id() && name == s.name() && w == s.window()
            ? s
            : new Stmt.WindowStmt(id, name, w, s.span()));
  }
}
