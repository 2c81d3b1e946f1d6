package io.exo4j.schedule.procs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.analysis.ConfigKey;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.schedule.CallRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.ProcRef;
import io.exo4j.schedule.Procedure;
import io.exo4j.testing.SameResults;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallEqvTest {
  private static final String MODULE =
      """
      @config
      class Cfg:
        a : index

      @proc
      def zero(n : size, x : [f32][n] @DRAM):
        for i in seq(0, n):
          x[i] = 0.0

      @proc
      def other(n : size, x : [f32][n] @DRAM):
        for i in seq(0, n):
          x[i] = 0.0

      @proc
      def plain(x : f32[8] @DRAM):
        zero(8, x[0:8])

      @proc
      def reads(x : f32[8] @DRAM):
        Cfg.a = 2
        zero(8, x[0:8])
        if Cfg.a == 2:
          x[1] = 1.0

      @proc
      def writes(x : f32[8] @DRAM):
        zero(8, x[0:8])
        Cfg.a = 2
        if Cfg.a == 2:
          x[1] = 1.0
      """;

  private final Exo exo = Exo.create();
  private final Library library = exo.parse("test.exo", MODULE);

  private Procedure steps(String name, String yaml) {
    return exo.schedule(library.procedure(name), yaml, library);
  }

  private static Procedure call(Procedure p, Procedure eqv) {
    return p.apply(CallEqv.of(ProcRef.of(eqv), CallRef.of("zero")));
  }

  @Test
  void callsWhatWasMadeFromTheCallee() {
    Procedure split = steps("zero", "[{split: [i, 4, [io, ii]]}, {rename: zero4}]");
    Procedure before = library.procedure("plain");
    Procedure after = call(before, split);
    assertThat(after.print()).contains("zero4(8, x[0:8])");
    assertThat(after.isEq(before)).isTrue();
    SameResults.assertSame(before.proc(), after.proc());
  }

  @Test
  void equalCodeIsNotEnough() {
    assertThatThrownBy(() -> call(library.procedure("plain"), library.procedure("other")))
        .isInstanceOf(SchedulingException.class)
        .hasMessageContaining("'other' is not known to be equivalent to 'zero'");
    Procedure stated =
        library.procedure("other").apply(UnsafeAssertEq.of(ProcRef.of(library.procedure("zero"))));
    assertThat(stated.version().isUnsafe()).isTrue();
    assertThat(call(library.procedure("plain"), stated).print()).contains("other(8, x[0:8])");
  }

  @Test
  void aFieldThatTheNewCalleeChangesMustNotBeRead() {
    Procedure sets = steps("zero", "[{configwrite_root: [Cfg, a, 7]}, {rename: zero7}]");
    Procedure after = call(library.procedure("plain"), sets);
    assertThat(after.equivalentModulo(library.procedure("plain")))
        .contains(Set.of(new ConfigKey("Cfg", "a")));
    assertThatThrownBy(() -> call(library.procedure("reads"), sets))
        .isInstanceOf(SchedulingException.class)
        .hasMessageContaining("Cfg.a may be read");
    Procedure overwritten = call(library.procedure("writes"), sets);
    assertThat(overwritten.isEq(library.procedure("writes"))).isTrue();
    SameResults.assertSame(library.procedure("writes").proc(), overwritten.proc());
  }

  @Test
  void otherContractsAreOtherProcedures() {
    Procedure fewer = steps("zero", "[{add_assertion: n < 8}, {rename: fewer}]");
    assertThatThrownBy(() -> call(library.procedure("plain"), fewer))
        .hasMessageContaining("not known to be equivalent");
    Procedure stated = fewer.apply(UnsafeAssertEq.of(ProcRef.of(library.procedure("zero"))));
    assertThatThrownBy(() -> call(library.procedure("plain"), stated))
        .hasMessageContaining("'fewer' asserts n < 8");
    Procedure precise = steps("zero", "[{set_precision: [x, f64]}, {rename: precise}]");
    assertThatThrownBy(() -> call(library.procedure("plain"), precise))
        .hasMessageContaining("of other types");
  }

  @Test
  void addedAssertionsMustBeSatisfiable() {
    Procedure p = library.procedure("zero").apply(AddAssertion.of(NewExpr.of("n % 4 == 0")));
    assertThat(p.print()).contains("assert n % 4 == 0");
    assertThat(p.isEq(library.procedure("zero"))).isFalse();
    assertThatThrownBy(() -> p.apply(AddAssertion.of(NewExpr.of("n == 6"))))
        .isInstanceOf(SchedulingException.class)
        .hasMessageContaining("no arguments satisfy n == 6");
  }
}
