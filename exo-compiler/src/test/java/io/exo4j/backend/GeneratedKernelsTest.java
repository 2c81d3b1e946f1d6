package io.exo4j.backend;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exo4j.interp.Interpreter;
import io.exo4j.interp.Program;
import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.testing.CCompiler;
import io.exo4j.testing.CRunner;
import io.exo4j.testing.GeneratedProgram;
import io.exo4j.testing.GeneratorOptions;
import io.exo4j.testing.KernelCase;
import io.exo4j.testing.ProgramGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs compute in C, bit for bit, what they compute in the interpreter. */
class GeneratedKernelsTest {
  private static final int KERNELS = 500;
  private static final int ARGUMENTS = 3;

  /** Two procedures are enough for calls; the C compilers take most of the time. */
  private static final GeneratorOptions OPTIONS = GeneratorOptions.DEFAULT.withExtent(2, 8, 3);

  private static List<KernelCase> cases(long first, int count, GeneratorOptions options) {
    List<KernelCase> cases = new ArrayList<>();
    for (long seed = first; seed < first + count; seed++) {
      GeneratedProgram p = ProgramGenerator.generate(seed, options);
      Proc proc = Kernels.procs(p.source()).get(p.main());
      for (long set = 0; set < ARGUMENTS; set++) {
        cases.add(new KernelCase(proc, p.arguments(set)));
      }
    }
    return cases;
  }

  private static void agree(
      Optional<CCompiler> compiler, Path dir, List<KernelCase> cases, double tolerance) {
    assumeTrue(compiler.isPresent(), "the C compiler is not installed");
    List<Map<String, Object>> results = new CRunner(compiler.get(), dir).run(cases);
    Program program = null;
    for (int i = 0; i < cases.size(); i++) {
      KernelCase expected = cases.get(i).copy();
      if (i % ARGUMENTS == 0) {
        program = Interpreter.compile(expected.proc());
      }
      program.run(expected.arguments());
      for (Arg a : expected.proc().args()) {
        Object wanted = expected.arguments().get(a.name());
        Object got = results.get(i).get(a.name());
        Optional<Precision> p = a.type().asData().map(DataType::precision);
        if (p.isPresent() && !same(wanted, got, p.get(), tolerance)) {
          fail(
              String.format(
                  "%s differs%nfrom %s%ngot  %s%nof %s",
                  a.name(), text(wanted), text(got), expected.proc()));
        }
      }
    }
  }

  private static String text(Object data) {
    return data instanceof long[] l ? Arrays.toString(l) : Arrays.toString((double[]) data);
  }

  private static boolean same(Object wanted, Object got, Precision p, double tolerance) {
    if (wanted instanceof long[] l) {
      return Arrays.equals(l, (long[]) got);
    }
    double[] w = (double[]) wanted;
    double[] g = (double[]) got;
    for (int i = 0; i < w.length; i++) {
      boolean near =
          p.isFloating() && Math.abs(w[i] - g[i]) <= tolerance * Math.max(1, Math.abs(w[i]));
      if (Double.compare(w[i], g[i]) != 0 && !near) {
        return false;
      }
    }
    return w.length == g.length;
  }

  @Test
  void gcc(@TempDir Path dir) {
    agree(CCompiler.gcc().map(c -> c.with("-O1")), dir, cases(0, KERNELS, OPTIONS), 0);
  }

  @Test
  void clang(@TempDir Path dir) {
    agree(CCompiler.clang().map(c -> c.with("-O0")), dir, cases(0, KERNELS, clangOptions(dir)), 0);
  }

  /** Older versions of Clang have no half precision on x86-64: all the rest is compared then. */
  private static GeneratorOptions clangOptions(Path dir) {
    if (CCompiler.clang().map(c -> c.hasFloat16(dir)).orElse(true)) {
      return OPTIONS;
    }
    List<Precision> others = new ArrayList<>(OPTIONS.precisions());
    others.remove(Precision.F16);
    return OPTIONS.withPrecisions(others);
  }

  @Test
  void addressesAndUndefinedBehaviour(@TempDir Path dir) {
    agree(
        CCompiler.gcc()
            .map(c -> c.with("-O0", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")),
        dir,
        cases(0, KERNELS, OPTIONS),
        0);
  }

  @Test
  void optimisedAndParallel(@TempDir Path dir) {
    agree(
        CCompiler.gcc().map(c -> c.with("-O3", "-fopenmp")),
        dir,
        cases(KERNELS, KERNELS / 10, GeneratorOptions.DEFAULT),
        0);
  }

  @Test
  void transcendentalFunctions(@TempDir Path dir) {
    GeneratorOptions options =
        OPTIONS
            .withPrecisions(List.of(Precision.F32, Precision.F64))
            .with(GeneratorOptions.Feature.TRANSCENDENTAL, true);
    agree(CCompiler.gcc().map(c -> c.with("-O1")), dir, cases(0, KERNELS / 5, options), 1e-4);
  }
}
