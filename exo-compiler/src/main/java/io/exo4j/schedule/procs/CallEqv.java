package io.exo4j.schedule.procs;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.analysis.ConfigProofs;
import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.cursor.Editor;
import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.CallRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.ProcRef;
import io.exo4j.schedule.Procedure;
import java.util.Optional;
import java.util.Set;

/** Calls an equivalent procedure. */
@DirectiveInfo(
    name = "call_eqv",
    group = Group.PROCEDURES,
    doc =
        "Calls another procedure that is known to be equivalent to the one called: both were made"
            + " from one procedure by steps that keep its meaning. If those steps may have changed"
            + " configuration fields, it is proved that nothing reads them afterwards; the"
            + " assertions of the new callee are proved at the call.")
public record CallEqv(
    @Param(doc = "the procedure to call") ProcRef eqvProc,
    @Param(doc = "the call") CallRef callSite)
    implements Directive {
  /** Calls another procedure. */
  public static CallEqv of(ProcRef eqvProc, CallRef callSite) {
    return new CallEqv(eqvProc, callSite);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Call call = context.call(callSite);
    Procedure other = context.procedure(eqvProc);
    Proc callee = other.proc();
    Optional<Set<ConfigKey>> differ =
        context.scope().equivalentModulo(context.procedure(call.callee()), other);
    if (differ.isEmpty()) {
      throw context.refuse(
          call,
          "'"
              + callee.name()
              + "' is not known to be equivalent to '"
              + call.callee().name()
              + "'");
    }
    signature(context, call, callee);
    Set<ConfigKey> fields = differ.get();
    if (!fields.isEmpty()) {
      ConfigProofs.Either visible =
          new ConfigProofs(context.proofs()).configMayChange(call.id(), fields);
      context.require(call, visible.refusal());
      fields = visible.fields();
    }
    Editor editor =
        context
            .edit()
            .replace(call.id(), new Stmt.Call(call.id(), callee, call.args(), call.span()));
    context.require(
        call,
        FrontEndProofs.recheckAt(editor.proc(), context.scope().session(), Set.of(call.id())));
    return Outcome.of(editor).changing(fields);
  }

  /** The arguments must go with the new callee as they went with the old one. */
  private static void signature(Context context, Stmt.Call call, Proc callee) {
    Proc old = call.callee();
    boolean same = old.args().size() == callee.args().size();
    for (int i = 0; same && i < old.args().size(); i++) {
      same = fits(old.args().get(i), callee.args().get(i));
    }
    if (!same) {
      throw context.refuse(
          call,
          "the arguments of '"
              + callee.name()
              + "' are of other types than those of '"
              + old.name()
              + "'");
    }
  }

  private static boolean fits(Arg old, Arg now) {
    Optional<DataType> a = old.type().asData();
    Optional<DataType> b = now.type().asData();
    if (a.isEmpty() || b.isEmpty()) {
      return old.type().equals(now.type());
    }
    return a.get().precision() == b.get().precision()
        && a.get().rank() == b.get().rank()
        && (b.get().window() || !a.get().window());
  }
}
