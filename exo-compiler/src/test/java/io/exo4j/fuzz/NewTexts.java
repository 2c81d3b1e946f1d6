package io.exo4j.fuzz;

import io.exo4j.ir.ControlType;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Procedure;
import io.exo4j.testing.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes random new expressions, conditions and windows from the names that are visible at a place.
 */
final class NewTexts {
  private final Dice choice;
  private final Procedure procedure;
  private final Map<Sym, String> names;
  private final List<Sym> visible;

  NewTexts(Dice choice, Procedure procedure, StmtId at) {
    this.choice = choice;
    this.procedure = procedure;
    this.names = Printer.names(procedure.proc());
    this.visible = procedure.index().visibleAt(at);
  }

  String name(Sym s) {
    return names.getOrDefault(s, s.name());
  }

  private List<String> control(boolean bool) {
    List<String> out = new ArrayList<>();
    for (Sym s : visible) {
      Optional<Type> t = procedure.types().type(s);
      if (bool
          ? t.filter(x -> x == ControlType.BOOL).isPresent()
          : t.filter(x -> x == ControlType.SIZE || x == ControlType.INDEX).isPresent()) {
        out.add(name(s));
      }
    }
    return out;
  }

  /** The buffers that are visible. */
  List<Sym> buffers() {
    return visible.stream()
        .filter(s -> procedure.types().type(s).filter(Type::isData).isPresent())
        .toList();
  }

  /** A name that the code uses already. */
  Optional<String> known() {
    return visible.isEmpty() ? Optional.empty() : Optional.of(name(choice.pick(visible)));
  }

  private String atom() {
    List<String> vars = control(false);
    return vars.isEmpty() || choice.percent(30) ? literal() : choice.pick(vars);
  }

  private String literal() {
    return choice.of("0", "1", "1", "2", "2", "3", "4", "5", "8");
  }

  /** A size or index. */
  String index() {
    List<String> written = written(false);
    if (!written.isEmpty() && choice.percent(20)) {
      return choice.pick(written);
    }
    return switch (choice.below(10)) {
      case 0, 1 -> literal();
      case 2, 3, 4 -> atom();
      case 5 -> atom() + " + " + literal();
      case 6 -> atom() + " - " + literal();
      case 7 -> choice.of("2", "3") + " * " + atom();
      case 8 -> atom() + choice.of(" / ", " % ") + choice.of("2", "3", "4");
      default -> atom() + choice.of(" + ", " - ") + atom();
    };
  }

  /** A condition. */
  String condition() {
    List<String> written = written(true);
    if (!written.isEmpty() && choice.percent(25)) {
      return choice.pick(written);
    }
    List<String> bools = control(true);
    if (!bools.isEmpty() && choice.percent(15)) {
      return choice.pick(bools);
    }
    String op = choice.of(" < ", " <= ", " > ", " >= ", " == ");
    return switch (choice.below(5)) {
      case 0 -> atom() + op + literal();
      case 1 -> atom() + op + atom();
      case 2 -> atom() + " % 2 == " + choice.of("0", "1");
      case 3 -> index() + op + index();
      default -> atom() + op + literal() + choice.of(" and ", " or ") + atom() + op + index();
    };
  }

  /** What is written in the code of that kind: subscripts and bounds, or conditions. */
  private List<String> written(boolean bool) {
    List<String> out = new ArrayList<>();
    new Walker() {
      @Override
      public void expr(Expr e) {
        if (e.accept(new Condition()) == bool && !e.isData()) {
          out.add(Printer.print(e));
        }
        super.expr(e);
      }
    }.stmts(procedure.proc().body());
    return out;
  }

  /** True for conditions as they are written. */
  private static final class Condition extends ExprDefault<Boolean> {
    @Override
    protected Boolean other(Expr e) {
      return false;
    }

    @Override
    public Boolean boolLit(Expr.BoolLit e) {
      return true;
    }

    @Override
    public Boolean bin(Expr.Bin e) {
      return !e.op().isArithmetic();
    }
  }

  /** A number. */
  String data() {
    List<Sym> buffers = buffers();
    if (buffers.isEmpty() || choice.percent(40)) {
      return choice.of("0.0", "1.0", "2.0", "-1.0");
    }
    Sym b = choice.pick(buffers);
    DataType t = procedure.types().data(b);
    List<String> idx = new ArrayList<>();
    for (int d = 0; d < t.rank(); d++) {
      idx.add(choice.percent(50) ? "0" : index());
    }
    return name(b) + (idx.isEmpty() ? "" : "[" + String.join(", ", idx) + "]");
  }

  /** A buffer, or a window of it, of a rank. */
  String window(Sym b, int rank) {
    DataType t = procedure.types().data(b);
    if (t.rank() == rank) {
      return name(b);
    }
    List<String> coords = new ArrayList<>();
    for (int d = 0; d < t.rank(); d++) {
      coords.add(d < rank ? "0:" + Printer.print(t.dims().get(d)) : "0");
    }
    return name(b) + "[" + String.join(", ", coords) + "]";
  }

  /** An access as it is written. */
  private record Access(Sym buf, List<Expr> at) {}

  /** A window around what a block accesses; its names should be those at the start of the block. */
  Optional<String> window(List<Stmt> block) {
    List<Access> accesses = new ArrayList<>();
    List<Stmt.For> inner = new ArrayList<>();
    new Walker() {
      @Override
      public Void read(Expr.Read e) {
        accesses.add(new Access(e.buf(), e.idx()));
        return super.read(e);
      }

      @Override
      public Void assign(Stmt.Assign s) {
        accesses.add(new Access(s.buf(), s.idx()));
        return super.assign(s);
      }

      @Override
      public Void reduce(Stmt.Reduce s) {
        accesses.add(new Access(s.buf(), s.idx()));
        return super.reduce(s);
      }

      @Override
      public Void window(Expr.Window e) {
        accesses.add(new Access(e.buf(), e.coords().stream().map(Coord::start).toList()));
        return super.window(e);
      }

      @Override
      public Void forStmt(Stmt.For s) {
        inner.add(s);
        return super.forStmt(s);
      }
    }.stmts(block);
    accesses.removeIf(a -> !visible.contains(a.buf()));
    if (accesses.isEmpty()) {
      return Optional.empty();
    }
    Access a = choice.pick(accesses);
    DataType t = procedure.types().data(a.buf());
    if (t.isScalar()) {
      return Optional.of(name(a.buf()));
    }
    List<String> coords = new ArrayList<>();
    for (int d = 0; d < t.rank(); d++) {
      Optional<Expr> at = d < a.at().size() ? Optional.of(a.at().get(d)) : Optional.empty();
      coords.add(coordinate(at, t.dims().get(d), inner));
    }
    return Optional.of(name(a.buf()) + "[" + String.join(", ", coords) + "]");
  }

  private String coordinate(Optional<Expr> at, Expr dim, List<Stmt.For> inner) {
    String whole = "0:" + Printer.print(dim);
    if (at.isEmpty() || choice.percent(25)) {
      return whole;
    }
    for (Stmt.For f : inner) {
      if (at.get().equals(Expr.var(f.iter()))) {
        return Printer.print(f.lo())
            + (choice.percent(10) ? " + 1" : "")
            + ":"
            + Printer.print(f.hi());
      }
    }
    boolean bound = Names.in(at.get()).stream().allMatch(s -> visible.contains(s));
    if (!bound) {
      return whole;
    }
    String e = Printer.print(at.get());
    return switch (choice.below(4)) {
      case 0 -> e + ":" + e + " + 1";
      case 1 -> e + ":" + e + " + " + choice.of("1", "2");
      default -> e;
    };
  }
}
