package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Place;
import io.exo4j.cursor.Stmts;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.ProcRef;
import io.exo4j.schedule.procs.Replace;
import java.util.List;
import java.util.Optional;

/** Replaces statements by instructions, for each statement the first that fits: {@code replace}. */
@DirectiveInfo(
    name = "replace_all_stmts",
    group = Group.LIBRARY,
    doc =
        "Replaces each statement by a call of the first of some procedures that is the same code"
            + " and whose arguments are in the memories and have the precisions that it declares."
            + " Statements for which there is none stay. Composed of `replace`.")
public record ReplaceAllStmts(
    @Param(doc = "the procedures, often instructions; the first that fits counts")
        List<ProcRef> instrs)
    implements Directive {
  /** Copies the list. */
  public ReplaceAllStmts {
    instrs = List.copyOf(instrs);
  }

  /** Replaces statements by calls. */
  public static ReplaceAllStmts of(ProcRef... instrs) {
    return new ReplaceAllStmts(List.of(instrs));
  }

  @Override
  public Outcome apply(Context context) {
    Work w = new Work(context);
    replace(w, context.index().statements(), instrs);
    return w.done();
  }

  /** Replaces what can be of these statements, which are given outermost first. */
  static void replace(Work w, List<Stmt> stmts, List<ProcRef> instrs) {
    for (Stmt s : stmts) {
      for (ProcRef i : instrs) {
        if (w.contains(s.id())) {
          one(w, s.id(), i);
        }
      }
    }
  }

  private static void one(Work w, StmtId id, ProcRef instr) {
    int length = w.context().procedure(instr).proc().body().size();
    Place p = w.place(id);
    if (p.index() + length > p.block().size()) {
      return;
    }
    Cursor block = Cursor.block(p.block().subList(p.index(), p.index() + length));
    Optional<StmtId> parent = p.parent().map(Stmt::id);
    w.together(
        x -> {
          x.apply(Replace.of(instr, BlockRef.of(block)));
          List<Stmt> now =
              parent.isEmpty()
                  ? x.procedure().proc().body()
                  : Stmts.block(x.stmt(parent.get()), p.branch());
          if (!fits(now.get(p.index()), x.procedure().types())) {
            throw x.context()
                .refuse("the arguments are not in the memories or precisions of '" + instr + "'");
          }
        });
  }

  /** True if the data arguments of a call are what the callee declares. */
  private static boolean fits(Stmt s, TypeEnv types) {
    Optional<Stmt.Call> call = s.as(Stmt.Call.class);
    if (call.isEmpty()) {
      return true;
    }
    boolean fits = true;
    for (int i = 0; i < call.get().args().size(); i++) {
      Arg formal = call.get().callee().args().get(i);
      Optional<Sym> buffer = call.get().args().get(i).buffer();
      if (formal.type().asData().isPresent() && buffer.isPresent()) {
        Precision p = formal.type().asData().get().precision();
        Precision actual = types.data(buffer.get()).precision();
        fits &=
            types.memory(buffer.get()).isA(formal.memory())
                && (p == actual || p == Precision.R || actual == Precision.R);
      }
    }
    return fits;
  }
}
