package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.InstrTemplate;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.syntax.AstExpr;
import io.exo4j.syntax.AstItem;
import io.exo4j.syntax.AstName;
import io.exo4j.syntax.AstParam;
import io.exo4j.syntax.AstType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks one procedure: signature, assertions, body. */
final class ProcChecker {
  private final Namespace names;
  private final Reporter reporter;
  private final VarScope scope = new VarScope();
  private final ExprChecker exprs;

  private ProcChecker(Namespace names, Reporter reporter) {
    this.names = names;
    this.reporter = reporter;
    this.exprs = new ExprChecker(scope, names, reporter);
  }

  /** The procedure; empty if something was reported. */
  static Optional<Proc> check(AstItem.Proc item, Namespace names, Reporter reporter) {
    return new ProcChecker(names, reporter).proc(item);
  }

  private Optional<Proc> proc(AstItem.Proc item) {
    int before = reporter.failures();
    List<Arg> args = args(item.parameters());
    List<Expr> preds = new ArrayList<>();
    for (AstExpr a : item.assertions()) {
      Expr pred = exprs.bool(a, "an assertion").expr();
      exprs.views().assume(pred);
      preds.add(pred);
    }
    List<Stmt> body = new StmtChecker(scope, exprs, names, reporter).block(item.body());
    if (before != reporter.failures()) {
      return Optional.empty();
    }
    return Optional.of(
        new Proc(
            item.name().text(),
            args,
            preds,
            body,
            item.instr().map(i -> new InstrTemplate(i.template(), i.global())),
            item.documentation(),
            item.export(),
            item.name().span()));
  }

  /** Control arguments are visible in the extents of all others, wherever they stand. */
  private List<Arg> args(List<AstParam> params) {
    Map<String, SourceSpan> seen = new HashMap<>();
    for (AstParam p : params) {
      String name = p.name().text();
      SourceSpan first = seen.putIfAbsent(name, p.name().span());
      if (first != null) {
        reporter.error(
            Diagnostic.error(
                    CheckCode.DUPLICATE_NAME,
                    p.name().span(),
                    "argument '" + name + "' is declared twice")
                .withNote(first, "first declared here"));
        continue;
      }
      Optional<Type> type =
          TypeNames.control(p.type().base().text())
              .<Type>map(t -> t)
              .or(() -> Precision.of(p.type().base().text()).map(DataType::scalar));
      scope.bind(name, new Variables.Binding(new Sym(name), type));
    }
    List<Arg> args = new ArrayList<>();
    Map<String, Variables.Binding> complete = new HashMap<>();
    for (AstParam p : params) {
      Variables.Binding bound = scope.find(p.name().text()).orElseThrow();
      Optional<Type> type = argType(p);
      Memory memory = memory(p.memory(), names).orElse(Memory.DRAM);
      if (type.isPresent()) {
        args.add(new Arg(bound.sym(), type.get(), memory));
      }
      complete.putIfAbsent(p.name().text(), new Variables.Binding(bound.sym(), type));
    }
    for (Map.Entry<String, Variables.Binding> e : complete.entrySet()) {
      scope.bind(e.getKey(), e.getValue());
    }
    return args;
  }

  private Optional<Type> argType(AstParam p) {
    AstType type = p.type();
    Optional<ControlType> control = TypeNames.control(type.base().text());
    if (control.isEmpty()) {
      return dataType(type, exprs, reporter).map(t -> t);
    }
    if (type.window() || !type.dimensions().isEmpty()) {
      reporter.error(
          CheckCode.MISPLACED_TYPE,
          type.span(),
          "control values are single values: there is no tensor of " + control.get());
      return Optional.empty();
    }
    if (p.memory().isPresent()) {
      reporter.error(
          CheckCode.MISPLACED_MEMORY,
          p.memory().get().span(),
          "'" + p.name() + "' is a control value and in no memory",
          "leave out '@ " + p.memory().get() + "'");
    }
    return Optional.of(control.get());
  }

  /** The type of a buffer; extents that are wrong were reported. */
  static Optional<DataType> dataType(AstType type, ExprChecker exprs, Reporter reporter) {
    Optional<Precision> precision = TypeNames.precision(type.base(), reporter);
    List<Expr> dims = new ArrayList<>();
    for (AstExpr d : type.dimensions()) {
      Typed t = exprs.index(d, "an extent");
      if (!t.isError()) {
        dims.add(t.expr());
      }
    }
    return precision.isPresent() && dims.size() == type.dimensions().size()
        ? Optional.of(new DataType(precision.get(), dims, type.window()))
        : Optional.empty();
  }

  /** The memory of that name; DRAM if none is named; empty if there is none of that name. */
  static Optional<Memory> memory(Optional<AstName> name, Namespace names) {
    return name.isEmpty()
        ? Optional.of(Memory.DRAM)
        : names.find(Kind.MEMORY, name.get(), CheckCode.UNKNOWN_MEMORY);
  }
}
