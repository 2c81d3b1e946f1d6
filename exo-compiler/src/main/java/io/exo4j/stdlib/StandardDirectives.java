package io.exo4j.stdlib;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;
import java.util.Optional;

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

  @Override
  public Optional<Class<? extends Directive>> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "tile_loops", "halide_tile" -> TileLoops.class;
          case "dce" -> Dce.class;
          case "cleanup" -> Cleanup.class;
          case "unroll_loops" -> UnrollLoops.class;
          case "replace_all_stmts" -> ReplaceAllStmts.class;
          case "fission_into_singles" -> FissionIntoSingles.class;
          case "unroll_and_jam" -> UnrollAndJam.class;
          case "interleave_loop" -> InterleaveLoop.class;
          case "hoist_stmt" -> HoistStmt.class;
          case "hoist_from_loop" -> HoistFromLoop.class;
          case "bind_and_set_expr" -> BindAndSetExpr.class;
          case "round_loop" -> RoundLoop.class;
          case "auto_stage_mem" -> AutoStageMem.class;
          case "parallelize_reduction" -> ParallelizeReduction.class;
          case "vectorize" -> Vectorize.class;
          case "cse" -> Cse.class;
          case "divide_loop_recursive" -> DivideLoopRecursive.class;
          case "cut_loop_and_unroll" -> CutLoopAndUnroll.class;
          case "reorder_stmt_forward" -> ReorderStmtForward.class;
          case "reorder_stmt_backwards" -> ReorderStmtBackwards.class;
          case "inline_copies" -> InlineCopies.class;
          case "unroll_buffers" -> UnrollBuffers.class;
          case "binary_specialize" -> BinarySpecialize.class;
          case "compute_at", "halide_compute_at" -> ComputeAt.class;
          case "store_at", "halide_store_at" -> StoreAt.class;
          case "compute_and_store_at",
              "halide_compute_and_store_at",
              "halide_compute_and_store_at_same" ->
              ComputeAndStoreAt.class;
          case "fully_inline", "halide_fully_inline" -> FullyInline.class;
          case "jam_stmt" -> JamStmt.class;
          case "tile_loops_bottom_up" -> TileLoopsBottomUp.class;
          case "ordered_stage_expr" -> OrderedStageExpr.class;
          case "bound_loop_by_if" -> BoundLoopByIf.class;
          case "dealias" -> Dealias.class;
          default -> null;
        });
  }
}
