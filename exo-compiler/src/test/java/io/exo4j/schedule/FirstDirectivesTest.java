package io.exo4j.schedule;

import static io.exo4j.schedule.Scheduling.assertSteps;
import static io.exo4j.schedule.Scheduling.parse;
import static io.exo4j.schedule.Scheduling.refusal;
import static io.exo4j.schedule.Scheduling.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.schedule.annotate.SetMemory;
import io.exo4j.schedule.annotate.SetPrecision;
import io.exo4j.schedule.control.Repeat;
import io.exo4j.schedule.exprs.CommuteExpr;
import io.exo4j.schedule.exprs.DeletePass;
import io.exo4j.schedule.exprs.InsertPass;
import io.exo4j.schedule.procs.MakeInstr;
import io.exo4j.schedule.procs.Rename;
import org.junit.jupiter.api.Test;

class FirstDirectivesTest {
  private static final String AXPY =
      """
      @memory
      class REGS:
        readable = False

      @proc
      def axpy(n : size, a : f32 @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
        for i in seq(0, n):
          t : f32 @DRAM
          t = a * x[i]
          y[i] += t
      """;

  @Test
  void renames() {
    assertThat(scheduled(AXPY, "- rename: saxpy").print()).contains("def saxpy(n : size");
    assertThat(parse(AXPY).apply(Rename.of("saxpy")).name()).isEqualTo("saxpy");
  }

  @Test
  void refusesReservedNames() {
    assertThat(refusal(AXPY, "- rename: for")).contains("'for' cannot be used as a name");
    assertThat(refusal(AXPY, "- rename: 3x")).contains("takes a name, not '3x'");
  }

  @Test
  void insertsAndDeletesPass() {
    assertSteps(
        AXPY,
        """
        - insert_pass: "proc.body[0].body[0].after"
        - insert_pass: proc.body[0].before
        """,
        """
        @proc
        def axpy(n : size, a : f32 @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
          pass
          for i in seq(0, n):
            t : f32 @DRAM
            pass
            t = a * x[i]
            y[i] += t
        """);
    assertSteps(
        """
        @proc
        def f(n : size, x : f32 @DRAM):
          pass
          for i in seq(0, n):
            for j in seq(0, n):
              pass
          if n > 3:
            pass
          else:
            x = 1.0
            pass
        """,
        "- delete_pass",
        """
        @proc
        def f(n : size, x : f32 @DRAM):
          if n > 3:
            pass
          else:
            x = 1.0
        """);
    assertSteps(
        "@proc\ndef f(n : size):\n  for i in seq(0, n):\n    pass\n",
        "[delete_pass]",
        "@proc\ndef f(n : size):\n  pass\n");
  }

  @Test
  void insertPassNeedsAGap() {
    assertThat(refusal(AXPY, "- insert_pass: \"t = _\""))
        .contains("expected a place between statements")
        .contains("is an assignment to t");
  }

  @Test
  void commutesEveryMatch() {
    assertSteps(
        "@proc\ndef f(x : f32 @DRAM, y : f32 @DRAM):\n  x = x + y * 2.0 + (x + y)\n  y = x - y\n",
        "- commute_expr: \"_ + _\"",
        "@proc\ndef f(x : f32 @DRAM, y : f32 @DRAM):\n  x = y + x + (y * 2.0 + x)\n  y = x - y\n");
    Procedure p = parse("@proc\ndef f(x : f32 @DRAM, y : f32 @DRAM):\n  x = x * y\n");
    assertThat(p.apply(CommuteExpr.of(ExprRef.of("proc.body[0].rhs"))).print())
        .contains("x = y * x");
  }

  @Test
  void commuteRefusesOtherOperators() {
    assertThat(
            refusal(
                "@proc\ndef f(x : f32 @DRAM, y : f32 @DRAM):\n  x = x - y\n",
                "- commute_expr: proc.body[0].rhs"))
        .contains("<steps>:1:3: error: only the operands of + and * can be swapped")
        .contains("test.exo:3:3: note")
        .contains("refused by commute_expr(exprs: [proc.body[0].rhs])")
        .contains(">   x = x - y");
  }

  @Test
  void setsMemoryAndPrecision() {
    assertSteps(
        AXPY,
        """
        - set_memory: [t, REGS]
        - set_precision: { name: t, type: f64 }
        - set_precision: [x, f16]
        """,
        """
        @proc
        def axpy(n : size, a : f32 @DRAM, x : f16[n] @DRAM, y : f32[n] @DRAM):
          for i in seq(0, n):
            t : f64 @REGS
            t = a * x[i]
            y[i] += t
        """);
    Procedure p =
        parse(AXPY)
            .apply(SetMemory.of(AllocRef.of("t"), MemoryRef.of(Memory.plain("MINE"))))
            .apply(SetPrecision.of(AllocRef.of("t : _"), Precision.I8));
    assertThat(p.print()).contains("t : i8 @MINE");
  }

  @Test
  void setMemoryKnowsWhatThereIs() {
    assertThat(refusal(AXPY, "- set_memory: [t, REG]"))
        .contains("there is no memory 'REG'")
        .contains("did you mean 'REGS'?")
        .contains("<steps>:1:19");
    assertThat(refusal(AXPY, "- set_memory: [tt, REGS]"))
        .contains("nothing matches 'tt'")
        .contains("did you mean 't'?");
    assertThat(refusal(AXPY, "- set_memory: [n, REGS]")).contains("nothing matches 'n'");
  }

  @Test
  void makesInstructions() {
    Procedure p = parse(AXPY).apply(MakeInstr.of("axpy({n});", ""));
    assertThat(p.isInstr()).isTrue();
    assertThat(p.print()).startsWith("@instr(\"axpy({n});\")\n");
    assertThat(p.isEq(parse(AXPY))).isFalse();
    assertThat(scheduled(AXPY, "- make_instr: ['foo(\"{x}\")', '#include <foo.h>']").print())
        .startsWith("@instr(\"foo(\\\"{x}\\\")\", \"#include <foo.h>\")\n");
  }

  @Test
  void staysEquivalent() {
    Procedure p = parse(AXPY);
    Procedure q = p.apply(Rename.of("other")).apply(MakeInstr.of("x", ""));
    Procedure r = p.apply(InsertPass.of(GapRef.of("proc.body[0].before")));
    assertThat(p.isEq(p)).isTrue();
    assertThat(p.isEq(q)).isTrue();
    assertThat(q.isEq(r)).isTrue();
    assertThat(q.isEq(parse(AXPY))).isFalse();
  }

  @Test
  void repeatsFromJava() {
    Procedure p =
        parse(AXPY)
            .apply(InsertPass.of(GapRef.of("proc.body[0].before")))
            .apply(Repeat.of(new DeletePass()));
    assertThat(p.print()).doesNotContain("pass");
  }

  @Test
  void newExpressionsAreReadWhereTheyWereWritten() {
    assertThat(refusal(AXPY, "- partition_loop: [i, 'n + q']"))
        .contains("<steps>:1:23: error: ")
        .contains("<fragment>:1:5: note: namely here");
  }
}
