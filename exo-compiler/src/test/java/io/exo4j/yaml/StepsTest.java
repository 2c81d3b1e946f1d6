package io.exo4j.yaml;

import static io.exo4j.schedule.Scheduling.assertSteps;
import static io.exo4j.schedule.Scheduling.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Library;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.Scheduling;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
  private static final String F =
      """
      @proc
      def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
        for i in seq(0, n):
          x[i] = 1.0
          y[i] = 2.0
        for i in seq(0, n):
          x[i] = 3.0
      """;

  @Test
  void cursorsFollowTheCode() {
    assertSteps(
        F,
        """
        - let: { k: "y[_] = _", first: "proc.body[0]" }
        - insert_pass: $first.before
        - insert_pass: $first.body[0].before
        - insert_pass: $k.after
        - insert_pass: $k.next.after
        """,
        """
        @proc
        def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
          pass
          for i in seq(0, n):
            pass
            x[i] = 1.0
            y[i] = 2.0
            pass
            pass
          for i in seq(0, n):
            x[i] = 3.0
        """);
  }

  @Test
  void aDeadCursorSaysWhoKilledIt() {
    assertThat(
            refusal(
                F,
                """
                - insert_pass: "proc.body[0].body[0].before"
                - let: { k: "pass" , c: "proc.body[0].body[0]" }
                - delete_pass
                - rename: g
                - insert_pass: $c.before
                """))
        .contains("<steps>:5:3")
        .contains("a pass was removed by the step delete_pass");
  }

  @Test
  void loopsConditionsAndArithmetic() {
    assertSteps(
        F,
        """
        - let: { N: 3, buffers: [x, y], tag: "$( 'n' + 'ew' )" }
        - for: { b: $buffers, do: [ { set_precision: [$b, f64] } ] }
        - for:
            k: $(range(0, N - 1))
            do:
              - if: { when: $(k == 1), then: [ { rename: "${k}$tag" } ], else: [ { rename: f_$k } ] }
        """
            .replace("${k}", "g_$(k)_"),
        F.replace("f32[n]", "f64[n]").replace("def f(", "def g_1_new("));
  }

  @Test
  void forGoesOverMatches() {
    assertSteps(
        F,
        "- for: { c: \"x[_] = _\", do: { insert_pass: $c.before } }",
        F.replace("  x[i] = ", "  pass\n    x[i] = "));
  }

  @Test
  void repeatEndsWhenAStepRefuses() {
    assertSteps(
        F,
        """
        - let: { a: "proc.body[0].body[0]" }
        - insert_pass: $a.before
        - insert_pass: $a.before
        - repeat:
            - expect: { contains: "pass" }
            - delete_pass
        """,
        F);
    assertThat(refusal(F, "- repeat: { insert_pass: \"proc.body[0].before\" }"))
        .contains("still applies");
  }

  @Test
  void tryUndoes() {
    assertSteps(
        F,
        """
        - try:
            steps:
              - rename: lost
              - insert_pass: "q = _"
            else:
              - rename: found
        - try: [ { fail: "no" } ]
        """,
        F.replace("def f(", "def found("));
  }

  @Test
  void tryDoesNotHideMistakesInTheSchedule() {
    assertThat(refusal(F, "- try: [ { set_memory: [x, NOWHERE] } ]"))
        .contains("there is no memory 'NOWHERE'")
        .contains("hint: memories come with a library: import it");
    assertThat(refusal(F, "- try: [ { set_memery: [x, DRAM] } ]"))
        .contains("did you mean 'set_memory'?");
  }

  @Test
  void prints() {
    List<String> out = new ArrayList<>();
    Library library = Scheduling.library(F);
    new Steps(DirectiveRegistry.load(), out::add)
        .apply(
            library.procedure("f"),
            "- let: { n: 4 }\n- print: \"n is $n, twice $(2 * n), and $$n\"\n- print",
            library.scope());
    assertThat(out).containsExactly("n is 4, twice 8, and $n", F);
  }

  @Test
  void expects() {
    assertSteps(
        F,
        """
        - expect:
            contains: ["x[_] = 3.0", "for i in _: _ #1"]
            absent: "x[_] += _"
            memory: { x: DRAM }
            precision: { y: f32 }
            max_live: { DRAM: 0 }
            equivalent_to: f
        """,
        F);
    assertThat(refusal(F, "- expect: { contains: \"x[_] += _\" }"))
        .contains("f contains no 'x[_] += _'");
    assertThat(refusal(F, "- expect: { absent: \"x[_] = _\" }")).contains("f still contains");
    assertSteps(F, "- expect: { absent: \"x[_] = _ #7\" }", F);
    assertThat(refusal(F, "- expect: { contains: \"x[_] = _ #7\" }"))
        .contains("f contains no 'x[_] = _ #7'");
    assertThat(refusal(F, "- expect: { precision: { x: f64 } }"))
        .contains("x has precision f32, not f64");
    assertThat(refusal(F, "- expect: { contain: a }")).contains("did you mean 'contains'?");
    assertThat(refusal(F, "- fail: \"gave up\"")).contains("<steps>:1:3: error: gave up");
  }

  @Test
  void countsLiveValues() {
    String regs =
        """
        @memory
        class V:
          element f32 = "__v" * 4

        @proc
        def f(x : f32[4] @DRAM):
          a : f32[3, 4] @V
          for i in seq(0, 4):
            a[0, i] = x[i]
          b : f32[2, 4] @V
          for i in seq(0, 4):
            b[0, i] = 1.0
          for j in seq(0, 2):
            c : f32[4] @V
            w = b[j, 0:4]
            c[0] = w[0]
        """;
    assertSteps(regs, "- expect: { max_live: { V: 3 } }", regs.substring(regs.indexOf("@proc")));
    assertThat(refusal(regs, "- expect: { max_live: { V: 2 } }")).contains("up to 3 values of V");
  }

  /** The ways in which YAML misreads what was meant, and what we say about them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "- insert_pass: i #1 ~ quote it: \"i #1\"",
        "- set_memory: [x #0, DRAM] ~ '#' begins a comment",
        "- insert_pass: for i in _: _ ~ needs quotes",
        "- let: { k: for i in _: _ } ~ needs quotes",
        "- commute_expr: [x[_] + y[_]] ~ needs quotes",
        "- if: { when: $(max(1, 2) > 1), then: [] } ~ quote",
        "- set_memory: [for i in _: _, DRAM] ~ not a map",
        "- rename: !foo x ~ tags",
        "- rename: a\\n  rename: b ~ given twice",
        "- rename: a\\n  delete_pass: ~ a step is a name, or one name with its arguments",
        "- &a [*a] ~ too deeply",
        "- {{a: b}: c} ~ a key must be a name",
        "- rename: [a ~ not valid YAML",
        "- set_precision: [x, f32, f64] ~ 2 parameters, but there are 3",
        "- set_precision: { name: x, typ: f32 } ~ did you mean 'type'?",
        "- insert_pas: i ~ did you mean 'insert_pass'?",
        "- insert_pass: $k.after ~ there is no variable 'k'",
        "- for: { a: [1], b: [2], do: [] } ~ 'for' needs one variable",
        "- if: { when: yes, then: [] } ~ 'when' needs a truth value",
        "- let: k ~ 'let' must be a map",
        "- try: ~ 'try' needs an argument",
        "- let: { c: \"proc.body[0]\" }\\n"
            + "- rename: a_$c ~ is a cursor, which cannot be part of a longer text",
      })
  void explains(String steps, String message) {
    assertThat(refusal(F, steps.replace("\\n", "\n"))).contains(message);
  }

  @Test
  void plainScalarsStayWhatWasWritten() {
    assertThat(Scheduling.scheduled(F, "- rename: no").name()).isEqualTo("no");
    assertThat(Scheduling.scheduled(F, "- rename: on").name()).isEqualTo("on");
    assertThat(Scheduling.scheduled(F, "").print()).isEqualTo(F);
    assertThat(Scheduling.scheduled(F, "delete_pass").print()).isEqualTo(F);
  }

  @Test
  void refusesBombs() {
    StringBuilder bomb = new StringBuilder("- &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("- &a")
          .append(i)
          .append(" [*a")
          .append(i - 1)
          .append(", *a")
          .append(i - 1)
          .append("]\n");
    }
    assertThat(refusal(F, bomb.toString())).contains("too");
    assertThat(refusal(F, "- " + "[".repeat(500) + "]".repeat(500))).containsIgnoringCase("nest");
  }
}
