package io.exo4j.stdlib;

import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.loops.Split;

/** Divides a loop, its tail by half as much, and so on: {@code split}. */
@DirectiveInfo(
    name = "divide_loop_recursive",
    group = Group.LIBRARY,
    doc =
        "Divides a loop into blocks of `factor` iterations, what is left over into blocks of half"
            + " as many, and so on down to blocks of two. Composed of `split`.")
public record DivideLoopRecursive(
    @Param(doc = "the loop") LoopRef loop,
    @Param(doc = "iterations per block, at least 2") int factor)
    implements Directive {
  /** Divides a loop and its tails. */
  public static DivideLoopRecursive of(LoopRef loop, int factor) {
    return new DivideLoopRecursive(loop, factor);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.For f = context.loop(loop);
    if (factor < 2) {
      throw context.refuse(f, "factor must be at least 2, it is " + factor);
    }
    String name = f.iter().name();
    Work w = new Work(context);
    StmtId rest = f.id();
    for (int k = factor; k >= 2; k /= 2) {
      w.apply(Split.of(Work.loopRef(rest), k, name + "o", name + "i", Split.Tail.CUT));
      rest = w.next(rest).id();
    }
    return w.done();
  }
}
