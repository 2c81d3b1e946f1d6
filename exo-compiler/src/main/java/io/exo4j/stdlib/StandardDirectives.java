package io.exo4j.stdlib;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;

/** The standard operations; schedule files may say {@code import: [std]}. */
public final class StandardDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(
        TileLoops.class,
        Dce.class,
        Cleanup.class,
        UnrollLoops.class,
        ReplaceAllStmts.class,
        FissionIntoSingles.class,
        UnrollAndJam.class,
        InterleaveLoop.class,
        HoistStmt.class,
        HoistFromLoop.class,
        BindAndSetExpr.class,
        RoundLoop.class,
        AutoStageMem.class,
        ParallelizeReduction.class,
        Vectorize.class,
        Cse.class,
        DivideLoopRecursive.class,
        CutLoopAndUnroll.class,
        ReorderStmtForward.class,
        ReorderStmtBackwards.class,
        InlineCopies.class,
        UnrollBuffers.class,
        BinarySpecialize.class,
        ComputeAt.class,
        StoreAt.class,
        ComputeAndStoreAt.class,
        FullyInline.class,
        JamStmt.class,
        TileLoopsBottomUp.class,
        OrderedStageExpr.class,
        BoundLoopByIf.class,
        Dealias.class);
  }
}
