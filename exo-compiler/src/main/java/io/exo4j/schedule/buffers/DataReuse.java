package io.exo4j.schedule.buffers;

import io.exo4j.analysis.BufferProofs;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Substitution;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;
import java.util.Map;

/** Lets a buffer take the place of another that is not needed any more. */
@DirectiveInfo(
    name = "data_reuse",
    aliases = "reuse_buffer",
    group = Group.BUFFERS,
    doc =
        "Deletes the allocation `buf2` and uses `buf1` instead. Both have the same precision, memory and"
            + " (proved) shape, and nothing of `buf1` is needed any more where `buf2` is allocated.")
public record DataReuse(
    @Param(doc = "the allocation that stays") AllocRef buf1,
    @Param(doc = "the allocation that goes") AllocRef buf2)
    implements Directive {
  /** Lets {@code buf1} serve for {@code buf2}. */
  public static DataReuse of(AllocRef buf1, AllocRef buf2) {
    return new DataReuse(buf1, buf2);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Alloc keep = context.alloc(buf1);
    Stmt.Alloc drop = context.alloc(buf2);
    if (keep.id() == drop.id()) {
      throw context.refuse(keep, "buf1 and buf2 are the same allocation");
    }
    if (!context.index().visibleAt(drop.id()).contains(keep.buf())) {
      throw context.refuse(
          drop, "'" + keep.buf() + "' does not exist where '" + drop.buf() + "' is allocated");
    }
    if (keep.type().precision() != drop.type().precision()) {
      throw context.refuse(
          drop,
          "'"
              + keep.buf()
              + "' is of precision "
              + keep.type().precision()
              + ", '"
              + drop.buf()
              + "' of "
              + drop.type().precision());
    }
    if (!keep.memory().equals(drop.memory())) {
      throw context.refuse(
          drop,
          "'"
              + keep.buf()
              + "' is in "
              + keep.memory().name()
              + ", '"
              + drop.buf()
              + "' in "
              + drop.memory().name());
    }
    if (keep.type().rank() != drop.type().rank()) {
      throw context.refuse(
          drop,
          "'" + keep.buf() + "' and '" + drop.buf() + "' have a different number of dimensions");
    }
    for (int d = 0; d < drop.type().rank(); d++) {
      Expr a = keep.type().dims().get(d);
      Expr b = drop.type().dims().get(d);
      context.require(drop, context.proofs().equal(a, keep.id(), b, drop.id()));
    }
    List<Stmt> rest = Scope.of(context, drop);
    if (!rest.isEmpty()) {
      context.require(drop, new BufferProofs(context.proofs()).replaceable(drop, keep, rest));
    }
    Proc edited =
        context
            .edit()
            .rewriteRest(drop.id(), new Substitution(Map.of(), Map.of(drop.buf(), keep.buf())))
            .delete(drop.id())
            .proc();
    context.recheck(drop, edited, s -> s == keep.buf());
    ParallelLoops.check(context, drop, edited, List.of(keep.buf()));
    return Outcome.of(edited);
  }
}
