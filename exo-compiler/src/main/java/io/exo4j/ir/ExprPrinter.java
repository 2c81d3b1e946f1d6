package io.exo4j.ir;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/** Prints expressions with the fewest parentheses; the caller says how symbols are spelt. */
final class ExprPrinter implements Expr.Visitor<String> {
  private static final int UNARY = 6;

  private final Function<Sym, String> names;
  private int context;

  ExprPrinter(Function<Sym, String> names) {
    this.names = names;
  }

  /**
   * The text of {@code e} where operators that bind less than {@code precedence} need parentheses.
   */
  String print(Expr e, int precedence) {
    int saved = context;
    context = precedence;
    String text = e.accept(this);
    context = saved;
    return text;
  }

  String list(List<Expr> exprs) {
    StringJoiner j = new StringJoiner(", ");
    for (Expr e : exprs) {
      j.add(print(e, 0));
    }
    return j.toString();
  }

  String type(Type type) {
    return type.accept(
        new Type.Visitor<String>() {
          @Override
          public String control(ControlType t) {
            return t.text();
          }

          @Override
          public String data(DataType t) {
            String p = t.window() ? "[" + t.precision() + "]" : t.precision().text();
            return t.isScalar() ? p : p + "[" + list(t.dims()) + "]";
          }
        });
  }

  String coord(Coord c) {
    return c.accept(
        new Coord.Visitor<String>() {
          @Override
          public String point(Coord.Point point) {
            return print(point.at(), 0);
          }

          @Override
          public String interval(Coord.Interval i) {
            return print(i.lo(), 0) + ":" + print(i.hi(), 0);
          }
        });
  }

  @Override
  public String var(Expr.Var e) {
    return names.apply(e.sym());
  }

  @Override
  public String read(Expr.Read e) {
    String name = names.apply(e.buf());
    return e.idx().isEmpty() ? name : name + "[" + list(e.idx()) + "]";
  }

  @Override
  public String intLit(Expr.IntLit e) {
    return Long.toString(e.value());
  }

  @Override
  public String boolLit(Expr.BoolLit e) {
    return e.value() ? "True" : "False";
  }

  @Override
  public String dataLit(Expr.DataLit e) {
    return e.value().toString().replace("E", "e");
  }

  @Override
  public String neg(Expr.Neg e) {
    return "-" + print(e.arg(), UNARY);
  }

  @Override
  public String bin(Expr.Bin e) {
    int p = e.op().precedence();
    // comparisons chain in the surface language, so neither operand may be a bare comparison
    String text =
        print(e.lhs(), e.op().isComparison() ? p + 1 : p)
            + " "
            + e.op().text()
            + " "
            + print(e.rhs(), p + 1);
    return p < context ? "(" + text + ")" : text;
  }

  @Override
  public String externCall(Expr.ExternCall e) {
    return e.fn().name() + "(" + list(e.args()) + ")";
  }

  @Override
  public String window(Expr.Window e) {
    StringJoiner j = new StringJoiner(", ");
    for (Coord c : e.coords()) {
      j.add(coord(c));
    }
    return names.apply(e.buf()) + "[" + j + "]";
  }

  @Override
  public String stride(Expr.Stride e) {
    return "stride(" + names.apply(e.buf()) + ", " + e.dim() + ")";
  }

  @Override
  public String readConfig(Expr.ReadConfig e) {
    return e.config().name() + "." + e.field();
  }
}
