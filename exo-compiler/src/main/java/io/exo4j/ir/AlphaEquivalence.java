package io.exo4j.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Equality of code up to the identity of bound symbols, statement ids and source positions. Free
 * symbols must be the same objects; names do not matter, except those of a procedure's arguments
 * when whole procedures are compared ({@link #procs}).
 */
public final class AlphaEquivalence {
  private final Map<Sym, Sym> leftToRight = new HashMap<>();
  private final Map<Sym, Sym> rightToLeft = new HashMap<>();

  /**
   * Whether every symbol stands for itself so far. Then the same object is the same code; versions
   * of a procedure share what no step changed.
   */
  private boolean renamesNothing = true;

  private AlphaEquivalence() {}

  /** True if the blocks are the same code. */
  public static boolean blocks(List<Stmt> a, List<Stmt> b) {
    return new AlphaEquivalence().sameStmts(a, b);
  }

  /**
   * True if the blocks are the same code once the symbol {@code x} of one is the {@code y} of the
   * other.
   */
  public static boolean blocks(List<Stmt> a, List<Stmt> b, Sym x, Sym y) {
    AlphaEquivalence eq = new AlphaEquivalence();
    eq.bind(x, y);
    return eq.sameStmts(a, b);
  }

  /** True if the procedures have equal names, argument names, types, assertions and bodies. */
  public static boolean procs(Proc a, Proc b) {
    return a.name().equals(b.name())
        && a.instr().equals(b.instr())
        && a.doc().equals(b.doc())
        && a.exported() == b.exported()
        && new AlphaEquivalence().sameSignature(a, b, true);
  }

  /** True if the procedures agree in all but their names and those of their arguments. */
  public static boolean meanings(Proc a, Proc b) {
    return new AlphaEquivalence().sameSignature(a, b, false);
  }

  private boolean sameSignature(Proc a, Proc b, boolean names) {
    if (a.args().size() != b.args().size()) {
      return false;
    }
    for (int i = 0; i < a.args().size(); i++) {
      bind(a.args().get(i).sym(), b.args().get(i).sym());
    }
    for (int i = 0; i < a.args().size(); i++) {
      Arg x = a.args().get(i);
      Arg y = b.args().get(i);
      if (names && !x.name().equals(y.name())
          || !x.memory().name().equals(y.memory().name())
          || !sameType(x.type(), y.type())) {
        return false;
      }
    }
    return sameExprs(a.preds(), b.preds()) && sameStmts(a.body(), b.body());
  }

  private boolean sameType(Type a, Type b) {
    Optional<DataType> x = a.asData();
    Optional<DataType> y = b.asData();
    return x.isPresent() && y.isPresent() ? sameType(x.get(), y.get()) : a.equals(b);
  }

  private boolean sameType(DataType a, DataType b) {
    return a.precision() == b.precision()
        && a.window() == b.window()
        && sameExprs(a.dims(), b.dims());
  }

  private void bind(Sym a, Sym b) {
    leftToRight.put(a, b);
    rightToLeft.put(b, a);
    renamesNothing &= a == b;
  }

  private boolean same(Sym a, Sym b) {
    Sym l = leftToRight.get(a);
    Sym r = rightToLeft.get(b);
    return l == null && r == null ? a == b : l == b && r == a;
  }

  private boolean same(Expr a, Expr b) {
    Renamer renamer = new Renamer();
    return a == b && renamesNothing || renamer.expr(a).equals(b) && renamer.ok(b);
  }

  private boolean sameExprs(List<Expr> a, List<Expr> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameStmts(List<Stmt> a, List<Stmt> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      Stmt s = a.get(i);
      if (!(s == b.get(i) && renamesNothing) && !s.accept(new Same(b.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** Renames the left side's bound symbols to the right side's. */
  private final class Renamer extends Rewriter {
    @Override
    protected Sym use(Sym sym) {
      return leftToRight.getOrDefault(sym, sym);
    }

    /** The right side must not use, free, a symbol that is the image of a bound one's clash. */
    boolean ok(Expr right) {
      for (Sym s : Names.in(right)) {
        Sym back = rightToLeft.get(s);
        if (back == null && leftToRight.containsKey(s)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Compares a statement of the left side with {@code other} of the right side. */
  private final class Same implements Stmt.Visitor<Boolean> {
    private final Stmt other;

    Same(Stmt other) {
      this.other = other;
    }

    @Override
    public Boolean assign(Stmt.Assign s) {
      return other
          .as(Stmt.Assign.class)
          .map(o -> same(s.buf(), o.buf()) && sameExprs(s.idx(), o.idx()) && same(s.rhs(), o.rhs()))
          .orElse(false);
    }

    @Override
    public Boolean reduce(Stmt.Reduce s) {
      return other
          .as(Stmt.Reduce.class)
          .map(o -> same(s.buf(), o.buf()) && sameExprs(s.idx(), o.idx()) && same(s.rhs(), o.rhs()))
          .orElse(false);
    }

    @Override
    public Boolean writeConfig(Stmt.WriteConfig s) {
      return other
          .as(Stmt.WriteConfig.class)
          .map(
              o ->
                  s.config().equals(o.config())
                      && s.field().equals(o.field())
                      && same(s.rhs(), o.rhs()))
          .orElse(false);
    }

    @Override
    public Boolean pass(Stmt.Pass s) {
      return other.as(Stmt.Pass.class).isPresent();
    }

    @Override
    public Boolean ifStmt(Stmt.If s) {
      return other
          .as(Stmt.If.class)
          .map(
              o ->
                  same(s.cond(), o.cond())
                      && sameStmts(s.then(), o.then())
                      && sameStmts(s.orelse(), o.orelse()))
          .orElse(false);
    }

    @Override
    public Boolean forStmt(Stmt.For s) {
      return other
          .as(Stmt.For.class)
          .map(
              o -> {
                boolean head = s.mode() == o.mode() && same(s.lo(), o.lo()) && same(s.hi(), o.hi());
                bind(s.iter(), o.iter());
                return head && sameStmts(s.body(), o.body());
              })
          .orElse(false);
    }

    @Override
    public Boolean alloc(Stmt.Alloc s) {
      return other
          .as(Stmt.Alloc.class)
          .map(
              o -> {
                boolean head =
                    s.memory().name().equals(o.memory().name()) && sameType(s.type(), o.type());
                bind(s.buf(), o.buf());
                return head;
              })
          .orElse(false);
    }

    @Override
    public Boolean call(Stmt.Call s) {
      return other
          .as(Stmt.Call.class)
          .map(
              o ->
                  (s.callee() == o.callee() || procs(s.callee(), o.callee()))
                      && sameExprs(s.args(), o.args()))
          .orElse(false);
    }

    @Override
    public Boolean window(Stmt.WindowStmt s) {
      return other
          .as(Stmt.WindowStmt.class)
          .map(
              o -> {
                boolean head = same(s.window(), o.window());
                bind(s.name(), o.name());
                return head;
              })
          .orElse(false);
    }
  }
}
