package io.exo4j.syntax;

import static io.exo4j.syntax.Parsing.dump;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ItemTest {
  @Test
  void emptyFiles() {
    assertThat(dump("")).isEmpty();
    assertThat(dump("\n# nothing\n\n   \n")).isEmpty();
    assertThat(dump("\n\"\"\"About\n  this.\"\"\"\n")).isEqualTo("doc 'About\\nthis.'\n");
  }

  @Test
  void imports() {
    assertThat(
            dump(
                """
                from a.b import *
                from "f.exo" import x, y
                from lib import (x,
                    y,)
                """))
        .isEqualTo(
            """
            import a.b *
            import 'f.exo' [x, y]
            import lib [x, y]
            """);
  }

  @Test
  void procedures() {
    assertThat(
            dump(
                """
                @proc
                def sgemm(M: size, N: size,
                          A: f32[M, N] @ DRAM, C: [f32][M, N] @ DRAM, x: R, b: bool):
                    \"""C += A · B.

                      indented
                    row-major.
                    \"""
                    assert M >= 1
                    assert stride(C, 1) == 1
                    for k in seq(0, M):
                        C[k, 0] += A[k, 0]

                @proc(export=False)
                def nothing(): pass
                """))
        .isEqualTo(
            """
            proc sgemm(M: size, N: size, A: f32[M, N] @ DRAM, C: [f32][M, N] @ DRAM, x: R, b: bool)
              doc 'C += A · B.\\n\\n  indented\\nrow-major.'
              assert (M >= 1)
              assert (<stride of C 1> == 1)
              for k SEQ 0..M
                C[k, 0] += A[k, 0]
            proc nothing() private
              pass
            """);
  }

  @Test
  void instructionsAndExterns() {
    assertThat(
            dump(
                """
                @instr("{dst_data} = load(&{src_data});", "#include <v.h>")
                def load(dst: [f32][16] @ V, src: [f32][16] @ DRAM):
                  assert stride(src, 0) == 1
                  for i in seq(0, 16):
                    dst[i] = src[i]

                @instr("a\\\\n"
                       'b "c"\\n', c_global="g")
                def two(): pass

                @instr(c="x")
                def three():
                  pass

                @extern("fmaxf({0}, {1})", "#include <math.h>")
                def fmaxf(x: f32, y: f32) -> f32

                @extern("fabs({0})", global="g")
                def fabs(x: f64) -> f64
                """))
        .isEqualTo(
            """
            instr '{dst_data} = load(&{src_data});' '#include <v.h>' load(dst: [f32][16] @ V, src: [f32][16] @ DRAM)
              assert (<stride of src 0> == 1)
              for i SEQ 0..16
                dst[i] = src[i]
            instr 'a\\nb "c"\\n' 'g' two()
              pass
            instr 'x' '' three()
              pass
            extern 'fmaxf({0}, {1})' '#include <math.h>' fmaxf(x: f32, y: f32) -> f32
            extern 'fabs({0})' 'g' fabs(x: f64) -> f64
            """);
  }

  @Test
  void classes() {
    assertThat(
            dump(
                """
                @config
                class LoadConfig:
                  "State of the loader."
                  scale: f32
                  src_stride: stride

                @config(readwrite=False)
                class C(): x: size

                @memory
                class V(DRAM):
                    '''Vectors.'''
                    readable = False
                    global = "#include <v.h>"
                    element f32 = "__v" * 16
                    element f64 = "__vd" * 8
                    capacity = 32
                    ratio = -1.5
                    element = 3

                @memory
                class Plain:
                  pass

                @target
                class fast:
                    flags = "-a "  # one
                    cpu = "x" "y"
                """))
        .isEqualTo(
            """
            config LoadConfig
              doc 'State of the loader.'
              scale: f32
              src_stride: stride
            config C readwrite=False
              x: size
            memory V extends DRAM
              doc 'Vectors.'
              readable = false
              global = '#include <v.h>'
              capacity = 32
              ratio = -1.5
              element = 3
              element f32 '__v' * 16
              element f64 '__vd' * 8
            memory Plain
            target fast
              flags = '-a '
              cpu = 'xy'
            """);
  }

  @Test
  void stringEscapes() {
    assertThat(dump("@target\nclass t:\n  a = \"\\x41\\u00e9\\U0001F600\\101\\t\\\\\\\"\\'\"\n"))
        .isEqualTo("target t\n  a = 'Aé\uD83D\uDE00A\t\\\"''\n");
    assertThat(dump("@target\nclass t:\n  a = 'x\\\ny'\n  b = \"\"\"1\r\n\"2\"\"\"\n"))
        .isEqualTo("target t\n  a = 'xy'\n  b = '1\\n\"2'\n");
  }

  @Test
  void documentationIsIndependentOfItsIndentation() {
    assertThat(LiteralParser.clean("a\n    b\n      c\n\n    ")).isEqualTo("a\nb\n  c");
    assertThat(LiteralParser.clean("\n  a\n  b  ")).isEqualTo("a\nb");
    assertThat(LiteralParser.clean("")).isEmpty();
    assertThat(LiteralParser.clean(" \n \n")).isEmpty();
    String cleaned = LiteralParser.clean("x\n\n     y\n    z");
    assertThat(LiteralParser.clean(cleaned)).isEqualTo(cleaned);
  }
}
