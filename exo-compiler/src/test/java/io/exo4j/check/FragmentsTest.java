package io.exo4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FragmentsTest {
  private final ModuleScope module =
      Checked.good(
          """
          @config
          class Cfg:
              a: index
              s: stride
              f: f32

          @proc
          def foo(n: size, b: bool, x: f32[n, n], y: f32):
              for i in seq(0, n):
                  w = x[i, :]
                  w[0] = y
          """);
  private final Proc proc = module.proc("foo").orElseThrow();
  private final FragmentScope scope = scope();

  private FragmentScope scope() {
    Map<String, Sym> visible = new HashMap<>();
    proc.args().forEach(a -> visible.put(a.name(), a.sym()));
    Names.bound(proc.body()).forEach(s -> visible.put(s.name(), s));
    return new FragmentScope(visible, TypeEnv.of(proc), module);
  }

  private String any(String text) {
    return Printer.print(Fragments.expression(text, scope));
  }

  private String as(String text, Fragments.Expected expected) {
    return Printer.print(Fragments.expression(text, scope, expected));
  }

  private Diagnostic refusal(String text, Fragments.Expected expected) {
    SchedulingException e =
        catchThrowableOfType(
            SchedulingException.class, () -> Fragments.expression(text, scope, expected));
    assertThat(e).as(text).isNotNull();
    assertThat(e.diagnostics()).hasSize(1);
    return e.diagnostics().get(0);
  }

  @Test
  void whatItIsDecides() {
    assertThat(any("n / 4 + i")).isEqualTo("n / 4 + i");
    assertThat(Fragments.expression("4", scope)).isEqualTo(Expr.lit(4));
    assertThat(Fragments.expression("i % 2 == 0", scope).isData()).isFalse();
    assertThat(Fragments.expression("2 * y", scope).isData()).isTrue();
    assertThat(Fragments.expression("Cfg.f * 2", scope).isData()).isTrue();
    assertThat(Fragments.expression("Cfg.a * 2", scope).isData()).isFalse();
    assertThat(any("-(2 * w[i] + x[0, i])")).isEqualTo("-(2 * w[i] + x[0, i])");
    assertThat(any("stride(w, 0) == 1 and b")).isEqualTo("stride(w, 0) == 1 and b");
  }

  @Test
  void orWhatIsExpected() {
    assertThat(Fragments.expression("4", scope, Fragments.Expected.DATA).isData()).isTrue();
    assertThat(as("n - 1", Fragments.Expected.INDEX)).isEqualTo("n - 1");
    assertThat(as("0 <= i < n", Fragments.Expected.CONDITION)).isEqualTo("0 <= i and i < n");
    assertThat(refusal("y", Fragments.Expected.INDEX).code())
        .isEqualTo(CheckCode.WRONG_FRAGMENT.id());
    assertThat(refusal("n", Fragments.Expected.CONDITION).code())
        .isEqualTo(CheckCode.WRONG_FRAGMENT.id());
    assertThat(refusal("n", Fragments.Expected.DATA).code())
        .isEqualTo(CheckCode.WRONG_FRAGMENT.id());
    assertThat(refusal("x", Fragments.Expected.ANY).code())
        .isEqualTo(CheckCode.WRONG_FRAGMENT.id());
    assertThat(refusal("y", Fragments.Expected.CONTROL).code())
        .isEqualTo(CheckCode.WRONG_FRAGMENT.id());
  }

  @Test
  void mistakesAreInsideTheFragment() {
    Diagnostic d = refusal("n + 2 * m", Fragments.Expected.ANY);
    assertThat(d.code()).isEqualTo(CheckCode.UNKNOWN_NAME.id());
    assertThat(d.span().text()).isEqualTo("m");
    assertThat(d.span().start()).isEqualTo(8);
    assertThat(refusal("i * n", Fragments.Expected.INDEX).code())
        .isEqualTo(CheckCode.NON_AFFINE.id());
    assertThatThrownBy(() -> Fragments.expression("n +", scope))
        .isInstanceOf(SchedulingException.class);
    assertThatThrownBy(() -> Fragments.expression("_", scope))
        .isInstanceOf(SchedulingException.class);
    assertThatThrownBy(() -> Fragments.expression("", scope))
        .isInstanceOf(SchedulingException.class);
  }

  @Test
  void windows() {
    assertThat(Printer.print((Expr) Fragments.window("x[i, 0:4]", scope))).isEqualTo("x[i, 0:4]");
    assertThat(Printer.print((Expr) Fragments.window("x[1:]", scope))).isEqualTo("x[1:n, 0:n]");
    assertThat(Printer.print((Expr) Fragments.window("x[i, i + 1]", scope)))
        .isEqualTo("x[i, i + 1]");
    assertThatThrownBy(() -> Fragments.window("z[0:4]", scope))
        .isInstanceOf(SchedulingException.class);
    assertThatThrownBy(() -> Fragments.window("x[0:4, 0:4, 0]", scope))
        .isInstanceOf(SchedulingException.class);
    assertThatThrownBy(() -> Fragments.window("x", scope)).isInstanceOf(SchedulingException.class);
  }

  @Test
  void argumentsAndFields() {
    assertThat(
            Printer.print(
                Fragments.argument(
                    "x[i]", TypeEnv.of(proc).data(visible("w")), "argument 'd' of 'f'", scope)))
        .isEqualTo("x[i, 0:n]");
    assertThat(
            Fragments.fieldValue("3", module.config("Cfg").orElseThrow().field("f"), scope)
                .isData())
        .isTrue();
    assertThat(
            Fragments.fieldValue("3", module.config("Cfg").orElseThrow().field("a"), scope)
                .isData())
        .isFalse();
    assertThatThrownBy(
            () -> Fragments.fieldValue("n", module.config("Cfg").orElseThrow().field("s"), scope))
        .isInstanceOf(SchedulingException.class);
  }

  private Sym visible(String name) {
    return scope.visible().get(name);
  }
}
