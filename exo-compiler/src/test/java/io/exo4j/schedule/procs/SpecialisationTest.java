package io.exo4j.schedule.procs;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

class SpecialisationTest {
  private static final String KERNEL =
      """
      @proc
      def f(n : size, m : size, k : index, on : bool, x : f32[n, 2 * m] @DRAM):
        assert n == 4 * m
        assert k >= 0
        assert k < n
        if on:
          x[k, m] = 1.0
      """;

  @Test
  void partialEvalPutsInValues() {
    ScheduleTest.of(KERNEL)
        .steps("- partial_eval: { n: 8, on: true }")
        .givesUnproved(
            """
            @proc
            def f(m : size, k : index, x : f32[8, 2 * m] @DRAM):
              assert 8 == 4 * m
              assert k >= 0
              assert k < 8
              if True:
                x[k, m] = 1.0
            """);
    ScheduleTest.of(KERNEL)
        .steps("- partial_eval: [4, 1]")
        .givesUnproved(
            """
            @proc
            def f(k : index, on : bool, x : f32[4, 2 * 1] @DRAM):
              assert 4 == 4 * 1
              assert k >= 0
              assert k < 4
              if on:
                x[k, 1] = 1.0
            """);
  }

  @Test
  void partialEvalRefusesWhatNoCallerCouldGive() {
    refused("{ n: 0 }").says("'n' is a size and must be positive, not 0");
    refused("{ n: 6 }").says("no arguments satisfy the assertions with these values");
    refused("{ n: 8, m: 3 }").says("no arguments satisfy");
    refused("{ k: -1 }").says("no arguments satisfy");
  }

  @Test
  void partialEvalRefusesOtherArguments() {
    refused("{ p: 1 }").says("has no argument 'p'");
    refused("{ on: 1 }").says("'on' is of type bool, not int");
    refused("{ n: true }").says("'n' is of type size, not bool");
    refused("{ x: 1 }").says("'x' is data");
    refused("[4, 1, 0, true, 1, 1]").says("has 5 arguments, but 6 values");
  }

  private static ScheduleTest.Refused refused(String values) {
    return ScheduleTest.of(KERNEL).steps("- partial_eval: " + values).refused("EXO-SCH-001");
  }

  private static final String HINT =
      """
      @proc
      def hint(n : size, x : [R][n] @DRAM):
        assert n <= 4
        pass

      @proc
      def set(x : [f32][4] @DRAM):
        x[0] = 1.0

      @proc
      def f(x : f32[20] @DRAM):
        for i in seq(0, 16):
          x[i] = 0.5
      """;

  @Test
  void insertsCallsThatDoNothing() {
    ScheduleTest.of(HINT)
        .steps(
            "- insert_noop_call: [\"proc.body[0].body[0].before\", hint, [4, \"x[i + 1:i + 5]\"]]")
        .gives(
            """
            @proc
            def f(x : f32[20] @DRAM):
              for i in seq(0, 16):
                hint(4, x[i + 1:i + 5])
                x[i] = 0.5
            """);
  }

  @Test
  void insertsACallWithoutArguments() {
    String program =
        """
        @proc
        def fence():
          pass

        @proc
        def f(x : f32 @DRAM):
          x = 0.5
        """;
    String after =
        """
        @proc
        def f(x : f32 @DRAM):
          fence()
          x = 0.5
        """;
    String step = "- insert_noop_call: [\"proc.body[0].before\", fence";
    ScheduleTest.of(program).steps(step + "]").gives(after);
    ScheduleTest.of(program).steps(step + ", []]").gives(after);
  }

  @Test
  void insertedCallsMustBeGoodCalls() {
    ScheduleTest.of(HINT)
        .steps(
            "- insert_noop_call: [\"proc.body[0].body[0].before\", hint, [4, \"x[i + 2:i + 6]\"]]")
        .refused("EXO-SCH-002")
        .says("may leave 'x'")
        .forExample("i = 15");
    ScheduleTest.of(HINT)
        .steps("- insert_noop_call: [\"proc.body[0].before\", hint, [5, \"x[0:5]\"]]")
        .refused("EXO-SCH-003")
        .says("'hint' asserts n <= 4");
    ScheduleTest.of(HINT)
        .steps("- insert_noop_call: [\"proc.body[0].before\", set, [\"x[0:4]\"]]")
        .refused("EXO-SCH-001")
        .says("its body must be pass");
  }
}
