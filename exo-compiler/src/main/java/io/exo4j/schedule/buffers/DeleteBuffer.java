package io.exo4j.schedule.buffers;

import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;
import java.util.Set;

/** Deletes an allocation that nothing mentions. */
@DirectiveInfo(
    name = "delete_buffer",
    group = Group.BUFFERS,
    doc = "Deletes an allocation that nothing mentions: no access, no window, no stride.")
public record DeleteBuffer(@Param(doc = "the allocation") AllocRef alloc) implements Directive {
  /** Deletes an allocation. */
  public static DeleteBuffer of(AllocRef alloc) {
    return new DeleteBuffer(alloc);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Alloc a = context.alloc(alloc);
    for (Stmt s : Scope.of(context, a)) {
      Set<Sym> used = Names.free(List.of(s));
      if (used.contains(a.buf())) {
        throw context.refuse(
            s, "'" + a.buf() + "' is used after its allocation, in this statement");
      }
    }
    return Outcome.of(context.edit().delete(a.id()));
  }
}
