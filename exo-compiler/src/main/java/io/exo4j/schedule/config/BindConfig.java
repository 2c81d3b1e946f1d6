package io.exo4j.schedule.config;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.analysis.Writes;
import io.exo4j.cursor.Editor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Type;
import io.exo4j.schedule.ConfigRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.ExprPlace;
import io.exo4j.schedule.ExprRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.Optional;
import java.util.Set;

/** Passes a value through a configuration field. */
@DirectiveInfo(
    name = "bind_config",
    group = Group.CONFIGURATION,
    doc =
        "Writes a scalar or a bool to a configuration field just before the statement that uses it, and reads"
            + " the field there instead. Proved: nothing else reads the new value. The result is equivalent"
            + " but for the field's value at the end.")
public record BindConfig(
    @Param(doc = "the scalar or bool, where it is read") ExprRef expr,
    @Param(doc = "the configuration") ConfigRef config,
    @Param(doc = "the field", text = Param.Text.FIELD) String field)
    implements Directive {
  /** Passes a value through a field. */
  public static BindConfig of(ExprRef expr, ConfigRef config, String field) {
    return new BindConfig(expr, config, field);
  }

  @Override
  public Outcome apply(Context context) {
    ExprPlace place = context.expr(expr);
    Config c = context.config(config);
    ConfigField f = context.field(c, field);
    Stmt stmt = place.stmt();
    Type type =
        place
            .expr()
            .accept(new Bindable(context))
            .orElseThrow(
                () ->
                    context.refuse(
                        stmt,
                        "only a scalar or a bool can be bound to a configuration field: other values may"
                            + " vary in a loop"));
    if (!type.equals(f.type())) {
      throw context.refuse(
          stmt, "the value is not of the type of the field " + ConfigKey.of(c, field));
    }
    notWritten(context, place);
    Stmt.WriteConfig write = ConfigWrites.write(c, f, place.expr());
    Editor editor = context.edit().insertBefore(stmt.id(), write);
    Set<ConfigKey> fields = ConfigWrites.prove(context, stmt, editor, write);
    editor.replaceExpr(place.cursor(), new Expr.ReadConfig(c, field, SourceSpan.NONE));
    if (stmt.as(Stmt.Call.class).isPresent()) {
      context.require(
          stmt,
          FrontEndProofs.recheckAt(editor.proc(), context.scope().session(), Set.of(stmt.id())));
    }
    return Outcome.of(editor).changing(fields);
  }

  /**
   * A callee must not write the scalar that it would get from the field: the write would be lost.
   */
  private static void notWritten(Context context, ExprPlace place) {
    Optional<Stmt.Call> call = place.stmt().as(Stmt.Call.class);
    if (call.isPresent() && place.cursor().path().size() == 1) {
      Arg formal = call.get().callee().args().get(place.cursor().path().get(0).index());
      if (new Writes().arguments(call.get().callee()).contains(formal.sym())) {
        throw context.refuse(
            place.stmt(),
            "the callee writes '" + formal.name() + "': the write would go to the field");
      }
    }
  }

  /** The type of a scalar or bool variable. */
  private static final class Bindable extends ExprDefault<Optional<Type>> {
    private final Context context;

    Bindable(Context context) {
      this.context = context;
    }

    @Override
    protected Optional<Type> other(Expr e) {
      return Optional.empty();
    }

    @Override
    public Optional<Type> read(Expr.Read e) {
      DataType t = context.types().data(e.buf());
      return t.isScalar() ? Optional.of(t) : Optional.empty();
    }

    @Override
    public Optional<Type> var(Expr.Var e) {
      return context.types().type(e.sym()).filter(t -> t == ControlType.BOOL);
    }
  }
}
