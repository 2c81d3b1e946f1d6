package io.exo4j.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.Exo;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveIndex;
import io.exo4j.schedule.DirectiveSpec;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.exprs.Simplify;
import io.exo4j.schedule.loops.Unroll;
import io.exo4j.testing.SameResults;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations from Java: combinators, records, and the library that makes them known. */
class OpsTest {
  private static final Procedure FILL =
      Exo.create()
          .parse(
              "test.exo",
              """
              @proc
              def fill(n : size, x : f32[n, 2, 2] @DRAM):
                for i in seq(0, n):
                  for j in seq(0, 2):
                    for k in seq(0, 2):
                      x[i, j, k] = 1.0
              """)
          .procedure("fill");

  @Test
  void attemptsAndGoesOn() {
    Procedure same = FILL.apply(Ops.attempt(Unroll.of(LoopRef.of("i"))));
    assertThat(same.print()).isEqualTo(FILL.print());
    Procedure other =
        FILL.apply(Ops.attempt(Unroll.of(LoopRef.of("i")), Unroll.of(LoopRef.of("k"))));
    assertThat(other.print()).contains("x[i, j, 1] = 1.0").doesNotContain("for k");
    SameResults.assertSame(FILL.proc(), other.proc());
  }

  @Test
  void sequencesAreAllOrNothing() {
    Procedure both =
        FILL.apply(Ops.sequence(Unroll.of(LoopRef.of("k")), Unroll.of(LoopRef.of("j"))));
    assertThat(both.print()).contains("x[i, 1, 1] = 1.0");
    SameResults.assertSame(FILL.proc(), both.proc());
    assertThatThrownBy(
            () -> FILL.apply(Ops.sequence(Unroll.of(LoopRef.of("k")), Unroll.of(LoopRef.of("i")))))
        .isInstanceOf(SchedulingException.class)
        .hasMessageContaining("must be literals");
  }

  @Test
  void repeatsUntilNothingChanges() {
    Procedure p = FILL.apply(Ops.repeat(Ops.sequence(Simplify.of())));
    assertThat(p.apply(Simplify.of()).print()).isEqualTo(p.print());
  }

  @Test
  void recordsAreTheJavaForm() {
    Procedure p =
        FILL.apply(TileLoops.perfect(List.of(LoopRef.of("j"), LoopRef.of("k")), List.of(2, 2)))
            .apply(AutoStageMem.of(BlockRef.of("jo"), AllocRef.of("x"), "tile"))
            .apply(Cleanup.of());
    assertThat(p.print()).contains("tile : f32[2, 2] @DRAM");
    SameResults.assertSame(FILL.proc(), p.proc());
  }

  @Test
  void theStepsOfAnOperationAreInTheHistory() {
    Procedure p =
        FILL.apply(TileLoops.perfect(List.of(LoopRef.of("j"), LoopRef.of("k")), List.of(2, 2)));
    assertThat(p.version().history()).hasSizeGreaterThan(3);
    assertThat(p.isEq(FILL)).isTrue();
  }

  @Test
  void aRefusedOperationChangesNothing() {
    assertThatThrownBy(
            () ->
                FILL.apply(
                    TileLoops.perfect(List.of(LoopRef.of("j"), LoopRef.of("k")), List.of(2, 3))))
        .isInstanceOf(SchedulingException.class);
  }

  @Test
  void allOperationsAreDocumentedDirectives() {
    List<DirectiveSpec> all = new ArrayList<>();
    for (Class<? extends Directive> d : new DirectiveIndex().directives()) {
      if (d.getPackage() == TileLoops.class.getPackage()) {
        all.add(DirectiveSpec.of(d));
      }
    }
    assertThat(all)
        .extracting(DirectiveSpec::name)
        .contains("tile_loops", "vectorize", "auto_stage_mem", "cleanup");
    for (DirectiveSpec d : all) {
      assertThat(d.group()).as(d.name()).isEqualTo(Group.LIBRARY);
      assertThat(d.isUnsafe()).as(d.name()).isFalse();
      assertThat(d.doc()).as(d.name()).endsWith(".");
    }
  }
}
