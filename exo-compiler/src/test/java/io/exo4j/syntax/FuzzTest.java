package io.exo4j.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever the text, diagnostics come out: no exception, no endless loop. The seed is fixed. */
class FuzzTest {
  private static final List<String> SEEDS =
      List.of(
          """
          from a.b import *
          from "common.exo" import clamp, other

          @proc
          def sgemm(M: size, N: size, K: size,
                    A: f32[M, K] @ DRAM, B: f32[K, N] @ DRAM, C: [f32][M, N] @ DRAM):
              \"""C += A · B, row-major.\"""
              assert K >= 1
              assert stride(C, 1) == 1
              for k in seq(0, K):
                  for i in par(0, M):
                      for j in seq(0, N):
                          C[i, j] += A[i, k] * B[k, j]
          """,
          """
          @instr("{dst_data} = load(&{src_data});", "#include <v.h>")
          def load(dst: [f32][16] @ V, src: [f32][16] @ DRAM):
              assert stride(src, 0) == 1
              for i in seq(0, 16):
                  dst[i] = src[i]

          @config(readwrite=False)
          class LoadConfig:
              scale: f32
              src_stride: stride

          @extern("fmaxf({0}, {1})", "#include <math.h>")
          def fmaxf(x: f32, y: f32) -> f32

          @memory
          class V(DRAM):
              readable = False
              global = "#include <v.h>\\n"
              element f32 = "__v" * 16
              capacity = 32

          @target
          class fast:
              flags = "-a -b"
          """,
          """
          @proc(export=False)
          def blur(n: size, x: f32[n + 2], y: f32[n], b: bool):
            t : f32[4, 2 * n] @ DRAM_STACK
            w = x[1:, ]
            Cfg.scale = 2.5e-1
            if n % 4 == 0 and b or n / 2 < 3 <= n:
              y[0] = -x[0] + select(x[1], 0.0, .5, w[0]); pass
            elif True:
              foo(x[0:4], t[0, :n], n - 1, Cfg.scale)
            else:
              for i in seq(0, \\
                  n):
                y[i] = (x[i] + x[i + 1]
                  + x[i + 2]) / 3.0
          """);

  private static final List<String> PATTERNS =
      List.of(
          "for i in _: x[_] = _ ; y += _ #2",
          "if _: _ else: for j in seq(0, _): f(_)",
          "a + b * _[i, j] #0",
          "x : f32[n, _] @ DRAM",
          "for i in _:\n  if a < b:\n    _\n  else:\n    Cfg.f = _\npass #1",
          "stride(x, _) == 1");

  private static final String[] PIECES = {
    "\u0000",
    "\uD800",
    "\uDC00",
    "\t",
    " ",
    "\n",
    "\r",
    "\\",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "\"\"\"",
    "#",
    ":",
    ";",
    ",",
    ".",
    "...",
    "=",
    "==",
    "!=",
    "+=",
    "-=",
    "**",
    "//",
    "->",
    "@",
    "$",
    "_",
    "0",
    "1e",
    "0x",
    "9999999999999999999",
    "for ",
    "if ",
    "else:",
    "elif ",
    "in ",
    "not ",
    "def ",
    "class ",
    "from ",
    "import ",
    "assert ",
    "pass",
    "while ",
    "lambda",
    "with ",
    "return",
    "@proc\n",
    "seq(",
    "stride(",
    "element ",
    "True",
    "-",
    "\u00A0",
    "é",
    "变",
    "\uD835\uDC65",
    "\uFEFF",
    "\f"
  };

  private static String mutate(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    int edits = 1 + random.nextInt(6);
    for (int i = 0; i < edits; i++) {
      int length = out.length();
      if (length == 0) {
        out.append(PIECES[random.nextInt(PIECES.length)]);
        continue;
      }
      int at = random.nextInt(length);
      int to = Math.min(length, at + 1 + random.nextInt(random.nextInt(5) == 0 ? 60 : 6));
      switch (random.nextInt(9)) {
        case 0 -> out.setCharAt(at, (char) (out.charAt(at) ^ (1 << random.nextInt(7))));
        case 1 -> out.delete(at, to);
        case 2 -> out.insert(at, out.substring(at, to).repeat(1 + random.nextInt(3)));
        case 3 -> out.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 4 -> {
          int other = random.nextInt(length);
          char c = out.charAt(at);
          out.setCharAt(at, out.charAt(other));
          out.setCharAt(other, c);
        }
        case 5 -> out.setLength(at);
        case 6 -> swapWords(out, random);
        case 7 -> out.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
        default -> swapLines(out, random);
      }
    }
    return out.toString();
  }

  private static void swapWords(StringBuilder out, Random random) {
    swap(out, " ", random);
  }

  private static void swapLines(StringBuilder out, Random random) {
    swap(out, "\n", random);
  }

  private static void swap(StringBuilder out, String separator, Random random) {
    List<String> parts = new ArrayList<>(List.of(out.toString().split(separator, -1)));
    Collections.swap(parts, random.nextInt(parts.size()), random.nextInt(parts.size()));
    out.setLength(0);
    out.append(String.join(separator, parts));
  }

  private static void check(String text, Runnable parse) {
    try {
      Assertions.assertTimeout(Duration.ofSeconds(5), parse::run);
    } catch (Throwable e) {
      throw new AssertionError("on the text:\n" + text, e);
    }
  }

  private static void checkDiagnostics(SourceFile file, Diagnostics diagnostics) {
    for (Diagnostic d : diagnostics.list()) {
      assertThat(d.render()).contains(d.message().lines().findFirst().orElseThrow());
      assertThat(d.span().isNone() || d.span().end() <= file.text().length()).isTrue();
    }
  }

  @Test
  void modules() {
    Random random = new Random(20240611);
    for (int i = 0; i < 3000; i++) {
      String text = mutate(SEEDS.get(random.nextInt(SEEDS.size())), random);
      check(
          text,
          () -> {
            SourceFile file = new SourceFile("fuzz.exo", text);
            Diagnostics diagnostics = new Diagnostics();
            AstModule module = Parser.parseModule(file, diagnostics);
            assertThat(AstDump.of(module)).isNotNull();
            checkDiagnostics(file, diagnostics);
          });
    }
  }

  @Test
  void patternsAndExpressions() {
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      String text = mutate(PATTERNS.get(random.nextInt(PATTERNS.size())), random);
      check(
          text,
          () -> {
            SourceFile file = new SourceFile("fuzz", text);
            Diagnostics diagnostics = new Diagnostics();
            boolean parsed = Parser.parsePattern(file, diagnostics).map(AstDump::of).isPresent();
            assertThat(parsed).isEqualTo(!diagnostics.hasErrors());
            checkDiagnostics(file, diagnostics);
            Diagnostics more = new Diagnostics();
            assertThat(Parser.parseExpression(file, more).map(AstDump::of).isPresent())
                .isEqualTo(!more.hasErrors());
            Parser.parseWindow(file, new Diagnostics());
          });
    }
  }

  @Test
  void seedsAreCorrect() {
    SEEDS.forEach(Parsing::module);
    PATTERNS.forEach(Parsing::pattern);
  }
}
