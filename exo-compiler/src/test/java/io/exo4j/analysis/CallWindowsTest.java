package io.exo4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.schedule.Procedure;
import io.exo4j.testing.ScheduleTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What calls may be exchanged: those whose windows are apart, whatever the callee does, and those
 * whose accesses are apart.
 */
class CallWindowsTest {
  private static final String UNSAFE = "EXO-SCH-002";

  /** Has so many accesses that there would be hundreds of pairs. */
  private static final String MIX =
      "@proc\ndef mix(m : size, x : [f32][m], y : [f32][m]):\n  for i in seq(0, m):\n"
          + "    x[i] = y[i] + x[i] * y[i]\n".repeat(12);

  private static final String PUT =
      """
      @proc
      def put(m : size, at : index, x : [f32][m]):
        assert at >= 0
        assert at < m
        x[at] = 1.0
      """;

  private static ScheduleTest f(String callees, String arguments, String body) {
    return ScheduleTest.of(module(callees, arguments, body));
  }

  private static String module(String callees, String arguments, String body) {
    return callees + "\n@proc\ndef f(" + arguments + "):\n" + body.indent(2);
  }

  @Test
  void windowsThatAreApartAreEnough() {
    String body = "for i in seq(0, n):\n  mix(4, x[4 * i:4 * i + 4], y[0:4])\n";
    String module = module(MIX, "n : size, x : f32[4 * n], y : f32[4]", body);
    ScheduleTest.of(module).steps("- parallelize_loop: i").accepted();
    Library library = Exo.create().parse("test.exo", module);
    Procedure after =
        Exo.create().schedule(library.procedure("f"), "- parallelize_loop: i", library);
    List<Obligation> proved = after.version().obligations();
    // x is read and written: two pairs
    assertThat(proved).hasSizeLessThan(4);
  }

  @Test
  void otherwiseWhatTheCalleeTouchesCounts() {
    String body = "for i in seq(0, n):\n  put(n, i, x[0:n])\n";
    f(PUT, "n : size, x : f32[n]", body).steps("- parallelize_loop: i").accepted();
    f(PUT, "n : size, x : f32[n + 1]", "for i in seq(0, n):\n  put(n, i / 2, x[0:n])\n")
        .steps("- parallelize_loop: i")
        .refused(UNSAFE)
        .says("writes x")
        .forExample("i = 0, i' = 1");
  }

  @Test
  void callsThatShareWhatBothOnlyRead() {
    String apart = "mix(n, x[0:n], z[0:n])\nmix(n, y[0:n], z[0:n])\n";
    String arguments = "n : size, x : f32[n], y : f32[n], z : f32[n]";
    f(MIX, arguments, apart).steps("- reorder_stmts: \"mix(_); mix(_)\"").accepted();
    f(MIX, arguments, "mix(n, x[0:n], z[0:n])\nmix(n, z[0:n], y[0:n])\n")
        .steps("- reorder_stmts: \"mix(_); mix(_)\"")
        .refused(UNSAFE);
  }

  @Test
  void aWindowOfOneElementIsNotAlwaysWritten() {
    String callees =
        """
        @proc
        def reset(b : bool, t : [f32][1]):
          if b:
            t[0] = 0.0
        @proc
        def count(t : [f32][1]):
          t[0] += 1.0
        """;
    String body = "for i in seq(0, n):\n  reset(b, t[0:1])\n  count(t[0:1])\n  x[i] = t[0]\n";
    f(callees, "n : size, b : bool, t : f32[1], x : f32[n]", body)
        .steps("- fission: \"count(_)\"")
        .refused(UNSAFE);
    f(callees, "n : size, b : bool, t : f32[1], x : f32[n]", body)
        .steps("- fission: \"reset(_)\"")
        .refused(UNSAFE);
  }

  @Test
  void loopsAroundCallsMayBeReordered() {
    String arguments = "n : size, x : f32[n, 4 * n], y : f32[4]";
    String body =
        "for i in seq(0, n):\n  for j in seq(0, n):\n    mix(4, x[i, 4 * j:4 * j + 4], y[0:4])\n";
    f(MIX, arguments, body).steps("- reorder: [i, j]").accepted();
    f(MIX, arguments, body.replace("x[i, 4 * j:4 * j + 4]", "x[0, 4 * j:4 * j + 4]"))
        .steps("- reorder: [i, j]")
        .accepted();
    f(MIX, arguments, body.replace("x[i, 4 * j:4 * j + 4]", "x[0, i + j:i + j + 4]"))
        .steps("- reorder: [i, j]")
        .refused(UNSAFE);
  }
}
