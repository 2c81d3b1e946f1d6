package io.exo4j.ir;

import io.exo4j.diagnostics.SourceSpan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Expressions. Equality is structural, symbols by identity, source positions ignored (see {@link
 * SourceSpan}). It is written out: every run compares expressions, and what the Java virtual
 * machine makes for a record is slow to come.
 */
public sealed interface Expr {
  /** Where it was written; {@link SourceSpan#NONE} if a directive made it. */
  SourceSpan span();

  /** Dispatch without a chain of {@code instanceof}. */
  <T> T accept(Visitor<T> visitor);

  /** True if the value is a number held in buffers, false if it is a control value. */
  boolean isData();

  /** This expression as one of a kind, if it is; where there is one kind to ask for. */
  default <E extends Expr> Optional<E> as(Class<E> kind) {
    return kind.isInstance(this) ? Optional.of(kind.cast(this)) : Optional.empty();
  }

  /** The value of an integer literal. */
  default OptionalLong asInt() {
    return OptionalLong.empty();
  }

  /** Whether it is the integer literal 0. */
  default boolean isZero() {
    return asInt().orElse(1) == 0;
  }

  /** The value of a truth literal. */
  default Optional<Boolean> asBool() {
    return Optional.empty();
  }

  /** The buffer or window that a read or a window expression names. */
  default Optional<Sym> buffer() {
    return Optional.empty();
  }

  /** One method per kind of expression. */
  interface Visitor<T> {
    /** See {@link Var}. */
    T var(Var e);

    /** See {@link Read}. */
    T read(Read e);

    /** See {@link IntLit}. */
    T intLit(IntLit e);

    /** See {@link BoolLit}. */
    T boolLit(BoolLit e);

    /** See {@link DataLit}. */
    T dataLit(DataLit e);

    /** See {@link Neg}. */
    T neg(Neg e);

    /** See {@link Bin}. */
    T bin(Bin e);

    /** See {@link ExternCall}. */
    T externCall(ExternCall e);

    /** See {@link Window}. */
    T window(Window e);

    /** See {@link Stride}. */
    T stride(Stride e);

    /** See {@link ReadConfig}. */
    T readConfig(ReadConfig e);
  }

  /**
   * The value of a control variable: a size, index, bool or stride argument, or a loop variable.
   */
  record Var(Sym sym, SourceSpan span) implements Expr {
    @Override
    public boolean equals(Object o) {
      return o instanceof Var v && v.sym == sym;
    }

    @Override
    public int hashCode() {
      return sym.hashCode();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.var(this);
    }

    @Override
    public boolean isData() {
      return false;
    }
  }

  /**
   * One element of a buffer: as many subscripts as the buffer has dimensions. As an argument of a
   * call {@code idx} is empty and the whole buffer (scalar, tensor or window) is passed by
   * reference.
   */
  record Read(Sym buf, List<Expr> idx, SourceSpan span) implements Expr {
    /** Copies the list. */
    public Read {
      idx = List.copyOf(idx);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Read r && r.buf == buf && r.idx.equals(idx);
    }

    @Override
    public int hashCode() {
      return 31 * buf.hashCode() + idx.hashCode();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.read(this);
    }

    @Override
    public boolean isData() {
      return true;
    }

    @Override
    public Optional<Sym> buffer() {
      return Optional.of(buf);
    }
  }

  /** A control integer. */
  record IntLit(long value, SourceSpan span) implements Expr {
    @Override
    public boolean equals(Object o) {
      return o instanceof IntLit l && l.value == value;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(value);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.intLit(this);
    }

    @Override
    public boolean isData() {
      return false;
    }

    @Override
    public OptionalLong asInt() {
      return OptionalLong.of(value);
    }
  }

  /** A truth value. */
  record BoolLit(boolean value, SourceSpan span) implements Expr {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.boolLit(this);
    }

    @Override
    public boolean isData() {
      return false;
    }

    @Override
    public Optional<Boolean> asBool() {
      return Optional.of(value);
    }
  }

  /**
   * A number in data position; it takes the precision of its context. Written as an integer if and
   * only if the scale is 0. The constructor brings equal values of one kind to one form.
   */
  record DataLit(BigDecimal value, SourceSpan span) implements Expr {
    /** Normalises the scale. */
    public DataLit {
      if (value.scale() != 0) {
        value = value.stripTrailingZeros();
        if (value.scale() <= 0 && value.precision() - value.scale() <= 17) {
          value = value.setScale(1);
        } else if (value.scale() == 0) {
          value = value.setScale(1);
        }
      }
    }

    /** A literal written with a decimal point or an exponent. */
    public static DataLit floating(BigDecimal value, SourceSpan span) {
      return new DataLit(value.scale() == 0 ? value.setScale(1) : value, span);
    }

    /** A literal of that value, written with a decimal point. */
    public static DataLit of(double value) {
      return floating(BigDecimal.valueOf(value), SourceSpan.NONE);
    }

    /** True if it is written as an integer. */
    public boolean isInteger() {
      return value.scale() == 0;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.dataLit(this);
    }

    @Override
    public boolean isData() {
      return true;
    }
  }

  /** {@code -arg}; of a literal, {@link #negate} gives a negative literal instead. */
  record Neg(Expr arg, SourceSpan span) implements Expr {
    @Override
    public boolean equals(Object o) {
      return o instanceof Neg n && n.arg.equals(arg);
    }

    @Override
    public int hashCode() {
      return ~arg.hashCode();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.neg(this);
    }

    @Override
    public boolean isData() {
      return arg.isData();
    }
  }

  /** {@code lhs op rhs}. */
  record Bin(BinOp op, Expr lhs, Expr rhs, SourceSpan span) implements Expr {
    @Override
    public boolean equals(Object o) {
      return o instanceof Bin b && b.op == op && b.lhs.equals(lhs) && b.rhs.equals(rhs);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * op.hashCode() + lhs.hashCode()) + rhs.hashCode();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.bin(this);
    }

    @Override
    public boolean isData() {
      return op.isArithmetic() && (lhs.isData() || rhs.isData());
    }
  }

  /** A scalar function of data values, without effects. */
  record ExternCall(Extern fn, List<Expr> args, SourceSpan span) implements Expr {
    /** Copies the list. */
    public ExternCall {
      args = List.copyOf(args);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof ExternCall c && c.fn.equals(fn) && c.args.equals(args);
    }

    @Override
    public int hashCode() {
      return 31 * fn.hashCode() + args.hashCode();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.externCall(this);
    }

    @Override
    public boolean isData() {
      return true;
    }
  }

  /**
   * A view of a buffer (or of another view): one coordinate per dimension of {@code buf}, at least
   * one of them an interval. Stands only in a {@link Stmt.WindowStmt} or as an argument of a call.
   */
  record Window(Sym buf, List<Coord> coords, SourceSpan span) implements Expr {
    @Override
    public boolean equals(Object o) {
      return o instanceof Window w && w.buf == buf && w.coords.equals(coords);
    }

    @Override
    public int hashCode() {
      return 31 * buf.hashCode() + coords.hashCode();
    }

    /** Copies the list. */
    public Window {
      coords = List.copyOf(coords);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.window(this);
    }

    @Override
    public boolean isData() {
      return true;
    }

    @Override
    public Optional<Sym> buffer() {
      return Optional.of(buf);
    }
  }

  /** {@code stride(buf, dim)}: the distance in elements between neighbours along {@code dim}. */
  record Stride(Sym buf, int dim, SourceSpan span) implements Expr {
    @Override
    public boolean equals(Object o) {
      return o instanceof Stride s && s.buf == buf && s.dim == dim;
    }

    @Override
    public int hashCode() {
      return 31 * buf.hashCode() + dim;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.stride(this);
    }

    @Override
    public boolean isData() {
      return false;
    }
  }

  /**
   * The value of a configuration field; of a data field, as an argument of a call, by reference.
   */
  record ReadConfig(Config config, String field, SourceSpan span) implements Expr {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.readConfig(this);
    }

    @Override
    public boolean isData() {
      return config.field(field).type().isData();
    }
  }

  /** A control variable without a position. */
  static Var var(Sym sym) {
    return new Var(sym, SourceSpan.NONE);
  }

  /** A control integer without a position. */
  static IntLit lit(long value) {
    return new IntLit(value, SourceSpan.NONE);
  }

  /** A truth value without a position. */
  static BoolLit lit(boolean value) {
    return new BoolLit(value, SourceSpan.NONE);
  }

  /** A buffer element without a position. */
  static Read read(Sym buf, List<Expr> idx) {
    return new Read(buf, idx, SourceSpan.NONE);
  }

  /** A binary operation without a position. */
  static Bin bin(BinOp op, Expr lhs, Expr rhs) {
    return new Bin(op, lhs, rhs, SourceSpan.NONE);
  }

  /** {@code lhs + rhs}. */
  static Bin add(Expr lhs, Expr rhs) {
    return bin(BinOp.ADD, lhs, rhs);
  }

  /** {@code lhs - rhs}. */
  static Bin sub(Expr lhs, Expr rhs) {
    return bin(BinOp.SUB, lhs, rhs);
  }

  /** {@code lhs * rhs}. */
  static Bin mul(Expr lhs, Expr rhs) {
    return bin(BinOp.MUL, lhs, rhs);
  }

  /** {@code -arg}, folded if {@code arg} is a literal. */
  static Expr negate(Expr arg, SourceSpan span) {
    return arg.accept(new Negation(arg, span));
  }
}
