package io.exo4j.check;

import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.syntax.AstExpr;
import io.exo4j.syntax.AstExprDefault;
import io.exo4j.syntax.AstLoopMode;
import io.exo4j.syntax.AstName;
import io.exo4j.syntax.AstStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks statements. A statement with an error is left out, the names that it binds are not. */
final class StmtChecker implements AstStmt.Visitor<Optional<Stmt>> {
  private final VarScope scope;
  private final ExprChecker exprs;
  private final Namespace names;
  private final Reporter reporter;
  private final Arguments arguments;

  StmtChecker(VarScope scope, ExprChecker exprs, Namespace names, Reporter reporter) {
    this.scope = scope;
    this.exprs = exprs;
    this.names = names;
    this.reporter = reporter;
    this.arguments = new Arguments(exprs, reporter);
  }

  /** Checks a block in a scope of its own; never empty. */
  List<Stmt> block(List<AstStmt> stmts) {
    scope.enter();
    List<Stmt> checked = new ArrayList<>();
    for (AstStmt s : stmts) {
      s.accept(this).ifPresent(checked::add);
    }
    scope.leave();
    if (checked.isEmpty()) {
      checked.add(Stmt.pass());
    }
    return checked;
  }

  @Override
  public Optional<Stmt> visitAssign(AstStmt.Assign s) {
    AstName target = s.target();
    if (s.indices().isEmpty() && scope.find(target.text()).isEmpty()) {
      return newName(s);
    }
    return store(target, s.indices(), s.value())
        .map(t -> new Stmt.Assign(new StmtId(), t.buf(), t.idx(), t.rhs(), s.span()));
  }

  /** {@code w = x[0:n]} binds w; {@code w = 1.0} is a mistake. */
  private Optional<Stmt> newName(AstStmt.Assign s) {
    Typed value = exprs.data(s.value());
    Optional<Expr.Window> window = value.isError() ? Optional.empty() : asWindow(value.expr());
    if (window.isPresent()) {
      Sym sym = new Sym(s.target().text());
      scope.bind(s.target().text(), Variables.Binding.of(sym, value.type().data().orElseThrow()));
      if (value.dense()) {
        exprs.views().add(sym);
      }
      return Optional.of(new Stmt.WindowStmt(new StmtId(), sym, window.get(), s.span()));
    }
    boolean wrongWindow = value.isError() && isWindow(s.value());
    if (wrongWindow) {
      scope.bind(s.target().text(), Variables.Binding.poison(s.target().text()));
    } else if (value.type().isTensor()) {
      reporter.error(
          CheckCode.MISPLACED_WINDOW,
          s.value().span(),
          "a whole tensor cannot be given another name",
          "a window can: " + s.target() + " = " + s.value().span().text() + "[:]");
      scope.bind(s.target().text(), Variables.Binding.poison(s.target().text()));
    } else {
      undeclared(s.target());
    }
    return Optional.empty();
  }

  private void undeclared(AstName name) {
    if (names.describe(name.text()).isPresent()) {
      exprs.unknown(name);
      return;
    }
    reporter.error(
        CheckCode.UNKNOWN_NAME,
        name.span(),
        "'" + name + "' is not defined here",
        reporter
            .similar(name.text(), scope::names)
            .or(() -> Optional.of("declare it first: " + name + " : f32")));
    scope.silence(name.text());
  }

  private static Optional<Expr.Window> asWindow(Expr e) {
    return e.accept(
        new ExprDefault<Optional<Expr.Window>>() {
          @Override
          protected Optional<Expr.Window> other(Expr any) {
            return Optional.empty();
          }

          @Override
          public Optional<Expr.Window> window(Expr.Window w) {
            return Optional.of(w);
          }
        });
  }

  private static boolean isWindow(AstExpr e) {
    return e.accept(
        new AstExprDefault<Boolean>() {
          @Override
          protected Boolean other(AstExpr any) {
            return false;
          }

          @Override
          public Boolean visitSubscript(AstExpr.Subscript s) {
            return true;
          }
        });
  }

  @Override
  public Optional<Stmt> visitReduce(AstStmt.Reduce s) {
    return store(s.target(), s.indices(), s.value())
        .map(t -> new Stmt.Reduce(new StmtId(), t.buf(), t.idx(), t.rhs(), s.span()));
  }

  private record Store(Sym buf, List<Expr> idx, Expr rhs) {}

  /** The checked parts of an assignment or reduction. */
  private Optional<Store> store(AstName target, List<AstExpr> indices, AstExpr value) {
    Optional<Variables.Binding> found = scope.find(target.text());
    Optional<DataType> type = Optional.empty();
    if (found.isEmpty()) {
      undeclared(target);
    } else if (found.get().type().isPresent()) {
      type = found.get().type().flatMap(Type::asData);
      if (type.isEmpty()) {
        reporter.error(
            CheckCode.NOT_ASSIGNABLE,
            target.span(),
            "'"
                + target
                + "' is "
                + ExprType.of(found.get().type().get()).text()
                + " and cannot be assigned",
            "only data is assigned; control values come from arguments, loops and configurations");
      }
    }
    Optional<List<Expr>> idx = exprs.subscripts(indices);
    Typed rhs = exprs.data(value);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    boolean ok = exprs.rankIs(indices.size(), type.get(), target, target.span());
    if (!rhs.isError() && !rhs.type().isScalar()) {
      boolean window = asWindow(rhs.expr()).isPresent() && indices.isEmpty();
      reporter.error(
          rhs.type().isTensor() ? CheckCode.MISPLACED_WINDOW : CheckCode.EXPECTED_DATA,
          value.span(),
          "what is stored must be a single data value, but this is " + rhs.type().text(),
          window
              ? Optional.of("'" + target + "' already exists; a window needs a name of its own")
              : Optional.empty());
      ok = false;
    }
    return ok && !rhs.isError()
        ? idx.map(i -> new Store(found.orElseThrow().sym(), i, rhs.expr()))
        : Optional.empty();
  }

  @Override
  public Optional<Stmt> visitAlloc(AstStmt.Alloc s) {
    String name = s.name().text();
    Optional<DataType> type = allocType(s);
    Optional<Memory> memory = ProcChecker.memory(s.memory(), names);
    if (type.isEmpty()) {
      scope.bind(name, Variables.Binding.poison(name));
      return Optional.empty();
    }
    Sym sym = new Sym(name);
    scope.bind(name, Variables.Binding.of(sym, type.get()));
    return memory.map(m -> new Stmt.Alloc(new StmtId(), sym, type.get(), m, s.span()));
  }

  private Optional<DataType> allocType(AstStmt.Alloc s) {
    Optional<ControlType> control = TypeNames.control(s.type().base().text());
    if (control.isPresent()) {
      reporter.error(
          CheckCode.MISPLACED_TYPE,
          s.type().span(),
          "control values cannot be allocated",
          "control values are arguments, loop variables and fields of configurations");
      return Optional.empty();
    }
    Optional<DataType> type = ProcChecker.dataType(s.type(), exprs, reporter);
    if (s.type().window()) {
      // The parser said so.
      reporter.silently();
      return Optional.empty();
    }
    return type;
  }

  @Override
  public Optional<Stmt> visitFieldAssign(AstStmt.FieldAssign s) {
    Optional<Expr.ReadConfig> field =
        exprs.configField(s.config(), s.field(), s.config().span().to(s.field().span()));
    if (field.isEmpty()) {
      exprs.data(s.value());
      return Optional.empty();
    }
    Type type = field.get().config().field(field.get().field()).type();
    return arguments
        .value(s.value(), type, "field '" + s.config() + "." + s.field() + "'")
        .map(
            rhs ->
                new Stmt.WriteConfig(
                    new StmtId(), field.get().config(), field.get().field(), rhs, s.span()));
  }

  @Override
  public Optional<Stmt> visitPass(AstStmt.Pass s) {
    return Optional.of(new Stmt.Pass(new StmtId(), s.span()));
  }

  @Override
  public Optional<Stmt> visitFor(AstStmt.For s) {
    // The bounds do not see the loop's own variable.
    Typed lo = exprs.index(s.lo(), "a loop bound");
    Typed hi = exprs.index(s.hi(), "a loop bound");
    Sym iter = new Sym(s.iter().text());
    scope.enter();
    scope.bind(s.iter().text(), Variables.Binding.of(iter, ControlType.INDEX));
    List<Stmt> body = block(s.body());
    scope.leave();
    if (lo.isError() || hi.isError()) {
      return Optional.empty();
    }
    LoopMode mode = s.mode() == AstLoopMode.PAR ? LoopMode.PAR : LoopMode.SEQ;
    return Optional.of(
        new Stmt.For(new StmtId(), iter, lo.expr(), hi.expr(), mode, body, s.span()));
  }

  @Override
  public Optional<Stmt> visitIf(AstStmt.If s) {
    Typed cond = exprs.bool(s.condition(), "a condition");
    List<Stmt> then = block(s.body());
    List<Stmt> orelse = s.orElse().isEmpty() ? List.of() : block(s.orElse());
    return cond.isError()
        ? Optional.empty()
        : Optional.of(new Stmt.If(new StmtId(), cond.expr(), then, orelse, s.span()));
  }

  @Override
  public Optional<Stmt> visitCall(AstStmt.Call s) {
    return names
        .find(Kind.PROC, s.procedure(), CheckCode.UNKNOWN_PROC)
        .flatMap(callee -> arguments.of(callee, s))
        .map(call -> call);
  }

  @Override
  public Optional<Stmt> visitHole(AstStmt.Hole s) {
    reporter.error(CheckCode.WRONG_FRAGMENT, s.span(), "'_' stands only in patterns");
    return Optional.empty();
  }
}
