package io.exo4j.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every symbol of a procedure is: computed from the declarations, so it cannot be stale.
 * Symbols are unique in a procedure, so one flat map is enough.
 */
public final class TypeEnv {
  private final Map<Sym, Type> types = new HashMap<>();
  private final Map<Sym, Memory> memories = new HashMap<>();
  private final Map<Sym, Expr.Window> windows = new HashMap<>();

  private TypeEnv() {}

  /** The environment of all symbols that a procedure binds, at any depth. */
  public static TypeEnv of(Proc proc) {
    TypeEnv env = new TypeEnv();
    for (Arg a : proc.args()) {
      env.types.put(a.sym(), a.type());
      env.memories.put(a.sym(), a.memory());
    }
    env.new Collector().stmts(proc.body());
    return env;
  }

  /**
   * The type of a symbol: loop variables are {@code index}; empty for a symbol of another
   * procedure.
   */
  public Optional<Type> type(Sym sym) {
    return Optional.ofNullable(types.get(sym));
  }

  /**
   * The type of a buffer or window.
   *
   * @throws IllegalArgumentException if the symbol is not one of this procedure's buffers
   */
  public DataType data(Sym sym) {
    return type(sym)
        .flatMap(Type::asData)
        .orElseThrow(() -> new IllegalArgumentException("not a buffer: " + sym));
  }

  /** The memory of a buffer; a window is in the memory of the buffer that it looks at. */
  public Memory memory(Sym sym) {
    return memories.getOrDefault(sym, Memory.DRAM);
  }

  /** The expression that a local window was made by; empty for buffers and arguments. */
  public Optional<Expr.Window> window(Sym sym) {
    return Optional.ofNullable(windows.get(sym));
  }

  /**
   * The buffer (argument or allocation) that a name looks at, through any number of local windows.
   */
  public Sym root(Sym sym) {
    Sym s = sym;
    while (windows.containsKey(s)) {
      s = windows.get(s).buf();
    }
    return s;
  }

  /** The type of a window expression over a buffer of this procedure. */
  public DataType windowType(Expr.Window w) {
    List<Expr> dims = new ArrayList<>();
    for (Coord c : w.coords()) {
      c.accept(
          new Coord.Visitor<Void>() {
            @Override
            public Void point(Coord.Point point) {
              return null;
            }

            @Override
            public Void interval(Coord.Interval i) {
              dims.add(extent(i));
              return null;
            }
          });
    }
    return new DataType(data(w.buf()).precision(), dims, true);
  }

  /** {@code hi - lo}, or {@code hi} where {@code lo} is the literal 0. */
  private static Expr extent(Coord.Interval i) {
    return i.lo().equals(Expr.lit(0)) ? i.hi() : Expr.sub(i.hi(), i.lo());
  }

  /**
   * The precision of a data expression: that of the buffers that it reads, {@link Precision#R} if
   * it has only literals and buffers of precision {@code R}.
   */
  public Precision precision(Expr e) {
    return e.accept(new PrecisionOf());
  }

  private final class PrecisionOf extends ExprDefault<Precision> {
    @Override
    protected Precision other(Expr e) {
      return Precision.R;
    }

    @Override
    public Precision read(Expr.Read e) {
      return data(e.buf()).precision();
    }

    @Override
    public Precision window(Expr.Window e) {
      return data(e.buf()).precision();
    }

    @Override
    public Precision neg(Expr.Neg e) {
      return precision(e.arg());
    }

    @Override
    public Precision bin(Expr.Bin e) {
      Precision l = precision(e.lhs());
      return l == Precision.R ? precision(e.rhs()) : l;
    }

    @Override
    public Precision externCall(Expr.ExternCall e) {
      for (Expr a : e.args()) {
        Precision p = precision(a);
        if (p != Precision.R) {
          return e.fn().overload(p).map(Extern.Overload::result).orElse(p);
        }
      }
      return Precision.R;
    }

    @Override
    public Precision readConfig(Expr.ReadConfig e) {
      return e.config()
          .field(e.field())
          .type()
          .asData()
          .map(DataType::precision)
          .orElse(Precision.R);
    }
  }

  private final class Collector extends Walker {
    @Override
    public Void forStmt(Stmt.For s) {
      types.put(s.iter(), ControlType.INDEX);
      return super.forStmt(s);
    }

    @Override
    public Void alloc(Stmt.Alloc s) {
      types.put(s.buf(), s.type());
      memories.put(s.buf(), s.memory());
      return null;
    }

    @Override
    public Void window(Stmt.WindowStmt s) {
      types.put(s.name(), windowType(s.window()));
      memories.put(s.name(), memory(s.window().buf()));
      windows.put(s.name(), s.window());
      return null;
    }

    @Override
    public void expr(Expr e) {
      // declarations are statements
    }
  }
}
