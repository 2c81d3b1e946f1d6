package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Type;
import io.exo4j.syntax.AstExpr;
import io.exo4j.syntax.AstExprDefault;
import io.exo4j.syntax.AstStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values given for something with a declared type: arguments of calls, fields of configurations.
 * Whether precisions and memories agree is for the back end to say, when directives may have
 * changed them.
 */
final class Arguments {
  private final ExprChecker exprs;
  private final Reporter reporter;

  Arguments(ExprChecker exprs, Reporter reporter) {
    this.exprs = exprs;
    this.reporter = reporter;
  }

  /** The call; empty if something was reported. */
  Optional<Stmt.Call> of(Proc callee, AstStmt.Call s) {
    int formals = callee.args().size();
    int actuals = s.arguments().size();
    List<Expr> args = new ArrayList<>();
    for (int i = 0; i < actuals; i++) {
      AstExpr actual = s.arguments().get(i);
      if (i < formals) {
        Arg formal = callee.args().get(i);
        argument(actual, formal.type(), describe(formal, callee)).ifPresent(args::add);
      } else {
        // Only for the mistakes inside; what it is for is unknown.
        actual.accept(new Stray());
      }
    }
    if (formals != actuals) {
      reporter.error(
          Diagnostic.error(
                  CheckCode.WRONG_ARITY,
                  s.span(),
                  "'"
                      + callee.name()
                      + "' takes "
                      + ExprChecker.count(formals, "argument")
                      + ", but "
                      + (actuals == 1 ? "1 is" : actuals + " are")
                      + " given")
              .withNote(callee.span(), "declared here"));
      return Optional.empty();
    }
    return args.size() == formals
        ? Optional.of(new Stmt.Call(new StmtId(), callee, args, s.span()))
        : Optional.empty();
  }

  private static String describe(Arg formal, Proc callee) {
    return "argument '" + formal.name() + "' of '" + callee.name() + "'";
  }

  /** A surplus argument: names in it are looked up unless it is a literal. */
  private final class Stray extends AstExprDefault<Void> {
    @Override
    protected Void other(AstExpr e) {
      exprs.data(e);
      return null;
    }

    @Override
    public Void visitBinary(AstExpr.Binary e) {
      return null;
    }
  }

  /** An argument passed for a formal of that type: data by reference, control values by value. */
  Optional<Expr> argument(AstExpr e, Type formal, String what) {
    return formal.accept(
        new Type.Visitor<Optional<Expr>>() {
          @Override
          public Optional<Expr> control(ControlType type) {
            return controlValue(e, type, what);
          }

          @Override
          public Optional<Expr> data(DataType type) {
            return reference(e, type, what);
          }
        });
  }

  /** A value for a field of that type. */
  Optional<Expr> value(AstExpr e, Type type, String what) {
    return type.accept(
        new Type.Visitor<Optional<Expr>>() {
          @Override
          public Optional<Expr> control(ControlType t) {
            return controlValue(e, t, what);
          }

          @Override
          public Optional<Expr> data(DataType t) {
            return ok(exprs.scalar(e, what));
          }
        });
  }

  private static Optional<Expr> ok(Typed t) {
    return t.isError() ? Optional.empty() : Optional.of(t.expr());
  }

  private Optional<Expr> controlValue(AstExpr e, ControlType type, String what) {
    Typed t = exprs.control(e);
    if (t.isError()) {
      return Optional.empty();
    }
    boolean fits =
        switch (type) {
          case SIZE, INDEX, INT -> t.type().isIndexable();
          case BOOL -> t.type().isBool();
          case STRIDE -> t.type().isStrideLike();
        };
    if (fits) {
      return Optional.of(t.expr());
    }
    reporter.error(
        CheckCode.WRONG_ARGUMENT,
        e.span(),
        what + " is of type " + type + ", but this is " + t.type().text());
    return Optional.empty();
  }

  private Optional<Expr> reference(AstExpr e, DataType formal, String what) {
    Typed t = exprs.data(e);
    if (t.isError()) {
      return Optional.empty();
    }
    String wanted = what + " is of type " + Printer.print(formal);
    if (!t.type().isData()) {
      reporter.error(
          CheckCode.WRONG_ARGUMENT, e.span(), wanted + ", but this is " + t.type().text());
      return Optional.empty();
    }
    DataType actual = t.type().data().orElseThrow();
    if (actual.rank() != formal.rank()) {
      reporter.error(
          CheckCode.WRONG_RANK,
          e.span(),
          wanted + ", but this is " + t.type().text(),
          formal.isScalar() ? Optional.of(SCALAR_HINT) : Optional.empty());
      return Optional.empty();
    }
    if (formal.isScalar() && !t.expr().accept(BY_REFERENCE)) {
      reporter.error(
          CheckCode.WRONG_ARGUMENT,
          e.span(),
          what
              + " is passed by reference: only a scalar variable or a configuration field can be"
              + " given",
          SCALAR_HINT);
      return Optional.empty();
    }
    if (!formal.isScalar() && !formal.window() && actual.window() && !t.dense()) {
      reporter.error(
          CheckCode.WINDOW_FOR_DENSE,
          e.span(),
          what + " must be a dense tensor, but this is a window that may have gaps",
          "declare the argument as a window, "
              + Printer.print(new DataType(formal.precision(), formal.dims(), true))
              + ", or assert the strides of the window");
      return Optional.empty();
    }
    return Optional.of(t.expr());
  }

  private static final String SCALAR_HINT =
      "store the value in a scalar first: t : f32, t = ..., and pass t";

  private static final ExprDefault<Boolean> BY_REFERENCE =
      new ExprDefault<>() {
        @Override
        protected Boolean other(Expr e) {
          return false;
        }

        @Override
        public Boolean read(Expr.Read e) {
          return e.idx().isEmpty();
        }

        @Override
        public Boolean readConfig(Expr.ReadConfig e) {
          return true;
        }
      };
}
