package io.exo4j.interp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.testing.GeneratedProgram;
import io.exo4j.testing.GeneratorOptions;
import io.exo4j.testing.ProgramGenerator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Generated programs are what they promise to be: the interpreter, which checks everything, agrees.
 */
class GeneratedProgramsTest {
  private static final int PROGRAMS = 400;

  private static final List<Precision> FLOATS =
      List.of(Precision.F16, Precision.BF16, Precision.F32, Precision.F64);

  private static void run(GeneratedProgram p, Program program, Map<String, Object> args) {
    try {
      program.run(args);
    } catch (ExoException e) {
      fail(p.source() + "\n" + e.getMessage());
    }
  }

  private static void same(String what, Map<String, Object> a, Map<String, Object> b) {
    a.forEach(
        (name, v) -> {
          if (v instanceof double[] d) {
            assertArrayEquals(d, (double[]) b.get(name), what + name);
          } else if (v instanceof long[] l) {
            assertArrayEquals(l, (long[]) b.get(name), what + name);
          }
        });
  }

  private static void finite(String what, Map<String, Object> args) {
    args.forEach(
        (name, v) -> {
          if (v instanceof double[] d) {
            for (double x : d) {
              assertTrue(Double.isFinite(x), what + name + " holds " + x);
            }
          }
        });
  }

  @Test
  void theyRunWithoutErrorsInAnyOrderOfParallelLoops() {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      GeneratedProgram p = ProgramGenerator.generate(seed, GeneratorOptions.DEFAULT);
      Proc proc = Unchecked.proc(p.source());
      assertEquals(p.main(), proc.name());
      Program forwards =
          Interpreter.compile(proc, InterpreterOptions.DEFAULT.withStepLimit(1_000_000));
      Program backwards =
          Interpreter.compile(proc, InterpreterOptions.DEFAULT.withReverseParallel(true));
      for (long set = 0; set < 4; set++) {
        Map<String, Object> a = p.arguments(set);
        Map<String, Object> b = GeneratedProgram.copy(a);
        run(p, forwards, a);
        run(p, backwards, b);
        same(p.source(), a, b);
        finite(p.source(), a);
      }
    }
  }

  @Test
  void exactProgramsComputeTheSameInEveryFloatingPrecision() {
    GeneratorOptions exact =
        GeneratorOptions.DEFAULT
            .withExactFloats(true)
            .withPrecisions(
                List.of(
                    Precision.F16, Precision.BF16, Precision.F32, Precision.F64, Precision.I32));
    for (long seed = 0; seed < PROGRAMS; seed++) {
      GeneratedProgram p = ProgramGenerator.generate(seed, exact);
      String wide = p.source().replaceAll("\\b(bf16|f16|f32)\\b", "f64");
      Program narrow = Interpreter.compile(Unchecked.proc(p.source()));
      Program f64 = Interpreter.compile(Unchecked.proc(wide));
      for (long set = 0; set < 3; set++) {
        Map<String, Object> a = p.arguments(set);
        Map<String, Object> b = GeneratedProgram.copy(a);
        run(p, narrow, a);
        run(p, f64, b);
        same(p.source(), a, b);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameProgram() {
    for (long seed = 0; seed < 50; seed++) {
      GeneratedProgram p = ProgramGenerator.generate(seed, GeneratorOptions.REWRITES);
      assertEquals(p.source(), ProgramGenerator.generate(seed, GeneratorOptions.REWRITES).source());
      same("", p.arguments(seed), p.arguments(seed));
    }
  }

  @Test
  void everyConstructOccurs() {
    StringBuilder all = new StringBuilder();
    for (long seed = 0; seed < 300; seed++) {
      all.append(ProgramGenerator.generate(seed, GeneratorOptions.DEFAULT).source());
    }
    String text = all.toString();
    for (String construct :
        List.of(
            " in seq(",
            " in par(",
            "if ",
            "elif ",
            "else:",
            " += ",
            "Cfg.scale = ",
            "Cfg.count = ",
            "Cfg.on",
            "stride(",
            "select(",
            "relu(",
            "fmaxf(",
            "sqrt(",
            "size",
            "index",
            "bool",
            "assert ",
            " % ",
            " / ",
            "helper0(",
            "True",
            ": [f16][",
            "w1 = w0[",
            "pass",
            "\"\"\"")) {
      assertTrue(text.contains(construct), construct);
    }
    for (Precision p : GeneratorOptions.DEFAULT.precisions()) {
      assertTrue(text.contains(": " + p.text()), p.text());
    }
    assertTrue(FLOATS.stream().allMatch(p -> text.contains("[" + p.text() + "]")));
  }
}
