package io.exo4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.analysis.ConfigKey;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.procs.Rename;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EquivalenceTest {
  private static final ConfigKey A = new ConfigKey("C", "a");
  private static final ConfigKey B = new ConfigKey("C", "b");

  private final Procedure p = Scheduling.parse("@proc\ndef f(x : f32 @DRAM):\n  x = 1.0\n");

  /** Changes nothing of importance, and says what it is told to say. */
  private record Claim(Set<ConfigKey> changing, boolean newClass) implements Directive {
    @Override
    public Outcome apply(Context context) {
      Outcome o = Outcome.of(context.edit().insertFirst(List.of(Stmt.pass()))).changing(changing);
      return newClass ? o.asNewClass() : o;
    }
  }

  private record Assert(Procedure other) implements Directive {
    @Override
    public Outcome apply(Context context) {
      return Outcome.of(context.proc()).assertedEqualTo(other);
    }
  }

  private static Procedure claim(Procedure p, ConfigKey... changing) {
    return p.apply(new Claim(Set.of(changing), false));
  }

  @Test
  void collectsTheFieldsOnTheWay() {
    Procedure a = claim(p, A);
    Procedure ab = claim(a, B);
    Procedure b = claim(p, B);
    assertThat(p.equivalentModulo(claim(p))).contains(Set.of());
    assertThat(p.equivalentModulo(a)).contains(Set.of(A));
    assertThat(p.equivalentModulo(ab)).contains(Set.of(A, B));
    assertThat(ab.equivalentModulo(b)).contains(Set.of(A, B));
    assertThat(ab.equivalentModulo(claim(a))).contains(Set.of(B));
    assertThat(p.isEq(a)).isFalse();
  }

  @Test
  void twoWaysAreBetterThanOne() {
    Procedure a = claim(p, A);
    Procedure b = claim(p, B);
    Procedure both = a.apply(new Assert(b));
    // p and a differ at most in A, and (through b, which a is asserted to equal) at most in B
    assertThat(both.equivalentModulo(p)).contains(Set.of());
  }

  @Test
  void aNewContractIsANewClass() {
    Procedure q = p.apply(new Claim(Set.of(), true));
    assertThat(p.equivalentModulo(q)).isEqualTo(Optional.empty());
    assertThat(q.equivalentModulo(claim(q))).contains(Set.of());
    Procedure other = Scheduling.parse("@proc\ndef f(x : f32 @DRAM):\n  x = 1.0\n");
    assertThat(p.equivalentModulo(other)).isEqualTo(Optional.empty());
    assertThat(p.apply(new Assert(other)).isEq(other)).isTrue();
    assertThat(p.apply(Rename.of("g")).isEq(p)).isTrue();
  }

  @Test
  void stepsThatKeepTheContractKeepTheClass() {
    String kernel =
        """
        @proc
        def f(n : size, x : [f32][n, 4] @DRAM):
          for i in seq(0, n):
            t : f32 @DRAM
            t = 1.0
            x[i, 0] = t
        """;
    Library library = Scheduling.library(kernel);
    Procedure f = library.procedure("f");
    Exo exo = Exo.create();
    for (String step :
        List.of(
            "- rename: g",
            "- make_instr: \"work({x_data});\"",
            "- set_memory: [t, DRAM_STACK]",
            "- set_precision: [t, f64]",
            "- split: [i, 4, [io, ii], cut]",
            "- inline_assign: \"t = _\"",
            "- simplify")) {
      Procedure after = exo.schedule(f, step, library);
      assertThat(after.isEq(f)).as(step).isTrue();
      assertThat(exo.schedule(after, "- rename: h", library).isEq(f)).as(step).isTrue();
    }
    for (String step :
        List.of(
            "- partial_eval: { n: 4 }",
            "- add_assertion: \"n > 2\"",
            "- transpose: x",
            "- set_window: [x, false]")) {
      Procedure after = exo.schedule(f, step, library);
      assertThat(after.isEq(f)).as(step).isFalse();
      assertThat(exo.schedule(after, "- rename: h", library).isEq(after)).as(step).isTrue();
    }
  }

  @Test
  void whatIsTheSameForDenseTensorsNeedNotBeForWindows() {
    Exo exo = Exo.create();
    Library library =
        exo.parse(
            "t.exo",
            """
            @proc
            def ask(x : [f32][4]):
              if stride(x, 0) == 1:
                x[0] = 1.0
              else:
                x[0] = 2.0

            @proc
            def f(x : f32[4]):
              if stride(x, 0) == 1:
                x[0] = 1.0
              else:
                x[0] = 2.0

            @proc
            def g(x : f32[4]):
              ask(x)

            @proc
            def h(x : f32[4]):
              x[0] = 1.0
            """);
    String window = "[ { set_window: x } ]";
    for (String name : List.of("f", "g")) {
      Procedure dense = library.procedure(name);
      Procedure one = exo.schedule(dense, window, library);
      String steps = name.equals("f") ? "[ dce ]" : "[ { inline: ask }, dce ]";
      Procedure simpler = exo.schedule(dense, steps, library);
      assertThat(simpler.isEq(dense)).isTrue();
      Procedure other = exo.schedule(simpler, window, library);
      assertThat(one.equivalentModulo(other)).as(name).isEmpty();
    }
    Procedure plain = library.procedure("h");
    Procedure one = exo.schedule(plain, window, library);
    Procedure other =
        exo.schedule(plain, "[ { add_loop: ['x[_] = _', i, 2] }, { set_window: x } ]", library);
    assertThat(one.isEq(other)).isTrue();
  }
}
