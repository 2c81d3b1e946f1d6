package io.exo4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The value of a configuration field never depends on a loop variable. */
class ConfigFlowTest {
  private static final String HEADER =
      """
      @config
      class Cfg:
          a: index
          b: index
          s: stride
          f: f32

      @proc
      def set_a(i: index):
          Cfg.a = i

      @proc
      def set_stride(src: [f32][4, 4], dst: [f32][4]):
          Cfg.s = stride(src, 0)
          dst[0] = src[0, 0]

      @proc
      def set_if(n: size):
          if n > 3:
              Cfg.a = 3

      @proc
      def set_twice(n: size, i: index):
          set_if(n)
          for q in seq(0, n):
              Cfg.b = i

      @proc
      def first(x: [f32][4], y: f32):
          y = x[0]

      @proc
      def set_f(x: f32):
          Cfg.f = x

      """;

  private static Checked.Result check(String body) {
    return Checked.check(
        HEADER
            + "@proc\ndef foo(n: size, k: index, x: f32[n, 4, 4], v: f32[4], y: f32):\n"
            + body.indent(4));
  }

  private static void accepted(String body) {
    assertThat(check(body).rendered()).isEmpty();
  }

  private static void refused(String body, String at) {
    Checked.Result r = check(body);
    assertThat(r.codes()).as(r.rendered()).containsExactly(CheckCode.CONFIG_DEPENDS_ON_LOOP.id());
    assertThat(r.diagnostics().get(0).span().text()).isEqualTo(at);
    assertThat(r.scope().own().procs()).doesNotContainKey("foo");
  }

  @Test
  void data() {
    refused("for i in seq(0, n):\n    Cfg.a = i", "Cfg.a = i");
    refused("for i in seq(0, n):\n    Cfg.a = i - i", "Cfg.a = i - i");
    refused("for i in seq(0, 4):\n    t : f32\n    t = v[i]\n    Cfg.f = t", "Cfg.f = t");
    accepted("for i in seq(0, n):\n    Cfg.a = k\n    Cfg.b = Cfg.a");
    accepted("for i in seq(0, n):\n    Cfg.f = v[0] * y");
    accepted("Cfg.f = v[0]\nfor i in seq(0, n):\n    y = Cfg.f");
  }

  @Test
  void control() {
    refused("for i in seq(0, n):\n    if i == 0:\n        Cfg.a = 3", "Cfg.a = 3");
    refused("for i in seq(0, n):\n    for j in seq(0, i):\n        Cfg.a = 3", "Cfg.a = 3");
    refused(
        "for i in seq(0, n):\n    if i == 0:\n        pass\n    else:\n        Cfg.a = 3",
        "Cfg.a = 3");
    accepted("for i in seq(0, n):\n    if k == 0:\n        Cfg.a = 3");
  }

  @Test
  void windows() {
    refused("for i in seq(0, n):\n    w = x[i, 0, :]\n    Cfg.f = w[0]", "Cfg.f = w[0]");
    refused("for i in seq(0, 4):\n    w = v[:]\n    w[0] = v[i]\n    Cfg.f = v[1]", "Cfg.f = v[1]");
    accepted("for i in seq(0, n):\n    w = x[i, :, :]\n    Cfg.s = stride(w, 0)");
  }

  @Test
  void stridesOfBuffersWhoseShapeDepends() {
    refused(
        "for i in seq(0, n):\n    t : f32[4, i + 1]\n    w = t[:, :]\n    Cfg.s = stride(w, 0)",
        "Cfg.s = stride(w, 0)");
  }

  @Test
  void calls() {
    refused("for i in seq(0, n):\n    set_a(i)", "set_a(i)");
    refused("for i in seq(1, n):\n    set_if(i)", "set_if(i)");
    refused("for i in seq(1, n):\n    set_if(i + 1)", "set_if(i + 1)");
    refused("for i in seq(1, n):\n    set_twice(n, i)", "set_twice(n, i)");
    refused("for i in seq(0, n):\n    t : f32\n    first(x[i, 0, :], t)\n    set_f(t)", "set_f(t)");
    accepted("for i in seq(0, n):\n    set_a(k)\n    set_twice(n, k)");
    accepted("for i in seq(0, n):\n    set_stride(x[i, :, :], v[:])");
    accepted("for i in seq(0, n):\n    t : f32\n    first(x[0, 0, :], t)\n    set_f(t)");
  }
}
