package io.exo4j.interp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Proc;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Meanings of externs. */
class ExternTest {
  private static double eval(String precision, String expr, double... x) {
    return eval("", precision, expr, InterpreterOptions.DEFAULT, x);
  }

  private static double eval(
      String head, String precision, String expr, InterpreterOptions options, double... x) {
    Proc p =
        Unchecked.proc(
            head
                + "@proc\ndef f(r: %1$s, x: %1$s[%2$d]):\n    r = %3$s\n"
                    .formatted(precision, x.length, expr));
    double[] r = {0};
    Interpreter.compile(p, options).run(Map.of("r", r, "x", x));
    return r[0];
  }

  @Test
  void realFunctionsAreRoundedOnce() {
    assertEquals((double) (float) Math.sin(0.5), eval("f32", "sin(x[0])", 0.5));
    assertEquals(Math.cos(0.5), eval("f64", "cos(x[0])", 0.5));
    assertEquals(Math.exp(1), eval("f64", "exp(x[0])", 1));
    assertEquals((double) (float) Math.E, eval("f32", "expf(x[0])", 1));
    assertEquals(Math.log(3), eval("f64", "log(x[0])", 3));
    assertEquals((double) (float) Math.sqrt(2), eval("f32", "sqrt(x[0])", 2));
    assertEquals(Math.tanh(2), eval("f64", "tanh(x[0])", 2));
    assertEquals(0.5, eval("f16", "sigmoid(x[0])", 0));
    assertEquals(1.4140625, eval("bf16", "sqrt(x[0])", 2));
  }

  @Test
  void selectionsWorkOnEveryPrecision() {
    for (String p : List.of("f16", "bf16", "f32", "f64", "i8", "i16", "i32", "ui8")) {
      assertEquals(3, eval(p, "select(x[0], x[1], x[2], x[3])", 1, 2, 3, 4), p);
      assertEquals(4, eval(p, "select(x[0], x[1], x[2], x[3])", 2, 2, 3, 4), p);
      assertEquals(7, eval(p, "fmaxf(x[0], x[1])", 7, 2), p);
      assertEquals(2, eval(p, "fminf(x[0], x[1])", 7, 2), p);
      assertEquals(7, eval(p, "relu(x[0])", 7), p);
    }
    for (String p : List.of("f32", "i8", "i32")) {
      assertEquals(0, eval(p, "relu(x[0])", -7), p);
      assertEquals(7, eval(p, "fabs(x[0])", -7), p);
      assertEquals(-7, eval(p, "select(0.0, 1.0, x[0], 1.0)", -7), p);
    }
    assertEquals(-128, eval("i8", "fabs(x[0])", -128));
  }

  @Test
  void wideIntegersStayExact() {
    long[] r = {0};
    long big = (1L << 60) + 1;
    Interpreter.run(
        Unchecked.proc(
            "@proc\ndef f(r: i64, x: i64):\n    r = fmaxf(x, 0) + select(0, x, x, 0) - relu(x)\n"),
        Map.of("r", r, "x", new long[] {big}));
    assertEquals(big, r[0]);
  }

  @Test
  void deeplyNestedCallsCompileInNoTime() {
    String e = "fmaxf(".repeat(80) + "x[0]" + ", x[1])".repeat(80);
    assertEquals(2, eval("f32", e, 1, 2));
  }

  @Test
  void maximumAndMinimumIgnoreNaN() {
    assertEquals(2, eval("f32", "fmaxf(x[0], x[1])", Double.NaN, 2));
    assertEquals(2, eval("f32", "fmaxf(x[0], x[1])", 2, Double.NaN));
    assertEquals(2, eval("f32", "fminf(x[0], x[1])", Double.NaN, 2));
    assertEquals(Double.NaN, eval("f32", "fminf(x[0], x[1])", Double.NaN, Double.NaN));
    assertEquals(0, eval("f32", "relu(x[0])", Double.NaN));
    assertEquals(4, eval("f32", "select(x[0], x[0], 3.0, 4.0)", Double.NaN));
  }

  private static double libm(String call, int arity, String precision, double... x) {
    StringBuilder params = new StringBuilder();
    StringBuilder args = new StringBuilder();
    for (int i = 0; i < arity; i++) {
      params.append(i == 0 ? "" : ", ").append("a").append(i).append(": ").append(precision);
      args.append(i == 0 ? "" : ", ").append("x[").append(i).append("]");
    }
    String head =
        "@extern(\"%s\", \"#include <math.h>\")\ndef e(%s) -> %s\n\n"
            .formatted(call, params, precision);
    return eval(head, precision, "e(" + args + ")", InterpreterOptions.DEFAULT, x);
  }

  @Test
  void functionsOfTheMathLibraryAreFound() {
    assertEquals((double) (float) Math.atan(0.5), libm("atanf({0})", 1, "f32", 0.5));
    assertEquals(Math.cbrt(2), libm("cbrt({0})", 1, "f64", 2));
    assertEquals(Math.hypot(1, 2), libm("hypot({0}, {1})", 2, "f64", 1, 2));
    assertEquals(
        (double) (float) Math.atan2(1, 2),
        libm("(float) atan2((double){0}, (double) {1})", 2, "f32", 1, 2));
    assertEquals(-2, libm("ceil({0})", 1, "f64", -2.5));
    assertEquals(-3, libm("floorf({0})", 1, "f32", -2.5));
    assertEquals(-3, libm("roundf({0})", 1, "f32", -2.5));
    assertEquals(-2, libm("rint({0})", 1, "f64", -2.5));
    assertEquals(-2, libm("truncf({0})", 1, "f32", -2.5));
    assertEquals(-0.5, libm("fmod({0}, {1})", 2, "f64", -2.5, 1));
    assertEquals(1, libm("pow({0}, {1})", 2, "f64", 1, Double.NaN));
    assertEquals(3, libm("fdimf({0}, {1})", 2, "f32", 5, 2));
    assertEquals(-2, libm("copysign({0}, {1})", 2, "f64", 2, -0.0));
    assertEquals(10, libm("log2f({0})", 1, "f32", 1024));
    assertEquals(1024, libm("exp2({0})", 1, "f64", 10));
    assertEquals(3, libm("fmax({0}, {1})", 2, "f64", 3, Double.NaN));
  }

  @Test
  void fusedMultiplyAddIsRoundedOnce() {
    Random random = new Random(1);
    Program p =
        Interpreter.compile(
            Unchecked.proc(
                "@extern(\"fmaf({0}, {1}, {2})\")\ndef e(a: f32, b: f32, c: f32) -> f32\n\n"
                    + "@proc\ndef f(r: f32, a: f32, b: f32, c: f32):\n    r = e(a, b, c)\n"));
    for (int n = 0; n < 20_000; n++) {
      float a = random.nextFloat() - 0.5f;
      float b = random.nextFloat() - 0.5f;
      float c = Math.scalb(random.nextFloat() - 0.5f, random.nextInt(60) - 30);
      if (n % 2 == 0) {
        // a sum near a tie of float
        c = Math.scalb(a * b, random.nextInt(60) - 30);
      }
      double[] r = {0};
      p.run(Map.of("r", r, "a", new double[] {a}, "b", new double[] {b}, "c", new double[] {c}));
      BigDecimal exact = new BigDecimal(a).multiply(new BigDecimal(b)).add(new BigDecimal(c));
      assertEquals((double) Float.parseFloat(exact.toString()), r[0]);
    }
  }

  @Test
  void overloadsMayMixPrecisions() {
    String head =
        """
        @extern("first({0}, {1})")
        def first(a: f64, n: i32) -> f32

        """;
    ExternSemantics s =
        (extern, overload) ->
            extern.name().equals("first") ? Optional.of(a -> a[0] + a[1]) : Optional.empty();
    Proc p =
        Unchecked.proc(head + "@proc\ndef f(r: f64, a: f64, n: i32):\n    r = first(a, n) + 1.0\n");
    double[] r = {0};
    Interpreter.compile(p, InterpreterOptions.DEFAULT.withExterns(List.of(s)))
        .run(Map.of("r", r, "a", new double[] {0.1}, "n", new double[] {3}));
    assertEquals((double) ((float) 3.1 + 1f), r[0]);
  }

  @Test
  void whatIsPassedInComesFirst() {
    ExternSemantics s =
        (Extern extern, Extern.Overload overload) ->
            extern.name().equals("sin") ? Optional.of(args -> 42) : Optional.empty();
    InterpreterOptions o = InterpreterOptions.DEFAULT.withExterns(List.of(s));
    assertEquals(42, eval("", "f32", "sin(x[0])", o, 0));
    assertEquals(42, eval("", "i32", "sin(x[0])", o, 0));
    assertEquals(1, eval("", "f32", "cos(x[0])", o, 0));
  }

  @Test
  void whatIsUnknownIsRefusedWhenItIsCalled() {
    String head = "@extern(\"magic({0})\")\ndef magic(a: f32) -> f32\n\n";
    ExoException e =
        assertThrows(
            ExoException.class,
            () -> eval(head, "f32", "magic(x[0])", InterpreterOptions.DEFAULT, 1));
    assertEquals(InterpCode.UNKNOWN_EXTERN.id(), e.diagnostics().get(0).code());
    assertThat(e.getMessage()).contains("io.exo4j.interp.ExternSemantics").contains("magic[f32]");
    e =
        assertThrows(
            ExoException.class,
            () -> eval(head, "f64", "magic(x[0])", InterpreterOptions.DEFAULT, 1));
    assertThat(e.getMessage()).contains("fits no overload of extern magic");
    for (String template :
        List.of("random()", "sin({0}) + {0}", "pow({0}, {0})", "sin({1})", "nope({0})")) {
      assertThrows(ExoException.class, () -> libm(template, 1, "f32", 1), template);
    }
  }
}
