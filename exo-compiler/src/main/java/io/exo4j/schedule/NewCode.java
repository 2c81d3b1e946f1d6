package io.exo4j.schedule;

import io.exo4j.check.FragmentScope;
import io.exo4j.check.Fragments;
import io.exo4j.check.Fragments.Expected;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Place;
import io.exo4j.cursor.Stmts;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.syntax.Parser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the new expressions that a directive brings along, with the names of the place where they
 * go: those under which the procedure prints its symbols there, the innermost of several.
 * Expressions given as such are checked to use only symbols that are visible.
 */
final class NewCode {
  private final Procedure procedure;

  NewCode(Procedure procedure) {
    this.procedure = procedure;
  }

  Expr index(NewExpr e, Cursor.Gap at) {
    return expression(e, visible(at), Expected.INDEX);
  }

  Expr condition(NewExpr e, Cursor.Gap at) {
    return expression(e, visible(at), Expected.CONDITION);
  }

  Expr assertion(NewExpr e) {
    return expression(
        e, procedure.proc().args().stream().map(Arg::sym).toList(), Expected.CONDITION);
  }

  Expr data(NewExpr e, Cursor.Gap at) {
    return expression(e, visible(at), Expected.DATA);
  }

  Expr fieldValue(NewExpr e, ConfigField field, Cursor.Gap at) {
    List<Sym> visible = visible(at);
    return e.expr().isPresent()
        ? given(e.expr().get(), visible)
        : read(e.span(), () -> Fragments.fieldValue(e.text(), field, scope(visible)));
  }

  Expr likeThis(NewExpr e, ExprPlace old) {
    Cursor.Gap at = Cursor.before(old.stmt());
    return expression(e, visible(at), old.expr().accept(new KindOf()));
  }

  Expr.Window window(NewWindow w, Cursor.Gap at) {
    List<Sym> visible = visible(at);
    if (w.window().isPresent()) {
      given(w.window().get(), visible);
      return w.window().get();
    }
    Optional<Expr.Window> scalar = scalar(w, visible);
    return scalar.isPresent()
        ? scalar.get()
        : read(w.span(), () -> Fragments.window(w.text(), scope(visible)));
  }

  /** The name of a scalar alone stands for its only element. */
  private Optional<Expr.Window> scalar(NewWindow w, List<Sym> visible) {
    Sym s = scope(visible).visible().get(w.text().strip());
    Optional<DataType> type =
        s == null ? Optional.empty() : procedure.types().type(s).flatMap(Type::asData);
    return type.isPresent() && type.get().isScalar()
        ? Optional.of(new Expr.Window(s, List.of(), w.span()))
        : Optional.empty();
  }

  List<Expr> arguments(List<NewExpr> args, Proc callee, Cursor.Gap at) {
    if (args.size() != callee.args().size()) {
      throw new SchedulingException(
          Diagnostic.error(
              ScheduleCode.NOT_APPLICABLE,
              SourceSpan.NONE,
              callee.name() + " takes " + callee.args().size() + " arguments, not " + args.size()));
    }
    List<Sym> visible = visible(at);
    List<Expr> out = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      NewExpr e = args.get(i);
      Arg formal = callee.args().get(i);
      String what = "argument '" + formal.name() + "' of '" + callee.name() + "'";
      out.add(
          e.expr().isPresent()
              ? given(e.expr().get(), visible)
              : read(
                  e.span(),
                  () -> Fragments.argument(e.text(), formal.type(), what, scope(visible))));
    }
    return out;
  }

  private Expr expression(NewExpr e, List<Sym> visible, Expected expected) {
    return e.expr().isPresent()
        ? given(e.expr().get(), visible)
        : read(e.span(), () -> Fragments.expression(e.text(), scope(visible), expected));
  }

  /** What is wrong in a fragment is told where the fragment was written. */
  private static <T> T read(SourceSpan written, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (SchedulingException e) {
      if (written.isNone()) {
        throw e;
      }
      throw new SchedulingException(
          e.diagnostics().stream()
              .map(d -> d.at(written).withNote(d.span(), "namely here"))
              .toList());
    }
  }

  private static Expr given(Expr e, Collection<Sym> visible) {
    Set<Sym> known = new HashSet<>(visible);
    for (Sym s : Names.in(e)) {
      if (!known.contains(s)) {
        throw new SchedulingException(
            Diagnostic.error(
                ScheduleCode.NOT_APPLICABLE,
                SourceSpan.NONE,
                "'"
                    + s
                    + "' in '"
                    + Printer.print(e)
                    + "' is not visible at the place where it is to go"));
      }
    }
    return e;
  }

  private List<Sym> visible(Cursor.Gap at) {
    List<Sym> out = new ArrayList<>(procedure.index().visibleAt(at.anchor()));
    if (at.side() == Cursor.Side.AFTER) {
      Place p = procedure.index().place(at.anchor());
      Stmts.declares(p.stmt()).ifPresent(out::add);
    }
    return out;
  }

  private FragmentScope scope(List<Sym> visible) {
    Map<Sym, String> printed = procedure.index().printedNames();
    Map<String, Sym> names = new HashMap<>();
    for (Sym s : visible) {
      names.put(printed.getOrDefault(s, s.name()), s);
    }
    return new FragmentScope(names, procedure.types(), procedure.scope().module());
  }

  /**
   * Checks that a new name can be one.
   *
   * @throws SchedulingException if it is no identifier, or a reserved word
   */
  void checkName(String name) {
    if (!Parser.isName(name)) {
      throw new SchedulingException(
          Diagnostic.error(
              ScheduleCode.BAD_NAME, SourceSpan.NONE, "'" + name + "' cannot be used as a name"));
    }
  }

  /** What may stand in place of an expression. */
  private final class KindOf extends ExprDefault<Expected> {
    @Override
    protected Expected other(Expr e) {
      return e.isData() ? Expected.DATA : Expected.INDEX;
    }

    @Override
    public Expected var(Expr.Var e) {
      boolean bool = procedure.types().type(e.sym()).filter(t -> t == ControlType.BOOL).isPresent();
      boolean stride =
          procedure.types().type(e.sym()).filter(t -> t == ControlType.STRIDE).isPresent();
      return bool ? Expected.CONDITION : stride ? Expected.CONTROL : Expected.INDEX;
    }

    @Override
    public Expected boolLit(Expr.BoolLit e) {
      return Expected.CONDITION;
    }

    @Override
    public Expected bin(Expr.Bin e) {
      return e.op().isArithmetic() ? other(e) : Expected.CONDITION;
    }

    @Override
    public Expected stride(Expr.Stride e) {
      return Expected.CONTROL;
    }

    @Override
    public Expected readConfig(Expr.ReadConfig e) {
      return e.isData()
          ? Expected.DATA
          : e.config().field(e.field()).type() == ControlType.BOOL
              ? Expected.CONDITION
              : Expected.CONTROL;
    }
  }
}
