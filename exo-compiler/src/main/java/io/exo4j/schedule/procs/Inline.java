package io.exo4j.schedule.procs;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.analysis.ConfigReads;
import io.exo4j.analysis.Writes;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Copies;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.CallRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the body of a procedure in the place of a call. */
@DirectiveInfo(
    name = "inline",
    group = Group.PROCEDURES,
    doc =
        "Replaces a call by the callee's body; an instruction's body is its meaning. A window argument becomes"
            + " a window of the caller, other arguments are put in directly. Proved: the configuration fields"
            + " that a control argument reads are not changed by the callee.")
public record Inline(@Param(doc = "the call") CallRef callSite) implements Directive {
  /** Inlines a call. */
  public static Inline of(CallRef callSite) {
    return new Inline(callSite);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Call call = context.call(callSite);
    Proc callee = Copies.of(call.callee());
    Set<Sym> written = new Writes().arguments(callee);
    Set<ConfigKey> changed = new Writes().config(callee);
    Set<Sym> used = Names.free(callee.body());
    Actuals actuals = new Actuals();
    List<Stmt> body = new ArrayList<>();
    for (int i = 0; i < call.args().size(); i++) {
      Arg formal = callee.args().get(i);
      Expr actual = call.args().get(i);
      if (!formal.type().isData()) {
        if (used.contains(formal.sym()) && !ConfigReads.in(List.of(actual)).isEmpty()) {
          context.require(call, context.proofs().unaffected(List.of(actual), List.of(call)));
        }
        actuals.values.put(formal.sym(), actual);
        continue;
      }
      boolean isWritten = written.contains(formal.sym());
      actual.accept(
          new ExprDefault<Void>() {
            @Override
            protected Void other(Expr e) {
              throw new IllegalArgumentException("not a data argument: " + e);
            }

            @Override
            public Void read(Expr.Read e) {
              actuals.buffers.put(formal.sym(), e.buf());
              return null;
            }

            @Override
            public Void window(Expr.Window e) {
              body.add(new Stmt.WindowStmt(new StmtId(), formal.sym(), e, SourceSpan.NONE));
              return null;
            }

            @Override
            public Void readConfig(Expr.ReadConfig e) {
              if (isWritten || changed.contains(ConfigKey.of(e.config(), e.field()))) {
                throw context.refuse(
                    call,
                    "the callee changes the configuration field that is passed for '"
                        + formal.name()
                        + "'");
              }
              actuals.fields.put(formal.sym(), e);
              return null;
            }
          });
    }
    body.addAll(actuals.stmts(callee.body()));
    return Outcome.of(context.edit().replace(call.id(), body));
  }

  /** Puts in what stands for the formal arguments. */
  private static final class Actuals extends Rewriter {
    private final Map<Sym, Expr> values = new HashMap<>();
    private final Map<Sym, Sym> buffers = new HashMap<>();
    private final Map<Sym, Expr> fields = new HashMap<>();

    @Override
    protected Sym use(Sym sym) {
      return buffers.getOrDefault(sym, sym);
    }

    @Override
    public Expr var(Expr.Var e) {
      return values.getOrDefault(e.sym(), e);
    }

    @Override
    public Expr read(Expr.Read e) {
      Expr field = fields.get(e.buf());
      return field == null ? super.read(e) : field;
    }
  }
}
