package io.exo4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Programs that are refused: each with the code, and the text that the carets are under. */
class RejectTest {
  private static final String HEADER =
      """
      @config
      class Cfg:
          a: index
          n: size
          s: stride
          b: bool
          f: f32

      @memory
      class FAST:
          readable = False

      @proc
      def callee(n: size, i: index, b: bool, s: stride, x: f32, d: f32[n], w: [f32][n, n]):
          pass

      @proc
      def one(d: f32):
          d = 0.5

      """;

  private record Case(String what, CheckCode code, String at, String body) {}

  private static final List<Case> CASES =
      List.of(
          new Case("unknown variable", CheckCode.UNKNOWN_NAME, "z", "y = z"),
          new Case("unknown target", CheckCode.UNKNOWN_NAME, "z", "z = 1.0"),
          new Case("unknown subscript", CheckCode.UNKNOWN_NAME, "k", "v[k] = 1.0"),
          new Case(
              "the variable in its own bound",
              CheckCode.UNKNOWN_NAME,
              "q",
              "for q in seq(0, q):\n    pass"),
          new Case(
              "out of scope",
              CheckCode.UNKNOWN_NAME,
              "t",
              "for q in seq(0, n):\n    t : f32\nt = 1.0"),
          new Case("unknown procedure", CheckCode.UNKNOWN_PROC, "nothing", "nothing(y)"),
          new Case("unknown function", CheckCode.UNKNOWN_EXTERN, "foo", "y = foo(y)"),
          new Case("unknown configuration", CheckCode.UNKNOWN_CONFIG, "Cgf", "Cgf.a = 1"),
          new Case("unknown field", CheckCode.UNKNOWN_FIELD, "z", "Cfg.z = 1"),
          new Case("read of an unknown field", CheckCode.UNKNOWN_FIELD, "z", "y = Cfg.z"),
          new Case("unknown memory", CheckCode.UNKNOWN_MEMORY, "FSAT", "t : f32 @ FSAT"),
          new Case("unknown type", CheckCode.UNKNOWN_TYPE, "float", "t : float"),
          new Case("procedure as a function", CheckCode.WRONG_KIND, "one", "y = one(y)"),
          new Case("function as a procedure", CheckCode.WRONG_KIND, "sin", "sin(y)"),
          new Case("memory as a variable", CheckCode.WRONG_KIND, "FAST", "y = FAST"),
          new Case("control subscripted", CheckCode.WRONG_KIND, "n", "y = n[0]"),
          new Case("stride of a size", CheckCode.WRONG_KIND, "n", "Cfg.s = stride(n, 0)"),
          new Case("too few subscripts", CheckCode.WRONG_RANK, "m", "m[0] = 1.0"),
          new Case("too many subscripts", CheckCode.WRONG_RANK, "v[0, 0]", "y = v[0, 0]"),
          new Case("subscripts of a scalar", CheckCode.WRONG_RANK, "y[0]", "y = y[0]"),
          new Case("tensor assigned", CheckCode.WRONG_RANK, "v", "v = 1.0"),
          new Case("too many slices", CheckCode.WRONG_RANK, "v[0, :]", "w = v[0, :]"),
          new Case("too many arguments", CheckCode.WRONG_ARITY, "one(y, y)", "one(y, y)"),
          new Case("too few arguments", CheckCode.WRONG_ARITY, "one()", "one()"),
          new Case("arity of a function", CheckCode.WRONG_ARITY, "sin(y, y)", "y = sin(y, y)"),
          new Case("literal as a scalar", CheckCode.WRONG_ARGUMENT, "1.0", "one(1.0)"),
          new Case("element as a scalar", CheckCode.WRONG_ARGUMENT, "v[0]", "one(v[0])"),
          new Case("size as data", CheckCode.WRONG_ARGUMENT, "n", "one(n)"),
          new Case("tensor for a scalar", CheckCode.WRONG_RANK, "v", "one(v)"),
          new Case(
              "data as a size",
              CheckCode.WRONG_ARGUMENT,
              "y",
              "callee(y, 0, True, 1, y, v, m[:, :])"),
          new Case(
              "index as a bool",
              CheckCode.WRONG_ARGUMENT,
              "7",
              "callee(n, 0, 7, 1, y, v, m[:, :])"),
          new Case(
              "size as a stride",
              CheckCode.WRONG_ARGUMENT,
              "n",
              "callee(n, 0, b, n, y, v, m[:, :])"),
          new Case(
              "rank of an argument",
              CheckCode.WRONG_RANK,
              "m",
              "callee(n, 0, b, 1, y, m, m[:, :])"),
          new Case(
              "window with gaps for a tensor",
              CheckCode.WINDOW_FOR_DENSE,
              "m[:, 0]",
              "callee(n, 0, b, 1, y, m[:, 0], m)"),
          new Case(
              "window argument for a tensor",
              CheckCode.WINDOW_FOR_DENSE,
              "u",
              "callee(n, 0, b, 1, y, u, m)"),
          new Case("number as a condition", CheckCode.EXPECTED_BOOL, "4", "if 4:\n    pass"),
          new Case(
              "number in a conjunction",
              CheckCode.EXPECTED_BOOL,
              "3",
              "if 1 == 1 and 3:\n    pass"),
          new Case("number in a disjunction", CheckCode.EXPECTED_BOOL, "n", "if n or b:\n    pass"),
          new Case(
              "data as a bound", CheckCode.EXPECTED_INDEX, "y", "for q in seq(0, y):\n    pass"),
          new Case("data as a subscript", CheckCode.EXPECTED_INDEX, "y", "v[y] = 1.0"),
          new Case("bool as a subscript", CheckCode.EXPECTED_INDEX, "b", "v[b] = 1.0"),
          new Case("float as a subscript", CheckCode.EXPECTED_INDEX, "1.5", "y = v[1.5]"),
          new Case("stride as a subscript", CheckCode.EXPECTED_INDEX, "s", "v[s] = 1.0"),
          new Case("data as an extent", CheckCode.EXPECTED_INDEX, "y", "t : f32[y]"),
          new Case("data as a window bound", CheckCode.EXPECTED_INDEX, "y", "w = v[y:n]"),
          new Case("control stored", CheckCode.EXPECTED_DATA, "n", "y = n"),
          new Case("bool stored", CheckCode.EXPECTED_DATA, "True", "y = True"),
          new Case("control and data", CheckCode.EXPECTED_DATA, "n", "y = y * n"),
          new Case("control to a function", CheckCode.EXPECTED_DATA, "i", "y = relu(i)"),
          new Case("bool to a function", CheckCode.EXPECTED_DATA, "True", "y = sqrt(True)"),
          new Case("data compared", CheckCode.DATA_COMPARISON, "y < y", "if y < y:\n    pass"),
          new Case(
              "data compared with a number",
              CheckCode.DATA_COMPARISON,
              "y == 0",
              "if y == 0:\n    pass"),
          new Case("remainder of data", CheckCode.DATA_MODULO, "y % 8.0", "y = y % 8.0"),
          new Case("product of sizes", CheckCode.NON_AFFINE, "n * n", "if n * n > 0:\n    pass"),
          new Case("product with an int", CheckCode.NON_AFFINE, "k0 * n", "v[k0 * n] = 1.0"),
          new Case("division by a size", CheckCode.INVALID_DIVISOR, "n", "v[i / n] = 1.0"),
          new Case("division by zero", CheckCode.INVALID_DIVISOR, "0", "v[i / 0] = 1.0"),
          new Case("remainder by -2", CheckCode.INVALID_DIVISOR, "-2", "v[i % -2] = 1.0"),
          new Case("sum of truth values", CheckCode.INVALID_OPERANDS, "b + b", "v[b + b] = 1.0"),
          new Case("sum of strides", CheckCode.INVALID_OPERANDS, "s + s", "Cfg.s = s + s"),
          new Case("negated truth value", CheckCode.INVALID_OPERANDS, "b", "Cfg.b = -b"),
          new Case("order of strides", CheckCode.INVALID_OPERANDS, "s < 3", "if s < 3:\n    pass"),
          new Case(
              "order of truth values", CheckCode.INVALID_OPERANDS, "b < b", "if b < b:\n    pass"),
          new Case(
              "stride of a dimension that is not there",
              CheckCode.INVALID_STRIDE,
              "stride(m, 2)",
              "Cfg.s = stride(m, 2)"),
          new Case(
              "stride of a scalar",
              CheckCode.INVALID_STRIDE,
              "stride(y, 0)",
              "Cfg.s = stride(y, 0)"),
          new Case("negated tensor", CheckCode.MISPLACED_WINDOW, "v", "y = -v"),
          new Case("sum of tensors", CheckCode.MISPLACED_WINDOW, "v", "y = v + 1.0"),
          new Case("stored window", CheckCode.MISPLACED_WINDOW, "v[0:2]", "y = v[0:2]"),
          new Case("tensor renamed", CheckCode.MISPLACED_WINDOW, "v", "w = v"),
          new Case("row in an expression", CheckCode.MISPLACED_WINDOW, "m[0]", "y = m[0] + 1.0"),
          new Case("assigned size", CheckCode.NOT_ASSIGNABLE, "n", "n = 1"),
          new Case(
              "assigned loop variable",
              CheckCode.NOT_ASSIGNABLE,
              "q",
              "for q in seq(0, n):\n    q += 1.0"),
          new Case("field of another type", CheckCode.WRONG_ARGUMENT, "b", "Cfg.a = b"),
          new Case("index in a bool field", CheckCode.WRONG_ARGUMENT, "1", "Cfg.b = 1"),
          new Case("size in a stride field", CheckCode.WRONG_ARGUMENT, "n", "Cfg.s = n"),
          new Case("control in a data field", CheckCode.EXPECTED_DATA, "n", "Cfg.f = n"),
          new Case("data in a control field", CheckCode.WRONG_ARGUMENT, "y", "Cfg.a = y"),
          new Case("allocated size", CheckCode.MISPLACED_TYPE, "size", "t : size"),
          new Case(
              "least number negated",
              CheckCode.NUMBER_TOO_LARGE,
              "-(-9223372036854775808",
              "v[-(-9223372036854775808)] = 1.0"),
          new Case("recursion", CheckCode.USED_BEFORE_DECLARATION, "foo", "foo(n)"));

  @TestFactory
  Stream<DynamicTest> inABody() {
    return CASES.stream().map(c -> DynamicTest.dynamicTest(c.what(), () -> refuses(c)));
  }

  private static void refuses(Case c) {
    String text =
        HEADER
            + "@proc\ndef foo(n: size, i: index, k0: int, b: bool, s: stride, y: f32, v: f32[n],"
            + " m: f32[n, n], u: [f32][n]):\n"
            + c.body().indent(4);
    Checked.Result result = Checked.check(text);
    assertThat(result.codes()).as(result.rendered()).containsExactly(c.code().id());
    assertThat(result.diagnostics().get(0).span().text()).isEqualTo(c.at());
    assertThat(result.scope().own().procs()).containsOnlyKeys("callee", "one");
  }

  private record Whole(String what, CheckCode code, String at, String text) {}

  private static final List<Whole> WHOLES =
      List.of(
          new Whole(
              "assertion that is no condition",
              CheckCode.EXPECTED_BOOL,
              "m + 1",
              "@proc\ndef f(m: size):\n    assert m + 1\n    pass"),
          new Whole(
              "argument twice",
              CheckCode.DUPLICATE_NAME,
              "x",
              "@proc\ndef f(x: f32, x: f32):\n    pass"),
          new Whole(
              "tensor of sizes",
              CheckCode.MISPLACED_TYPE,
              "size[3]",
              "@proc\ndef f(x: size[3]):\n    pass"),
          new Whole(
              "memory of a size",
              CheckCode.MISPLACED_MEMORY,
              "DRAM",
              "@proc\ndef f(n: size @ DRAM):\n    pass"),
          new Whole(
              "data in an extent",
              CheckCode.EXPECTED_INDEX,
              "y",
              "@proc\ndef f(y: f32, x: f32[y]):\n    pass"),
          new Whole(
              "extent that mentions itself",
              CheckCode.EXPECTED_INDEX,
              "x",
              "@proc\ndef f(x: f32[x]):\n    pass"),
          new Whole(
              "name declared twice",
              CheckCode.DUPLICATE_NAME,
              "f",
              "@proc\ndef f():\n    pass\n@config\nclass f:\n    a: f32"),
          new Whole(
              "call of a later procedure",
              CheckCode.USED_BEFORE_DECLARATION,
              "g",
              "@proc\ndef f():\n    g()\n@proc\ndef g():\n    pass"),
          new Whole(
              "field twice",
              CheckCode.DUPLICATE_NAME,
              "a",
              "@config\nclass C:\n    a: f32\n    a: f32"),
          new Whole(
              "field of type R", CheckCode.INVALID_FIELD_TYPE, "R", "@config\nclass C:\n    a: R"),
          new Whole(
              "tensor field",
              CheckCode.INVALID_FIELD_TYPE,
              "f32[2]",
              "@config\nclass C:\n    a: f32[2]"),
          new Whole(
              "unknown type of a field",
              CheckCode.UNKNOWN_TYPE,
              "f33",
              "@config\nclass C:\n    a: f33"),
          new Whole(
              "setting of the wrong kind",
              CheckCode.INVALID_SETTING,
              "3",
              "@memory\nclass M:\n    readable = 3"),
          new Whole(
              "negative capacity",
              CheckCode.INVALID_SETTING,
              "-3",
              "@memory\nclass M:\n    capacity = -3"),
          new Whole(
              "unknown element",
              CheckCode.UNKNOWN_TYPE,
              "f99",
              "@memory\nclass M:\n    element f99 = \"t\" * 4"),
          new Whole(
              "unknown base",
              CheckCode.UNKNOWN_MEMORY,
              "DARM",
              "@memory\nclass M(DARM):\n    readable = False"),
          new Whole(
              "another DRAM",
              CheckCode.DUPLICATE_NAME,
              "DRAM",
              "@memory\nclass DRAM:\n    readable = False"),
          new Whole(
              "unknown setting of a target",
              CheckCode.UNKNOWN_SETTING,
              "flag",
              "@target\nclass T:\n    flag = \"-O2\""),
          new Whole(
              "overloads of different arity",
              CheckCode.INVALID_EXTERN,
              "g",
              "@extern(\"g({0})\")\ndef g(x: f32) -> f32\n"
                  + "@extern(\"g({0}, {1})\")\ndef g(x: f64, y: f64) -> f64"),
          new Whole(
              "one overload twice",
              CheckCode.DUPLICATE_NAME,
              "g",
              "@extern(\"g({0})\")\ndef g(x: f32) -> f32\n"
                  + "@extern(\"h({0})\")\ndef g(y: f32) -> f32"),
          new Whole(
              "placeholder without an argument",
              CheckCode.INVALID_EXTERN,
              "\"g({1})\"",
              "@extern(\"g({1})\")\ndef g(x: f32) -> f32"),
          new Whole(
              "function of a tensor",
              CheckCode.INVALID_EXTERN,
              "f32[3]",
              "@extern(\"g({0})\")\ndef g(x: f32[3]) -> f32"),
          new Whole(
              "function of R",
              CheckCode.INVALID_EXTERN,
              "R",
              "@extern(\"g({0})\")\ndef g(x: R) -> f32"),
          new Whole(
              "function of a size",
              CheckCode.MISPLACED_TYPE,
              "size",
              "@extern(\"g({0})\")\ndef g(x: size) -> f32"));

  @TestFactory
  Stream<DynamicTest> inAFile() {
    return WHOLES.stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.what(),
                    () -> {
                      Checked.Result result = Checked.check(c.text() + "\n");
                      assertThat(result.codes())
                          .as(result.rendered())
                          .containsExactly(c.code().id());
                      assertThat(result.diagnostics().get(0).span().text()).isEqualTo(c.at());
                    }));
  }

  @Test
  void everyIndependentMistakeIsReportedAndNoneTwice() {
    Checked.Result result =
        Checked.check(
            """
            @proc
            def f(n: size, x: f32[n]):
                for i in seq(0, m):
                    x[i] = undefined
                    undefined = 1.0
                    w = x[b0:]
                    w[0] = 1.0
                    x[i, i] = 2.0
                if n:
                    unknown(x)

            @proc
            def g(n: size, x: f32[n]):
                f(n, x)
                f(n, x, x)
                x[0] = True
            """);
    assertThat(result.codes())
        .as(result.rendered())
        .containsExactly(
            CheckCode.UNKNOWN_NAME.id(),
            CheckCode.UNKNOWN_NAME.id(),
            CheckCode.UNKNOWN_NAME.id(),
            CheckCode.WRONG_RANK.id(),
            CheckCode.EXPECTED_BOOL.id(),
            CheckCode.UNKNOWN_PROC.id(),
            CheckCode.EXPECTED_DATA.id());
    assertThat(result.scope().own().procs()).isEmpty();
  }

  @Test
  void aMessageSaysWhatWhereAndWhatToTry() {
    Checked.Result result =
        Checked.check(
            """
            @proc
            def scale(n: size, source: f32[n], y: f32[n]):
                for i in seq(0, n):
                    y[i] = 2.0 * sorce[i]
            """);
    assertThat(result.rendered())
        .isEqualTo(
            """
            test.exo:4:22: error: 'sorce' is not defined here [EXO-CHK-001]
                        y[i] = 2.0 * sorce[i]
                                     ^^^^^
              hint: did you mean 'source'?\
            """);
  }

  @Test
  void hintsNameWhatIsNear() {
    assertThat(hint("t : double")).isEqualTo("it is called 'f64' here");
    assertThat(hint("t : f23")).isEqualTo("did you mean 'f32'?");
    assertThat(hint("y = slect(y, y, y, y)")).isEqualTo("did you mean 'select'?");
    assertThat(hint("calee(n)")).isEqualTo("did you mean 'callee'?");
    assertThat(hint("total = 1.0")).isEqualTo("declare it first: total : f32");
    assertThat(hint("t : f32 @ DRAM_STAK")).isEqualTo("did you mean 'DRAM_STACK'?");
  }

  private static String hint(String statement) {
    Checked.Result result =
        Checked.check(HEADER + "@proc\ndef foo(n: size, y: f32):\n    " + statement + "\n");
    List<Diagnostic> all = new ArrayList<>(result.diagnostics());
    assertThat(all).hasSize(1);
    return all.get(0).hint().orElse("");
  }

  @Test
  void everyCodeHasItsOwnNumber() {
    assertThat(Stream.of(CheckCode.values()).map(CheckCode::id)).doesNotHaveDuplicates();
    assertThat(Stream.of(CheckCode.values()).map(CheckCode::title)).doesNotHaveDuplicates();
  }
}
