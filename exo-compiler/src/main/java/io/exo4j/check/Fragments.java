package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Type;
import io.exo4j.syntax.AstExpr;
import io.exo4j.syntax.AstExprDefault;
import io.exo4j.syntax.Parser;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the code fragments that schedules bring along, such as {@code n / 4 + 1} or {@code x[i,
 * 0:4]}, with the names of the place where they are to go. All methods throw {@link
 * SchedulingException} for bad input, with places inside of the fragment.
 */
public final class Fragments {
  /** What kind of expression a fragment must be. */
  public enum Expected {
    /** Whatever it is; a whole number alone is a control integer. */
    ANY("an expression"),
    /** Any control value. */
    CONTROL("a control value"),
    /** A size, an index or an integer. */
    INDEX("a size, an index or an integer"),
    /** A truth value. */
    CONDITION("a truth value"),
    /** A single data value. */
    DATA("a single data value");

    private final String text;

    Expected(String text) {
      this.text = text;
    }
  }

  private static final String FILE = "<fragment>";

  private Fragments() {}

  /** An expression of any kind. */
  public static Expr expression(String text, FragmentScope scope) {
    return expression(text, scope, Expected.ANY);
  }

  /** An expression of that kind; whole numbers are data if and only if data is expected. */
  public static Expr expression(String text, FragmentScope scope, Expected expected) {
    return parse(text, scope, (ast, in) -> in.typed(ast, expected));
  }

  /**
   * A window: bounds that are left out are filled in, and so are dimensions at the end. Unlike a
   * window in a program it may consist of points only, and then stands for one element.
   */
  public static Expr.Window window(String text, FragmentScope scope) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<AstExpr.Subscript> ast = Parser.parseWindow(new SourceFile(FILE, text), diagnostics);
    Optional<Expr.Window> window = ast.flatMap(a -> new In(scope, diagnostics).window(a));
    return result(window, diagnostics);
  }

  /**
   * An argument of a call, for a formal argument of that type: data by reference.
   *
   * @param what how messages call the formal argument, for example {@code argument 'x' of 'f'}
   */
  public static Expr argument(String text, Type formal, String what, FragmentScope scope) {
    return parse(text, scope, (ast, in) -> in.arguments().argument(ast, formal, what));
  }

  /** A value for a configuration field. */
  public static Expr fieldValue(String text, ConfigField field, FragmentScope scope) {
    String what = "field '" + field.name() + "'";
    return parse(text, scope, (ast, in) -> in.arguments().value(ast, field.type(), what));
  }

  /** Checks a parsed fragment. */
  private interface Check {
    Optional<Expr> of(AstExpr ast, In in);
  }

  private static Expr parse(String text, FragmentScope scope, Check check) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<AstExpr> ast = Parser.parseExpression(new SourceFile(FILE, text), diagnostics);
    return result(ast.flatMap(a -> check.of(a, new In(scope, diagnostics))), diagnostics);
  }

  private static <T> T result(Optional<T> value, Diagnostics diagnostics) {
    if (diagnostics.hasErrors()) {
      throw new SchedulingException(diagnostics.list());
    }
    return value.orElseThrow(
        () ->
            new SchedulingException(
                Diagnostic.error(
                    CheckCode.WRONG_FRAGMENT,
                    SourceSpan.NONE,
                    "the fragment uses a name that stands for nothing")));
  }

  /** The checkers for one fragment. */
  private static final class In {
    private final FragmentScope scope;
    private final Reporter reporter;
    private final ExprChecker exprs;

    In(FragmentScope scope, Diagnostics diagnostics) {
      this.scope = scope;
      this.reporter = new Reporter(diagnostics);
      this.exprs = new ExprChecker(scope.variables(), scope.names(reporter), reporter);
    }

    Arguments arguments() {
      return new Arguments(exprs, reporter);
    }

    Optional<Expr> typed(AstExpr ast, Expected expected) {
      boolean data =
          expected == Expected.DATA || expected == Expected.ANY && ast.accept(new IsData());
      Typed t = data ? exprs.data(ast) : exprs.control(ast);
      if (t.isError()) {
        return Optional.empty();
      }
      boolean fits =
          switch (expected) {
            case ANY -> !t.type().isTensor();
            case CONTROL -> !t.type().isData();
            case INDEX -> t.type().isIndexable();
            case CONDITION -> t.type().isBool();
            case DATA -> t.type().isScalar();
          };
      if (fits) {
        return Optional.of(t.expr());
      }
      reporter.error(
          CheckCode.WRONG_FRAGMENT,
          ast.span(),
          "this must be " + expected.text + ", but it is " + t.type().text());
      return Optional.empty();
    }

    Optional<Expr.Window> window(AstExpr.Subscript ast) {
      Typed t = exprs.data(ast);
      if (t.isError()) {
        return Optional.empty();
      }
      return t.expr()
          .accept(
              new ExprDefault<Optional<Expr.Window>>() {
                @Override
                protected Optional<Expr.Window> other(Expr e) {
                  return Optional.empty();
                }

                @Override
                public Optional<Expr.Window> window(Expr.Window w) {
                  return Optional.of(w);
                }

                @Override
                public Optional<Expr.Window> read(Expr.Read e) {
                  Function<Expr, Coord> point = Coord.Point::new;
                  return Optional.of(
                      new Expr.Window(e.buf(), e.idx().stream().map(point).toList(), e.span()));
                }
              });
    }

    /** Whether an expression is about data, so that whole numbers in it are data as well. */
    private final class IsData extends AstExprDefault<Boolean> {
      @Override
      protected Boolean other(AstExpr e) {
        return false;
      }

      @Override
      public Boolean visitFloat(AstExpr.FloatLiteral e) {
        return true;
      }

      @Override
      public Boolean visitName(AstExpr.Name e) {
        return scope
            .variables()
            .find(e.id())
            .flatMap(b -> b.type())
            .filter(Type::isData)
            .isPresent();
      }

      @Override
      public Boolean visitSubscript(AstExpr.Subscript e) {
        return true;
      }

      @Override
      public Boolean visitCall(AstExpr.Call e) {
        return true;
      }

      @Override
      public Boolean visitField(AstExpr.Field e) {
        return scope
            .module()
            .config(e.config().text())
            .flatMap(c -> c.find(e.field().text()))
            .filter(f -> f.type().isData())
            .isPresent();
      }

      @Override
      public Boolean visitNegate(AstExpr.Negate e) {
        return e.operand().accept(this);
      }

      @Override
      public Boolean visitBinary(AstExpr.Binary e) {
        return !e.op().isComparison()
            && !e.op().isLogical()
            && (e.left().accept(this) || e.right().accept(this));
      }
    }
  }
}
