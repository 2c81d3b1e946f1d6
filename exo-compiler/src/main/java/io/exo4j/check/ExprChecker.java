package io.exo4j.check;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.syntax.AstExpr;
import io.exo4j.syntax.AstExprDefault;
import io.exo4j.syntax.AstName;
import io.exo4j.syntax.Parser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Resolves and types expressions. A whole number is a control integer in control position
 * (subscripts, bounds, conditions, extents) and data elsewhere; everything else is what it is,
 * wherever it stands.
 */
final class ExprChecker {
  /** What is filled in for a bound must print to something that parses, inside the window. */
  private static final int MAX_BOUND_DEPTH = Parser.MAX_EXPRESSION_DEPTH - 8;

  private final Variables variables;
  private final Namespace names;
  private final Reporter reporter;
  private final Operators operators;
  private final DenseViews views = new DenseViews();

  ExprChecker(Variables variables, Namespace names, Reporter reporter) {
    this.variables = variables;
    this.names = names;
    this.reporter = reporter;
    this.operators = new Operators(reporter);
  }

  /** What is known about the layout of windows. */
  DenseViews views() {
    return views;
  }

  /** An expression in control position. */
  Typed control(AstExpr e) {
    return e.accept(new Visitor(true));
  }

  /** An expression in data position. */
  Typed data(AstExpr e) {
    return e.accept(new Visitor(false));
  }

  /** A subscript, bound or extent: a size, an index or an integer. */
  Typed index(AstExpr e, String what) {
    Typed t = control(e);
    if (t.isError() || t.type().isIndexable()) {
      return t;
    }
    reporter.error(
        CheckCode.EXPECTED_INDEX,
        e.span(),
        what + " must be a size, an index or an integer, but this is " + t.type().text());
    return Typed.error();
  }

  /** A condition. */
  Typed bool(AstExpr e, String what) {
    Typed t = control(e);
    if (t.isError() || t.type().isBool()) {
      return t;
    }
    reporter.error(
        CheckCode.EXPECTED_BOOL,
        e.span(),
        what + " must be a truth value, but this is " + t.type().text());
    return Typed.error();
  }

  /** A number to be stored. */
  Typed scalar(AstExpr e, String what) {
    Typed t = data(e);
    if (t.isError() || t.type().isScalar()) {
      return t;
    }
    reporter.error(
        t.type().isTensor() ? CheckCode.MISPLACED_WINDOW : CheckCode.EXPECTED_DATA,
        e.span(),
        what + " must be a single data value, but this is " + t.type().text());
    return Typed.error();
  }

  /** The buffer of that name; otherwise empty, and an error unless one was reported before. */
  Optional<Variables.Binding> buffer(AstName name, String use) {
    Optional<Variables.Binding> found = variables.find(name.text());
    if (found.isEmpty()) {
      unknown(name);
      return Optional.empty();
    }
    Optional<Type> type = found.get().type();
    if (type.isPresent() && !type.get().isData()) {
      reporter.error(
          CheckCode.WRONG_KIND,
          name.span(),
          "'" + name + "' is " + ExprType.of(type.get()).text() + " and cannot be " + use);
      return Optional.empty();
    }
    return found.filter(b -> b.type().isPresent());
  }

  void unknown(AstName name) {
    Optional<String> kind = names.describe(name.text());
    reporter.error(
        kind.isPresent() ? CheckCode.WRONG_KIND : CheckCode.UNKNOWN_NAME,
        name.span(),
        kind.map(k -> "'" + name + "' is " + k + ", not a variable")
            .orElse("'" + name + "' is not defined here"),
        kind.isPresent() ? Optional.empty() : reporter.similar(name.text(), this::values));
    variables.silence(name.text());
  }

  private List<String> values() {
    return Stream.concat(variables.names().stream(), Stream.of("True", "False")).toList();
  }

  /** A configuration and one of its fields; otherwise empty and an error. */
  Optional<Expr.ReadConfig> configField(AstName config, AstName field, SourceSpan span) {
    Optional<Config> found = names.find(Kind.CONFIG, config, CheckCode.UNKNOWN_CONFIG);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.get().find(field.text()).isEmpty()) {
      reporter.error(
          CheckCode.UNKNOWN_FIELD,
          field.span(),
          "configuration '" + config + "' has no field '" + field + "'",
          reporter.similar(
              field.text(), () -> found.get().fields().stream().map(ConfigField::name).toList()));
      return Optional.empty();
    }
    return Optional.of(new Expr.ReadConfig(found.get(), field.text(), span));
  }

  /** Subscripts of an element; empty if one is wrong. */
  Optional<List<Expr>> subscripts(List<AstExpr> indices) {
    List<Expr> idx = new ArrayList<>();
    for (AstExpr i : indices) {
      Typed t = index(i, "a subscript");
      if (!t.isError()) {
        idx.add(t.expr());
      }
    }
    return idx.size() == indices.size() ? Optional.of(idx) : Optional.empty();
  }

  /** Complains unless there are exactly as many subscripts as dimensions. */
  boolean rankIs(int given, DataType type, AstName name, SourceSpan span) {
    if (given == type.rank()) {
      return true;
    }
    reporter.error(
        CheckCode.WRONG_RANK,
        span,
        "'"
            + name
            + "' has "
            + count(type.rank(), "dimension")
            + ", but "
            + (given == 0
                ? "no subscript is"
                : count(given, "subscript") + (given == 1 ? " is" : " are"))
            + " given");
    return false;
  }

  static String count(int n, String noun) {
    return (n == 0 ? "no" : Integer.toString(n)) + " " + noun + (n == 1 ? "" : "s");
  }

  private final class Visitor implements AstExpr.Visitor<Typed> {
    private final boolean control;

    Visitor(boolean control) {
      this.control = control;
    }

    private Typed check(AstExpr e) {
      return e.accept(this);
    }

    @Override
    public Typed visitInt(AstExpr.IntLiteral e) {
      if (control) {
        return Typed.constant(new Expr.IntLit(e.value(), e.span()), OptionalLong.of(e.value()));
      }
      return dataLiteral(new Expr.DataLit(BigDecimal.valueOf(e.value()), e.span()));
    }

    @Override
    public Typed visitFloat(AstExpr.FloatLiteral e) {
      return dataLiteral(Expr.DataLit.floating(BigDecimal.valueOf(e.value()), e.span()));
    }

    private Typed dataLiteral(Expr e) {
      return Typed.of(e, ExprType.data(DataType.scalar(Precision.R)));
    }

    @Override
    public Typed visitBool(AstExpr.BoolLiteral e) {
      return Typed.of(new Expr.BoolLit(e.value(), e.span()), ExprType.BOOL);
    }

    @Override
    public Typed visitName(AstExpr.Name e) {
      Optional<Variables.Binding> found = variables.find(e.id());
      if (found.isEmpty()) {
        unknown(e.name());
        return Typed.error();
      }
      Optional<Type> type = found.get().type();
      if (type.isEmpty()) {
        return Typed.error();
      }
      Sym sym = found.get().sym();
      Expr expr =
          type.get().isData()
              ? new Expr.Read(sym, List.of(), e.span())
              : new Expr.Var(sym, e.span());
      boolean dense = type.get().asData().filter(t -> views.isDense(sym, t)).isPresent();
      return Typed.of(expr, ExprType.of(type.get())).asDense(dense);
    }

    @Override
    public Typed visitSubscript(AstExpr.Subscript e) {
      Optional<Variables.Binding> found = buffer(e.base(), "subscripted");
      if (found.isEmpty()) {
        for (AstExpr i : e.indices()) {
          i.accept(new CoordOf(this, Expr.lit(0)));
        }
        return Typed.error();
      }
      Sym sym = found.get().sym();
      DataType type = found.get().type().flatMap(Type::asData).orElseThrow();
      boolean element = !e.hasSlice() && e.indices().size() == type.rank();
      if (element) {
        Optional<List<Expr>> idx = subscripts(e.indices());
        return idx.isPresent()
            ? scalar(new Expr.Read(sym, idx.get(), e.span()), type)
            : Typed.error();
      }
      if (e.indices().size() > type.rank()) {
        rankIs(e.indices().size(), type, e.base(), e.span());
        for (AstExpr i : e.indices()) {
          i.accept(new CoordOf(this, Expr.lit(0)));
        }
        return Typed.error();
      }
      Optional<List<Coord>> coords = coordinates(e, type);
      if (coords.isEmpty()) {
        return Typed.error();
      }
      return Typed.of(
              new Expr.Window(sym, coords.get(), e.span()),
              ExprType.data(Literals.windowType(type, coords.get())))
          .asDense(views.isDense(sym, type, coords.get()));
    }

    private Typed scalar(Expr e, DataType of) {
      return Typed.of(e, ExprType.data(DataType.scalar(of.precision())));
    }

    /** One coordinate per dimension; those that are left out take all. */
    private Optional<List<Coord>> coordinates(AstExpr.Subscript e, DataType type) {
      List<Coord> coords = new ArrayList<>();
      for (int d = 0; d < type.rank(); d++) {
        Optional<Coord> c =
            d < e.indices().size()
                ? e.indices().get(d).accept(new CoordOf(this, type.dims().get(d)))
                : whole(type.dims().get(d), e.span());
        if (c.isPresent()) {
          coords.add(c.get());
        }
      }
      return coords.size() == type.rank() ? Optional.of(coords) : Optional.empty();
    }

    Optional<Coord> whole(Expr extent, SourceSpan span) {
      return extentAt(extent, span).map(hi -> new Coord.Interval(zero(span), hi));
    }

    Expr zero(SourceSpan span) {
      return new Expr.IntLit(0, span);
    }

    /** The extent of a dimension as a bound that nobody wrote. */
    Optional<Expr> extentAt(Expr extent, SourceSpan span) {
      if (Literals.depth(extent) <= MAX_BOUND_DEPTH) {
        return Optional.of(extent);
      }
      reporter.error(
          CheckCode.BOUND_TOO_COMPLEX,
          span,
          "the bound that is left out here stands for a very long expression",
          "write the bound");
      return Optional.empty();
    }

    @Override
    public Typed visitSlice(AstExpr.Slice e) {
      reporter.error(CheckCode.MISPLACED_WINDOW, e.span(), "a slice stands only in a subscript");
      return Typed.error();
    }

    @Override
    public Typed visitNegate(AstExpr.Negate e) {
      return operators.negate(check(e.operand()), e);
    }

    @Override
    public Typed visitBinary(AstExpr.Binary e) {
      Typed left = check(e.left());
      Typed right = check(e.right());
      return operators.binary(Operators.op(e.op()), left, right, e.left(), e.right(), e.span());
    }

    @Override
    public Typed visitChain(AstExpr.Chain e) {
      List<Typed> operands = e.operands().stream().map(this::check).toList();
      Optional<Expr> all = Optional.empty();
      boolean ok = true;
      for (int i = 0; i < e.ops().size(); i++) {
        AstExpr l = e.operands().get(i);
        AstExpr r = e.operands().get(i + 1);
        SourceSpan span = l.span().to(r.span());
        BinOp op = Operators.op(e.ops().get(i));
        Typed pair = operators.binary(op, operands.get(i), operands.get(i + 1), l, r, span);
        ok &= !pair.isError();
        all =
            Optional.of(
                all.<Expr>map(a -> new Expr.Bin(BinOp.AND, a, pair.expr(), e.span()))
                    .orElse(pair.expr()));
      }
      return ok ? Typed.of(all.orElseThrow(), ExprType.BOOL) : Typed.error();
    }

    @Override
    public Typed visitCall(AstExpr.Call e) {
      Optional<Extern> fn = names.find(Kind.EXTERN, e.function(), CheckCode.UNKNOWN_EXTERN);
      List<Expr> args = new ArrayList<>();
      Optional<DataType> result = Optional.empty();
      boolean ok = fn.isPresent();
      int number = 0;
      for (AstExpr a : e.arguments()) {
        number++;
        Typed t = ExprChecker.this.scalar(a, "argument " + number + " of '" + e.function() + "'");
        ok &= !t.isError();
        args.add(t.expr());
        result = t.type().data();
      }
      if (fn.isPresent() && fn.get().arity() != args.size()) {
        reporter.error(
            CheckCode.WRONG_ARITY,
            e.span(),
            "'"
                + e.function()
                + "' takes "
                + count(fn.get().arity(), "argument")
                + ", but "
                + args.size()
                + (args.size() == 1 ? " is" : " are")
                + " given");
        ok = false;
      }
      if (!ok) {
        return Typed.error();
      }
      DataType type = result.orElse(DataType.scalar(Precision.R));
      return Typed.of(new Expr.ExternCall(fn.get(), args, e.span()), ExprType.data(type));
    }

    @Override
    public Typed visitStride(AstExpr.Stride e) {
      Optional<Variables.Binding> found = buffer(e.tensor(), "asked for its strides");
      if (found.isEmpty()) {
        return Typed.error();
      }
      int rank = found.get().type().flatMap(Type::asData).orElseThrow().rank();
      int dim = e.dimension().orElse(-1);
      if (dim < 0 || dim >= rank) {
        reporter.error(
            CheckCode.INVALID_STRIDE,
            e.span(),
            "'"
                + e.tensor()
                + "' has "
                + count(rank, "dimension")
                + (rank == 0 ? "" : ", numbered from 0"));
        return Typed.error();
      }
      return Typed.of(new Expr.Stride(found.get().sym(), dim, e.span()), ExprType.STRIDE);
    }

    @Override
    public Typed visitField(AstExpr.Field e) {
      return configField(e.config(), e.field(), e.span())
          .map(r -> Typed.of(r, ExprType.of(r.config().field(r.field()).type())))
          .orElseGet(Typed::error);
    }

    @Override
    public Typed visitHole(AstExpr.Hole e) {
      reporter.error(CheckCode.WRONG_FRAGMENT, e.span(), "'_' stands only in patterns");
      return Typed.error();
    }
  }

  /** One dimension of a window: a slice is an interval, anything else a point. */
  private final class CoordOf extends AstExprDefault<Optional<Coord>> {
    private final Visitor visitor;
    private final Expr extent;

    CoordOf(Visitor visitor, Expr extent) {
      this.visitor = visitor;
      this.extent = extent;
    }

    @Override
    protected Optional<Coord> other(AstExpr e) {
      Typed t = index(e, "a subscript");
      return t.isError() ? Optional.empty() : Optional.of(new Coord.Point(t.expr()));
    }

    @Override
    public Optional<Coord> visitSlice(AstExpr.Slice e) {
      Optional<Expr> lo =
          e.lo().isPresent() ? bound(e.lo().get()) : Optional.of(visitor.zero(e.span()));
      Optional<Expr> hi =
          e.hi().isPresent() ? bound(e.hi().get()) : visitor.extentAt(extent, e.span());
      return lo.isPresent() && hi.isPresent()
          ? Optional.of(new Coord.Interval(lo.get(), hi.get()))
          : Optional.empty();
    }

    private Optional<Expr> bound(AstExpr e) {
      Typed t = index(e, "a bound of a window");
      return t.isError() ? Optional.empty() : Optional.of(t.expr());
    }
  }
}
