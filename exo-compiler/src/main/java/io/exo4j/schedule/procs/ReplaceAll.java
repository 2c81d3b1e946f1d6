package io.exo4j.schedule.procs;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.cursor.Place;
import io.exo4j.cursor.ProcIndex;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.TypeEnv;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.ProcRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Replaces all statements that can be calls of some procedures. */
@DirectiveInfo(
    name = "replace_all",
    group = Group.PROCEDURES,
    doc =
        "Replaces, for each of the procedures in turn, all statements that are the same code as its"
            + " body by a call, as `replace` does. Arguments must be in the memories that the"
            + " procedure declares. A place where something is not proved stays as it is.")
public record ReplaceAll(@Param(doc = "the procedures") List<ProcRef> subproc)
    implements Directive {
  /** Copies the list. */
  public ReplaceAll {
    subproc = List.copyOf(subproc);
  }

  /** Replaces what can be calls of these procedures. */
  public static ReplaceAll of(ProcRef... subproc) {
    return new ReplaceAll(List.of(subproc));
  }

  @Override
  public Outcome apply(Context context) {
    Proc proc = context.proc();
    Set<ConfigKey> changed = new LinkedHashSet<>();
    for (ProcRef ref : subproc) {
      Proc callee = context.procedure(ref).proc();
      proc = all(context, proc, callee, callee.body(), changed);
      Optional<ConfigPrefix> prefix = ConfigPrefix.of(callee);
      if (prefix.isPresent()) {
        proc = all(context, proc, callee, prefix.get().rest().body(), changed);
      }
    }
    return Outcome.of(proc).changing(changed);
  }

  /** Replaces what looks like {@code body}: the callee's, or that without the writes in front. */
  private static Proc all(
      Context context, Proc start, Proc callee, List<Stmt> body, Set<ConfigKey> changed) {
    Proc proc = start;
    ProcIndex index = new ProcIndex(proc);
    TypeEnv types = TypeEnv.of(start);
    int length = body.size();
    for (Stmt s : index.statements()) {
      Optional<Place> place = index.find(s.id());
      if (place.isEmpty() || place.get().index() + length > place.get().block().size()) {
        continue;
      }
      List<Stmt> block =
          place.get().block().subList(place.get().index(), place.get().index() + length);
      if (Shapes.difference(body, block).isPresent()) {
        continue;
      }
      Replacement.Result replaced =
          new Replacement(context, proc, index, types, true).replace(block, callee);
      if (replaced.proc().isPresent()) {
        proc = replaced.proc().get();
        changed.addAll(replaced.changed());
        index = new ProcIndex(proc);
      }
    }
    return proc;
  }
}
