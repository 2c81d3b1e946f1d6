package io.exo4j.schedule.loops;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;
import java.util.Optional;

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

  @Override
  public Optional<Class<? extends Directive>> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "split", "divide_loop", "halide_split" -> Split.class;
          case "divide_with_recompute" -> DivideWithRecompute.class;
          case "mult_loops" -> MultLoops.class;
          case "join_loops" -> JoinLoops.class;
          case "partition_loop", "cut_loop" -> PartitionLoop.class;
          case "shift_loop" -> ShiftLoop.class;
          case "extend_loop" -> ExtendLoop.class;
          case "reorder", "reorder_loops" -> Reorder.class;
          case "unroll", "unroll_loop" -> Unroll.class;
          case "fission" -> Fission.class;
          case "fission_after", "autofission" -> FissionAfter.class;
          case "fuse_loop", "fuse" -> FuseLoop.class;
          case "remove_loop" -> RemoveLoop.class;
          case "add_loop" -> AddLoop.class;
          case "parallelize_loop", "halide_parallel" -> ParallelizeLoop.class;
          case "lift_scope" -> LiftScope.class;
          case "lift_if" -> LiftIf.class;
          case "specialize" -> Specialize.class;
          case "eliminate_dead_code" -> EliminateDeadCode.class;
          case "fill_guard" -> FillGuard.class;
          case "remove_guard" -> RemoveGuard.class;
          case "assert_if" -> AssertIf.class;
          case "add_unsafe_guard" -> AddUnsafeGuard.class;
          default -> null;
        });
  }
}
