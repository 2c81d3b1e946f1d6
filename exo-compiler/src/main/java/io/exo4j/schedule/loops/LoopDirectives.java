package io.exo4j.schedule.loops;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;

/** Directives: loops and branches. */
public final class LoopDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(
        Split.class,
        DivideWithRecompute.class,
        MultLoops.class,
        JoinLoops.class,
        PartitionLoop.class,
        ShiftLoop.class,
        ExtendLoop.class,
        Reorder.class,
        Unroll.class,
        Fission.class,
        FissionAfter.class,
        FuseLoop.class,
        RemoveLoop.class,
        AddLoop.class,
        ParallelizeLoop.class,
        LiftScope.class,
        LiftIf.class,
        Specialize.class,
        EliminateDeadCode.class,
        FillGuard.class,
        RemoveGuard.class,
        AssertIf.class,
        AddUnsafeGuard.class);
  }
}
