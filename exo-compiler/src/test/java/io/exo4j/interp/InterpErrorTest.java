package io.exo4j.interp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each code, with the message that a user reads. */
class InterpErrorTest {
  private static Diagnostic fail(
      InterpCode code, Proc p, InterpreterOptions options, Map<String, ?> args) {
    ExoException e =
        assertThrows(ExoException.class, () -> Interpreter.compile(p, options).run(args));
    Diagnostic d = e.diagnostics().get(0);
    assertEquals(code.id(), d.code(), e::getMessage);
    return d;
  }

  private static Diagnostic fail(InterpCode code, String text, Map<String, ?> args) {
    return fail(code, Unchecked.proc(text), InterpreterOptions.DEFAULT, args);
  }

  private static Map<String, Object> args(Object... namesAndValues) {
    Map<String, Object> m = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      m.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return m;
  }

  @Test
  void codesAreDistinctAndHaveTitles() {
    List<String> ids = Arrays.stream(InterpCode.values()).map(InterpCode::id).toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("EXO-INT-\\d{3}"));
    assertThat(InterpCode.values()).allMatch(c -> !c.title().isEmpty());
  }

  @Test
  void outOfBoundsSaysWhereAndWithWhichValues() {
    String text =
        """
        @proc
        def g(m: size, x: [f32][m]):
            for i in seq(0, m):
                x[i + 1] = 0.0

        @proc
        def f(n: size, x: f32[n]):
            g(n, x)
        """;
    Diagnostic d = fail(InterpCode.OUT_OF_BOUNDS, text, args("n", 2, "x", new double[2]));
    assertEquals(
        """
        test.exo:4:9: error: `x[i + 1]` is x[2], but x has 2 elements (subscript 0 is 2) [EXO-INT-010]
                    x[i + 1] = 0.0
                    ^^^^^^^^^^^^^^
          counterexample: m = 2, i = 1
        test.exo:4:9: note: in `x[i + 1] = 0.0` of g
                    x[i + 1] = 0.0
                    ^^^^^^^^^^^^^^
        test.exo:8:5: note: called from f
                g(n, x)
                ^^^^^^^\
        """,
        d.render());
  }

  @Test
  void readsAndReductionsAndNegativeSubscriptsAreChecked() {
    for (String s :
        List.of("x[i - 1] += 1.0", "y = x[i, 3]", "x[0, 1 - 2] = 0.0", "y = sin(x[3, 0])")) {
      String text =
          "@proc\ndef f(x: f32[3, 3], y: f32):\n    for i in seq(0, 3):\n        " + s + "\n";
      if (s.contains("+=")) {
        text = text.replace("[3, 3]", "[3]");
      }
      int n = s.contains("+=") ? 3 : 9;
      fail(InterpCode.OUT_OF_BOUNDS, text, args("x", new double[n], "y", new double[1]));
    }
  }

  @Test
  void accessesThroughWindowsStayInsideTheWindow() {
    String text =
        """
        @proc
        def f(x: f32[8]):
            w = x[2:5]
            v = w[1:3]
            v[2] = 0.0
        """;
    Diagnostic d = fail(InterpCode.OUT_OF_BOUNDS, text, args("x", new double[8]));
    assertEquals("`v[2]` is v[2], but v has 2 elements (subscript 0 is 2)", d.message());
  }

  @Test
  void windowsStayInsideTheirBuffer() {
    for (String w :
        List.of("x[1, 0:5]", "x[-1, 0:2]", "x[3, 0:2]", "x[0:4, 1]", "x[0, 3:2]", "x[0, -1:2]")) {
      fail(
          InterpCode.WINDOW_OUT_OF_BOUNDS,
          "@proc\ndef f(x: f32[3, 4]):\n    w = " + w + "\n",
          args("x", new double[12]));
    }
    Diagnostic d =
        fail(
            InterpCode.WINDOW_OUT_OF_BOUNDS,
            "@proc\ndef f(n: size, x: f32[8]):\n    w = x[0:4]\n    v = w[1:n]\n",
            args("n", 6, "x", new double[8]));
    assertEquals("coordinate 0 of `w[1:n]` is 1:6, but the extents of w are [4]", d.message());
    assertEquals("n = 6", d.counterexample().orElseThrow());
  }

  @Test
  void windowArgumentsStayInsideTheirArrays() {
    String text = "@proc\ndef f(w: [f32][2, 3]):\n    pass\n";
    for (WindowArgument w :
        List.of(
            WindowArgument.of(new double[6], 1, 3, 1),
            WindowArgument.of(new double[6], -1, 3, 1),
            WindowArgument.of(new double[6], 0, Long.MAX_VALUE, Long.MAX_VALUE),
            WindowArgument.of(new double[6], 2, -3, 1),
            WindowArgument.of(new double[5], 0, 1, 1))) {
      fail(InterpCode.WINDOW_OUT_OF_BOUNDS, text, args("w", w));
    }
    fail(InterpCode.SHAPE_MISMATCH, text, args("w", WindowArgument.of(new double[6], 0, 1)));
    fail(InterpCode.ALIASING, text, args("w", WindowArgument.of(new double[6], 0, 1, 1)));
    fail(InterpCode.ARGUMENT_KIND, text, args("w", WindowArgument.of(new long[6], 0, 3, 1)));
    fail(
        InterpCode.ARGUMENT_KIND,
        "@proc\ndef f(w: f32[2]):\n    pass\n",
        args("w", WindowArgument.of(new double[6], 0, 1)));
  }

  @Test
  void uninitialisedReads() {
    for (String use :
        List.of("y = t[1]", "t[1] += 1.0", "y = 0.0 * t[1]", "y = select(1.0, 0.0, t[1], 1.0)")) {
      Diagnostic d =
          fail(
              InterpCode.UNINITIALISED_READ,
              "@proc\ndef f(y: f32):\n    t: f32[2]\n    t[0] = 1.0\n    " + use + "\n",
              args("y", new double[1]));
      assertEquals("`t[1]` reads t[1], which has no value yet", d.message());
    }
    fail(
        InterpCode.UNINITIALISED_READ,
        """
        @proc
        def f(y: i64):
            for i in seq(0, 2):
                t: i64
                if i == 0:
                    t = 1
                y = t
        """,
        args("y", new long[1]));
  }

  @Test
  void argumentsMayBeUndefined() {
    Proc p =
        Unchecked.proc("@proc\ndef f(n: size, y: f32[n]):\n    y[0] = 1.0\n    y[0] = y[n - 1]\n");
    InterpreterOptions o = InterpreterOptions.DEFAULT.withUndefinedArguments(Set.of("y"));
    Interpreter.compile(p, o).run(args("n", 1, "y", new double[1]));
    fail(InterpCode.UNINITIALISED_READ, p, o, args("n", 2, "y", new double[2]));
    Interpreter.run(p, args("n", 2, "y", new double[2]));
  }

  @Test
  void sizesAndExtentsArePositive() {
    Diagnostic d =
        fail(InterpCode.SIZE_NOT_POSITIVE, "@proc\ndef f(n: size):\n    pass\n", args("n", 0));
    assertEquals("size argument n of f is 0", d.message());
    fail(
        InterpCode.SIZE_NOT_POSITIVE,
        "@proc\ndef g(n: size):\n    pass\n@proc\ndef f(n: size):\n    g(n - 1)\n",
        args("n", 1));
    fail(
        InterpCode.EXTENT_NOT_POSITIVE,
        "@proc\ndef f(n: size):\n    t: f32[n, n - 1]\n",
        args("n", 1));
    fail(
        InterpCode.EXTENT_NOT_POSITIVE,
        "@proc\ndef f(n: size, x: f32[n - 1]):\n    pass\n",
        args("n", 1, "x", new double[0]));
    fail(
        InterpCode.EXTENT_NOT_POSITIVE,
        "@proc\ndef g(x: [f32][0]):\n    pass\n@proc\ndef f(x: f32[2]):\n    g(x[1:1])\n",
        args("x", new double[2]));
  }

  @Test
  void assertionsHoldAtEveryCall() {
    String text =
        """
        @proc
        def g(n: size, b: bool, x: [f32][n]):
            assert n % 4 == 0
            assert stride(x, 0) == 1 and b
            x[0] = 0.0

        @proc
        def f(n: size, x: f32[n, 4]):
            g(4, n > 1, x[0, 0:4])
            g(n, True, x[0:n, 0])
        """;
    Diagnostic d = fail(InterpCode.ASSERTION_VIOLATED, text, args("n", 4, "x", new double[16]));
    assertEquals(
        "assertion `stride(x, 0) == 1 and b` of g does not hold for n = 4, b = True", d.message());
    assertEquals(10, d.span().line());
    assertEquals(
        9,
        fail(InterpCode.ASSERTION_VIOLATED, text, args("n", 1, "x", new double[4])).span().line());
    Proc g = Unchecked.procs(text).get("g");
    d =
        fail(
            InterpCode.ASSERTION_VIOLATED,
            g,
            InterpreterOptions.DEFAULT,
            args("n", 2, "b", true, "x", new double[2]));
    assertEquals(3, d.span().line());
  }

  @Test
  void shapesAgree() {
    Diagnostic d =
        fail(
            InterpCode.SHAPE_MISMATCH,
            """
            @proc
            def g(n: size, x: [f32][n, 2]):
                pass

            @proc
            def f(n: size, x: f32[n, 3]):
                g(n, x[0:n, 0:3])
            """,
            args("n", 5, "x", new double[15]));
    assertEquals("argument x of g must have the extents [5, 2], but has [5, 3]", d.message());
  }

  @Test
  void denseTensorsAreDense() {
    Diagnostic d =
        fail(
            InterpCode.NOT_DENSE,
            """
            @proc
            def g(x: f32[2]):
                pass

            @proc
            def f(x: f32[2, 3]):
                g(x[0:2, 0])
            """,
            args("x", new double[6]));
    assertEquals("argument x of g must be a dense tensor, but its strides are [3]", d.message());
  }

  @Test
  void overlappingArguments() {
    String g =
        """
        @proc
        def h(a: [f32][4]):
            v = a[1:2]
            v[0] = 1.0

        @proc
        def g(a: [f32][4], b: [f32][4]):
            h(a)

        @proc
        def f(x: f32[8]):
        """;
    Diagnostic d =
        fail(InterpCode.ALIASING, g + "    g(x[0:4], x[3:7])\n", args("x", new double[8]));
    assertEquals("arguments a and b of g overlap, and g writes a", d.message());
    fail(
        InterpCode.ALIASING,
        g + "    w = x[0:8]\n    g(x[1:5], w[0:4])\n",
        args("x", new double[8]));
    // strided views with a common element
    fail(
        InterpCode.ALIASING,
        """
        @proc
        def g(a: [f32][2], b: [f32][3]):
            b[0] = a[0]

        @proc
        def f(x: f32[3, 2]):
            g(x[2, 0:2], x[0:3, 1])
        """,
        args("x", new double[6]));
    double[] same = new double[1];
    fail(
        InterpCode.ALIASING,
        "@proc\ndef f(x: f32, y: f32):\n    x = y\n",
        args("x", same, "y", same));
    Interpreter.run(
        Unchecked.proc("@proc\ndef f(x: f32, y: f32):\n    t: f32\n    t = x * y\n"),
        args("x", same, "y", same));
  }

  @Test
  void configurationFieldsAliasTheirUses() {
    String head =
        """
        @config
        class Cfg:
            a: f32

        @proc
        def reads(s: f32):
            s = Cfg.a

        @proc
        def writes(s: f32):
            t: f32
            t = s
            Cfg.a = 1.0

        @proc
        def passes(s: f32):
            reads(s)

        @proc
        def both(s: f32, t: f32):
            s = t

        @proc
        def f(x: f32):
            x = 0.0
        """;
    for (String call :
        List.of("reads(Cfg.a)", "writes(Cfg.a)", "passes(Cfg.a)", "both(Cfg.a, Cfg.a)")) {
      fail(InterpCode.ALIASING, head + "    " + call + "\n", args("x", new double[1]));
    }
    Interpreter.run(
        Unchecked.proc(head + "    reads(x)\n    both(Cfg.a, x)\n"), args("x", new double[1]));
  }

  @Test
  void divisionByZero() {
    Diagnostic d =
        fail(
            InterpCode.DIVISION_BY_ZERO,
            "@proc\ndef f(x: i32, y: i32):\n    x = x / (y - y)\n",
            args("x", new double[] {7}, "y", new double[1]));
    assertEquals("`x / (y - y)` divides 7 by zero", d.message());
    fail(
        InterpCode.DIVISION_BY_ZERO,
        "@proc\ndef f(n: index):\n    for i in seq(0, n % 0):\n        pass\n",
        args("n", 3));
    double[] x = {1};
    Interpreter.run(Unchecked.proc("@proc\ndef f(x: f32):\n    x = x / 0.0\n"), args("x", x));
    assertEquals(Double.POSITIVE_INFINITY, x[0]);
  }

  @Test
  void controlOverflow() {
    long max = Long.MAX_VALUE;
    for (String e : List.of("n + 1", "-1 - (n + 0) - 1", "n * 2", "n * -2", "-(-n - 1)")) {
      Diagnostic d =
          fail(
              InterpCode.CONTROL_OVERFLOW,
              "@proc\ndef f(n: index):\n    if " + e + " < 0:\n        pass\n",
              args("n", max));
      assertThat(d.message()).endsWith("does not fit into 64 bits");
      assertEquals("n = " + max, d.counterexample().orElseThrow());
    }
    fail(
        InterpCode.CONTROL_OVERFLOW,
        "@proc\ndef f(n: index):\n    if n / -1 < 0:\n        pass\n",
        args("n", Long.MIN_VALUE));
    fail(
        InterpCode.ARGUMENT_LENGTH,
        "@proc\ndef f(n: size, x: f32[n, n]):\n    pass\n",
        args("n", 1L << 40, "x", new double[1]));
  }

  @Test
  void limits() {
    Proc loop =
        Unchecked.proc(
            "@proc\n"
                + "def f(n: size):\n"
                + "    for i in seq(0, n):\n"
                + "        for j in seq(0, n):\n"
                + "            pass\n");
    Interpreter.compile(loop, InterpreterOptions.DEFAULT.withStepLimit(21)).run(args("n", 4));
    Diagnostic d =
        fail(
            InterpCode.STEP_LIMIT,
            loop,
            InterpreterOptions.DEFAULT.withStepLimit(20),
            args("n", 4));
    assertEquals("more than 20 statements were executed", d.message());
    assertEquals("n = 4, i = 3, j = 3", d.counterexample().orElseThrow());

    Proc alloc = Unchecked.proc("@proc\ndef f(n: size):\n    t: f32[n, n, n]\n");
    d =
        fail(
            InterpCode.TOO_LARGE,
            alloc,
            InterpreterOptions.DEFAULT.withElementLimit(63),
            args("n", 4));
    assertEquals("t with the extents [4, 4, 4] has more than 63 elements", d.message());
    fail(InterpCode.TOO_LARGE, alloc, InterpreterOptions.DEFAULT, args("n", 1L << 31));

    StringBuilder chain = new StringBuilder("@proc\ndef f0(n: size):\n  pass\n");
    for (int i = 1; i <= 11; i++) {
      chain.append("@proc\ndef f%d(n: size):\n  f%d(n)\n".formatted(i, i - 1));
    }
    Proc deep = Unchecked.proc(chain.toString());
    Interpreter.compile(deep, InterpreterOptions.DEFAULT.withCallDepthLimit(11)).run(args("n", 4));
    d =
        fail(
            InterpCode.CALL_DEPTH,
            deep,
            InterpreterOptions.DEFAULT.withCallDepthLimit(10),
            args("n", 4));
    assertEquals("calls are nested more than 10 deep", d.message());
    assertThat(d.notes()).hasSize(9);
  }

  @Test
  void anEndlessStackIsADiagnostic() {
    StringBuilder chain = new StringBuilder("@proc\ndef f0(n: size):\n  pass\n");
    for (int i = 1; i <= 30_000; i++) {
      chain.append("@proc\ndef f%d(n: size):\n  f%d(n)\n".formatted(i, i - 1));
    }
    fail(
        InterpCode.CALL_DEPTH,
        Unchecked.proc(chain.toString()),
        InterpreterOptions.DEFAULT.withCallDepthLimit(Integer.MAX_VALUE),
        args("n", 4));
  }

  @Test
  void argumentsByName() {
    Proc p =
        Unchecked.proc(
            "@proc\n"
                + "def f(rows: size, b: bool, s: stride, x: f32[rows], y: i64, w: [f32][2]):\n"
                + "    pass\n");
    Map<String, Object> good =
        args(
            "rows", 2, "b", true, "s", 1, "x", new double[2], "y", new long[1], "w", new double[2]);
    Interpreter.run(p, good);

    Map<String, Object> misspelt = new HashMap<>(good);
    misspelt.put("row", misspelt.remove("rows"));
    ExoException e = assertThrows(ExoException.class, () -> Interpreter.run(p, misspelt));
    assertThat(e.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactlyInAnyOrder("argument rows of f is missing", "f has no argument row");
    assertThat(e.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactlyInAnyOrder(
            InterpCode.MISSING_ARGUMENT.id(), InterpCode.UNKNOWN_ARGUMENT.id());
    assertThat(e.getMessage()).contains("did you mean 'rows'?");

    Map<String, Object> wrong =
        args(
            "rows",
            2.0,
            "rows",
            2,
            "b",
            1,
            "s",
            "1",
            "x",
            new float[2],
            "y",
            new double[1],
            "w",
            null);
    wrong.put("rows", true);
    e = assertThrows(ExoException.class, () -> Interpreter.run(p, wrong));
    assertThat(e.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactlyInAnyOrder(
            "argument rows of f must be a Long, not a Boolean",
            "argument b of f must be a Boolean, not a Integer",
            "argument s of f must be a Long, not a String");
    wrong.putAll(args("rows", 2, "b", true, "s", 1));
    e = assertThrows(ExoException.class, () -> Interpreter.run(p, wrong));
    assertThat(e.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactlyInAnyOrder(
            "argument x of f must be a double[], not a float[]",
            "argument y of f must be a long[], not a double[]",
            "argument w of f must be a double[] or a WindowArgument, not null");
    assertThat(e.diagnostics())
        .extracting(Diagnostic::code)
        .containsOnly(InterpCode.ARGUMENT_KIND.id());

    good.put("x", new double[3]);
    Diagnostic d = fail(InterpCode.ARGUMENT_LENGTH, p, InterpreterOptions.DEFAULT, good);
    assertEquals("argument x of f must have 2 elements (extents [2]), but has 3", d.message());
  }

  @Test
  void configurationValuesHaveKinds() {
    Proc p =
        Unchecked.proc(
            """
            @config
            class Cfg:
                a: f32
                n: index
                on: bool
                i: i8

            @proc
            def f(x: f32):
                if Cfg.n == 0 and Cfg.on:
                    x = Cfg.a + Cfg.i
            """);
    double[] x = new double[1];
    ConfigState good =
        ConfigState.initial().with("Cfg", "a", 0.1).with("Cfg", "on", true).with("Cfg", "i", 300L);
    assertEquals(
        (double) 0.1f, Interpreter.run(p, args("x", x), good).value("Cfg", "a").orElseThrow());
    assertEquals((double) (0.1f + 44), x[0]);
    for (ConfigState bad :
        List.of(
            good.with("Cfg", "a", 1L),
            good.with("Cfg", "n", 1.0),
            good.with("Cfg", "on", 1L),
            good.with("Cfg", "i", true))) {
      ExoException e =
          assertThrows(ExoException.class, () -> Interpreter.run(p, args("x", x), bad));
      assertEquals(InterpCode.CONFIG_VALUE.id(), e.diagnostics().get(0).code());
    }
  }

  @Test
  void malformedProceduresAreRefusedWhereTheyGoWrong() {
    String head =
        """
        @proc
        def g(a: [f32][2], s: f32, n: size):
            pass

        @proc
        def f(x: f32[4], s: f32, n: size):
        """;
    for (String s :
        List.of(
            "y = 0.0",
            "y[0] += 1.0",
            "x[0] = y",
            "x[0, 0] = 1.0",
            "x = 1.0",
            "s = x[0, 1]",
            "s = x[0:2]",
            "s = 1.0 % 2.0",
            "x[s] = 1.0",
            "for i in seq(0, m):\n        pass",
            "if s < 1.0:\n        pass",
            "if stride(x, 1) == 1:\n        pass",
            "w = y[0:2]",
            "w = x[0:2, 0]",
            "if n > 0:\n        t: f32\n        t = 0.0\n    s = t",
            "for i in seq(0, 1):\n        pass\n    x[i] = 0.0",
            "g(x[0:2], s)",
            "g(x[0], s, n)",
            "g(x[0:2], 1.0, n)",
            "g(x[0:2], x, n)",
            "g(x[0:2], n, n)")) {
      fail(
          InterpCode.ILL_FORMED,
          head + "    " + s + "\n",
          args("x", new double[4], "s", new double[1], "n", 2));
    }
    // only where it is executed
    Interpreter.run(
        Unchecked.proc(head + "    if n < 0:\n        y = 0.0\n"),
        args("x", new double[4], "s", new double[1], "n", 2));
  }

  @Test
  void generatedStatementsAreShownAsText() {
    Sym buf = new Sym("buf");
    Stmt s = new Stmt.Assign(new StmtId(), buf, List.of(), Expr.DataLit.of(1.5), SourceSpan.NONE);
    Proc p = Unchecked.proc("@proc\ndef f(n: size):\n    pass\n").withBody(List.of(s));
    Diagnostic d = fail(InterpCode.ILL_FORMED, p, InterpreterOptions.DEFAULT, args("n", 1));
    assertThat(d.render()).contains("note: in `buf = 1.5` of f");
  }
}
