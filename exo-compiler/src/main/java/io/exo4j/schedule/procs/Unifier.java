package io.exo4j.schedule.procs;

import io.exo4j.cursor.Stmts;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.ir.TypeEnv;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks over the body of a procedure and a block side by side. Statements, operators, literals and
 * functions must be the same in the same places; what stands for an argument of the procedure is
 * noted, and what control expressions must satisfy becomes an {@link Equation}, for {@link Solver}
 * to solve.
 *
 * <p>Each data argument stands for one buffer throughout. Local buffers, windows and loop variables
 * are paired in order.
 */
final class Unifier {
  /** Thrown where the two differ; the message says how. */
  static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    Mismatch(String message) {
      super(message, null, false, false);
    }
  }

  private final Proc callee;
  private final TypeEnv types;
  private final Set<Sym> boundInBlock;
  private final Quantities quantities;

  private final Map<Sym, Sym> iters = new HashMap<>();
  private final Map<Sym, Sym> locals = new HashMap<>();
  private final Map<Sym, DataType> localTypes = new HashMap<>();
  private final Map<Sym, ControlType> controls = new HashMap<>();
  private final Map<Sym, Quantity> holes = new LinkedHashMap<>();
  private final Map<Sym, BufferFormal> buffers = new LinkedHashMap<>();
  private final List<Equation> equations = new ArrayList<>();
  private final Conditions conditions;

  private Unifier(Proc callee, List<Stmt> block, TypeEnv types) {
    this.callee = callee;
    this.types = types;
    this.boundInBlock = Names.bound(block);
    this.quantities = new Quantities(boundInBlock, Names.free(block));
    this.conditions = new Conditions(this::isBool, boundInBlock, equations);
    for (Arg a : callee.args()) {
      Optional<DataType> data = a.type().asData();
      if (data.isPresent()) {
        buffers.put(a.sym(), new BufferFormal(a, data.get()));
        continue;
      }
      controls.put(a.sym(), a.type().asControl().orElseThrow());
      if (a.type() != ControlType.BOOL) {
        holes.put(a.sym(), Quantity.hole("'" + a.name() + "'"));
      }
    }
  }

  /**
   * Compares a procedure and a block.
   *
   * @param types what the names of the block are
   * @throws Mismatch if they differ
   */
  static Unifier compare(Proc callee, List<Stmt> block, TypeEnv types) throws Mismatch {
    Optional<String> difference = Shapes.difference(callee.body(), block);
    if (difference.isPresent()) {
      throw new Mismatch(difference.get());
    }
    Unifier u = new Unifier(callee, block, types);
    u.stmts(callee.body(), block);
    return u;
  }

  Proc callee() {
    return callee;
  }

  TypeEnv types() {
    return types;
  }

  Quantities quantities() {
    return quantities;
  }

  /** Loop variables of the callee to those of the block. */
  Map<Sym, Sym> iters() {
    return iters;
  }

  /** Local buffers and windows of the callee to those of the block. */
  Map<Sym, Sym> locals() {
    return locals;
  }

  /** The unknown of each integer argument. */
  Map<Sym, Quantity> holes() {
    return holes;
  }

  /** The conditions that stand for truth values. */
  Map<Sym, Expr> bools() {
    return conditions.values();
  }

  Map<Sym, BufferFormal> buffers() {
    return buffers;
  }

  /** What integers must satisfy, windows apart. */
  List<Equation> equations() {
    return equations;
  }

  /** Conditions that are written differently and must be shown to be the same. */
  List<Equation> conditions() {
    return conditions.different();
  }

  private boolean isBool(Sym sym) {
    return controls.get(sym) == ControlType.BOOL
        || types.type(sym).filter(t -> t == ControlType.BOOL).isPresent();
  }

  private static Mismatch differ(Expr a, Expr b) {
    return new Mismatch(
        "the procedure has '"
            + Printer.print(a)
            + "' where the block has '"
            + Printer.print(b)
            + "'");
  }

  /** Whether it is all of an argument: a scalar, or the one element of a window. */
  private boolean isValue(Expr.Read e) {
    BufferFormal formal = buffers.get(e.buf());
    return formal != null
        && formal.type().dims().stream().allMatch(d -> d.equals(Expr.lit(1)))
        && !e.idx().stream().anyMatch(x -> !x.equals(Expr.lit(0)));
  }

  private static Mismatch unbound(Expr.Read a, Expr b) {
    return new Mismatch(
        "the argument '"
            + a.buf()
            + "' must be a variable, and the block has '"
            + Printer.print(b)
            + "': compute that into a scalar first (bind_expr), in front of the block (hoist_stmt)");
  }

  // ---- statements

  private void stmts(List<Stmt> a, List<Stmt> b) throws Mismatch {
    for (int i = 0; i < a.size(); i++) {
      Mismatch found = a.get(i).accept(new Pair(b.get(i)));
      if (found != null) {
        throw found;
      }
    }
  }

  /** What may be thrown; a visitor's methods may not throw it. */
  @FunctionalInterface
  private interface Comparison {
    void run() throws Mismatch;
  }

  private interface DataComparison<E> {
    void run(E other) throws Mismatch;
  }

  private static Mismatch attempt(Comparison c) {
    try {
      c.run();
      return null;
    } catch (Mismatch m) {
      return m;
    }
  }

  /** Compares with one statement of the block, known to be of the same kind; null if they agree. */
  private final class Pair implements Stmt.Visitor<Mismatch> {
    private final Stmt other;

    Pair(Stmt other) {
      this.other = other;
    }

    private <T extends Stmt> T other(Class<T> kind) {
      return kind.cast(other);
    }

    @Override
    public Mismatch assign(Stmt.Assign s) {
      Stmt.Assign o = other(Stmt.Assign.class);
      return attempt(
          () -> {
            touch(s.buf(), points(s.idx()), o.buf(), points(o.idx()), o);
            data(s.rhs(), o.rhs(), o);
          });
    }

    @Override
    public Mismatch reduce(Stmt.Reduce s) {
      Stmt.Reduce o = other(Stmt.Reduce.class);
      return attempt(
          () -> {
            touch(s.buf(), points(s.idx()), o.buf(), points(o.idx()), o);
            data(s.rhs(), o.rhs(), o);
          });
    }

    @Override
    public Mismatch writeConfig(Stmt.WriteConfig s) {
      Stmt.WriteConfig o = other(Stmt.WriteConfig.class);
      return attempt(
          () -> {
            if (!s.config().equals(o.config()) || !s.field().equals(o.field())) {
              throw new Mismatch(
                  "the procedure has "
                      + Stmts.describe(s)
                      + " where the block has "
                      + Stmts.describe(o));
            }
            value(s.config().field(s.field()).type(), s.rhs(), o.rhs(), o);
          });
    }

    @Override
    public Mismatch pass(Stmt.Pass s) {
      return null;
    }

    @Override
    public Mismatch ifStmt(Stmt.If s) {
      Stmt.If o = other(Stmt.If.class);
      return attempt(
          () -> {
            conditions.compare(s.cond(), o.cond(), o);
            stmts(s.then(), o.then());
            stmts(s.orelse(), o.orelse());
          });
    }

    @Override
    public Mismatch forStmt(Stmt.For s) {
      Stmt.For o = other(Stmt.For.class);
      return attempt(
          () -> {
            equations.add(Equation.of(s.lo(), o.lo(), o));
            equations.add(Equation.of(s.hi(), o.hi(), o));
            iters.put(s.iter(), o.iter());
            stmts(s.body(), o.body());
          });
    }

    @Override
    public Mismatch alloc(Stmt.Alloc s) {
      Stmt.Alloc o = other(Stmt.Alloc.class);
      return attempt(
          () -> {
            String what = "'" + s.buf() + "' and '" + o.buf() + "'";
            if (s.type().rank() != o.type().rank()) {
              throw new Mismatch("the local buffers " + what + " differ in rank");
            }
            if (!agree(s.type().precision(), o.type().precision())) {
              throw new Mismatch("the local buffers " + what + " differ in precision");
            }
            for (int d = 0; d < s.type().rank(); d++) {
              equations.add(Equation.of(s.type().dims().get(d), o.type().dims().get(d), o));
            }
            locals.put(s.buf(), o.buf());
            localTypes.put(s.buf(), s.type());
          });
    }

    @Override
    public Mismatch call(Stmt.Call s) {
      Stmt.Call o = other(Stmt.Call.class);
      return attempt(
          () -> {
            for (int i = 0; i < s.args().size(); i++) {
              Type formal = s.callee().args().get(i).type();
              if (formal.isData()) {
                reference(s.args().get(i), o.args().get(i), o);
              } else {
                value(formal, s.args().get(i), o.args().get(i), o);
              }
            }
          });
    }

    @Override
    public Mismatch window(Stmt.WindowStmt s) {
      Stmt.WindowStmt o = other(Stmt.WindowStmt.class);
      return attempt(
          () -> {
            touch(s.window().buf(), s.window().coords(), o.window().buf(), o.window().coords(), o);
            locals.put(s.name(), o.name());
            localTypes.put(s.name(), windowType(s.window()));
          });
    }
  }

  private DataType windowType(Expr.Window w) {
    List<Expr> dims = new ArrayList<>();
    for (Coord c : w.coords()) {
      c.accept(
          new Coord.Visitor<Void>() {
            @Override
            public Void point(Coord.Point p) {
              return null;
            }

            @Override
            public Void interval(Coord.Interval i) {
              dims.add(Expr.sub(i.hi(), i.lo()));
              return null;
            }
          });
    }
    return new DataType(typeInCallee(w.buf()).precision(), dims, true);
  }

  private DataType typeInCallee(Sym buf) {
    return buffers.containsKey(buf) ? buffers.get(buf).type() : localTypes.get(buf);
  }

  // ---- buffers

  /** {@code R} goes with the wide floating formats: it takes the precision of what it meets. */
  static boolean agree(Precision a, Precision b) {
    return a == b || a == Precision.R && isWide(b) || b == Precision.R && isWide(a);
  }

  private static boolean isWide(Precision p) {
    return p == Precision.F32 || p == Precision.F64;
  }

  private static List<Coord> points(List<Expr> idx) {
    List<Coord> out = new ArrayList<>();
    for (Expr e : idx) {
      out.add(new Coord.Point(e));
    }
    return out;
  }

  private static List<Coord> whole(DataType type) {
    return type.dims().stream().map(d -> (Coord) new Coord.Interval(Expr.lit(0), d)).toList();
  }

  /** The callee touches a part of a buffer where the block touches a part of one. */
  private void touch(Sym a, List<Coord> as, Sym b, List<Coord> bs, Stmt at) throws Mismatch {
    BufferFormal formal = buffers.get(a);
    if (formal == null) {
      if (locals.get(a) != b || as.size() != bs.size()) {
        throw new Mismatch(
            "the procedure uses its local '" + a + "' where the block uses '" + b + "'");
      }
      pair(a, as, bs, at);
      return;
    }
    bind(formal, b, at);
    if (formal.type().window()) {
      formal.touch(as, bs, at);
    } else {
      pair(a, as, bs, at);
    }
  }

  private void pair(Sym a, List<Coord> as, List<Coord> bs, Stmt at) throws Mismatch {
    for (int d = 0; d < as.size(); d++) {
      if (as.get(d).isInterval() != bs.get(d).isInterval()) {
        throw new Mismatch("'" + a + "' is windowed differently in the procedure and in the block");
      }
      BufferFormal.pair(as.get(d), bs.get(d), Optional.empty(), at, equations);
    }
  }

  private void bind(BufferFormal formal, Sym b, Stmt at) throws Mismatch {
    if (formal.actual().isPresent()) {
      if (formal.actual().get() != b) {
        throw new Mismatch(
            "the argument '"
                + formal.arg().name()
                + "' stands for '"
                + formal.actual().get()
                + "' and for '"
                + b
                + "'");
      }
      return;
    }
    String what = "'" + b + "' cannot be passed for '" + formal.arg().name() + "': ";
    if (boundInBlock.contains(b)) {
      throw new Mismatch(what + "it is declared inside the block");
    }
    DataType actual = types.data(b);
    DataType wanted = formal.type();
    if (!agree(wanted.precision(), actual.precision())) {
      throw new Mismatch(what + "it is " + actual.precision() + ", not " + wanted.precision());
    }
    if (wanted.window()
        ? actual.rank() < wanted.rank()
        : actual.rank() != wanted.rank() || actual.window()) {
      throw new Mismatch(
          what + "it is " + Printer.print(actual) + ", not " + Printer.print(wanted));
    }
    formal.bind(b, actual.rank());
    if (!wanted.window()) {
      for (int d = 0; d < wanted.rank(); d++) {
        equations.add(Equation.of(wanted.dims().get(d), actual.dims().get(d), at));
      }
    }
  }

  // ---- expressions

  private void value(Type type, Expr a, Expr b, Stmt at) throws Mismatch {
    if (type.isData()) {
      data(a, b, at);
    } else if (type == ControlType.BOOL) {
      conditions.compare(a, b, at);
    } else {
      equations.add(Equation.of(a, b, at));
    }
  }

  private void data(Expr a, Expr b, Stmt at) throws Mismatch {
    Mismatch found = a.accept(new DataPair(b, at));
    if (found != null) {
      throw found;
    }
  }

  /** The callee passes a buffer, a part of one or a field on where the block does. */
  private void reference(Expr a, Expr b, Stmt at) throws Mismatch {
    Optional<Expr.Window> x = asWindow(a, true);
    Optional<Expr.Window> y = asWindow(b, false);
    if (x.isPresent() && y.isPresent()) {
      touch(x.get().buf(), x.get().coords(), y.get().buf(), y.get().coords(), at);
    } else if (x.isPresent() || y.isPresent() || !a.equals(b)) {
      throw differ(a, b);
    }
  }

  /**
   * A buffer or window passed by reference, as a window of all of it (of rank 0: without
   * coordinates).
   */
  private Optional<Expr.Window> asWindow(Expr e, boolean inCallee) {
    return e.accept(
        new ExprDefault<Optional<Expr.Window>>() {
          @Override
          protected Optional<Expr.Window> other(Expr o) {
            return Optional.empty();
          }

          @Override
          public Optional<Expr.Window> window(Expr.Window w) {
            return Optional.of(w);
          }

          @Override
          public Optional<Expr.Window> read(Expr.Read r) {
            DataType t = inCallee ? typeInCallee(r.buf()) : types.data(r.buf());
            List<Coord> coords = r.idx().isEmpty() ? whole(t) : points(r.idx());
            return Optional.of(new Expr.Window(r.buf(), coords, r.span()));
          }
        });
  }

  /** Compares with one data expression of the block; null if they agree. */
  private final class DataPair extends ExprDefault<Mismatch> {
    private final Expr other;
    private final Stmt at;

    DataPair(Expr other, Stmt at) {
      this.other = other;
      this.at = at;
    }

    @Override
    protected Mismatch other(Expr e) {
      return e.equals(other) ? null : differ(e, other);
    }

    /** Compares with an expression that must be of the same kind. */
    private <E extends Expr> Mismatch pair(E e, Class<E> kind, DataComparison<E> comparison) {
      Optional<E> o = other.as(kind);
      return o.isPresent() ? attempt(() -> comparison.run(o.get())) : differ(e, other);
    }

    @Override
    public Mismatch read(Expr.Read e) {
      return isValue(e) && other.as(Expr.Read.class).isEmpty()
          ? unbound(e, other)
          : pair(
              e,
              Expr.Read.class,
              o -> touch(e.buf(), points(e.idx()), o.buf(), points(o.idx()), at));
    }

    @Override
    public Mismatch dataLit(Expr.DataLit e) {
      return pair(
          e,
          Expr.DataLit.class,
          o -> {
            if (e.value().compareTo(o.value()) != 0) {
              throw differ(e, o);
            }
          });
    }

    @Override
    public Mismatch neg(Expr.Neg e) {
      return pair(e, Expr.Neg.class, o -> data(e.arg(), o.arg(), at));
    }

    @Override
    public Mismatch bin(Expr.Bin e) {
      return pair(
          e,
          Expr.Bin.class,
          o -> {
            if (e.op() != o.op()) {
              throw differ(e, o);
            }
            data(e.lhs(), o.lhs(), at);
            data(e.rhs(), o.rhs(), at);
          });
    }

    @Override
    public Mismatch externCall(Expr.ExternCall e) {
      return pair(
          e,
          Expr.ExternCall.class,
          o -> {
            if (!e.fn().equals(o.fn()) || e.args().size() != o.args().size()) {
              throw differ(e, o);
            }
            for (int i = 0; i < e.args().size(); i++) {
              data(e.args().get(i), o.args().get(i), at);
            }
          });
    }
  }
}
