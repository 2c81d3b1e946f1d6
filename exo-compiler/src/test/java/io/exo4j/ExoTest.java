package io.exo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.schedule.Procedure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExoTest {
  private static final String SAXPY =
      """
      @proc
      def saxpy(n: size, a: f32, x: f32[n], y: f32[n]):
          for i in seq(0, n):
              y[i] += a * x[i]
      """;

  private final Exo exo = Exo.create();

  private Procedure saxpy() {
    return exo.parse("saxpy.exo", SAXPY).procedure("saxpy");
  }

  @Test
  void parsesPrintsAndRuns() {
    Library library = exo.parse("saxpy.exo", SAXPY);
    assertThat(library.procedureNames()).containsExactly("saxpy");
    Procedure p = library.procedure("saxpy");
    assertThat(p.print())
        .isEqualTo(
            """
            @proc
            def saxpy(n : size, a : f32 @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                y[i] += a * x[i]
            """);
    Map<String, Object> arguments = new HashMap<>();
    double[] y = {1, 2};
    arguments.put("n", 2L);
    arguments.put("a", new double[] {3});
    arguments.put("x", new double[] {10, 20});
    arguments.put("y", y);
    exo.interpret(p, arguments);
    assertThat(y).containsExactly(31, 62);
  }

  @Test
  void schedulesAndCompiles() {
    Library library = exo.parse("saxpy.exo", SAXPY);
    Procedure p =
        exo.schedule(
            library.procedure("saxpy"),
            "- split: { loop: i, split_const: 4, iter_vars: [io, ii], tail: cut }",
            library);
    assertThat(p.print()).contains("for io in seq(0, n / 4):");
    assertThat(exo.compileToC(p)).contains("void saxpy(");
  }

  @Test
  void unknownProcedureHasASuggestion() {
    Library library = exo.parse("saxpy.exo", SAXPY);
    assertThatThrownBy(() -> library.procedure("saxby"))
        .isInstanceOf(ExoException.class)
        .hasMessageContaining("EXO-API-001")
        .hasMessageContaining("did you mean 'saxpy'?");
  }

  @Test
  void outOfBoundsIsRefusedWithACounterexample() {
    assertThatThrownBy(
            () ->
                exo.parse(
                    "bad.exo",
                    """
                    @proc
                    def bad(n: size, x: f32[n]):
                        for i in seq(0, n):
                            x[i + 1] = 0.0
                    """))
        .isInstanceOf(ExoException.class)
        .hasMessageContaining("EXO-ANA-002")
        .hasMessageContaining("bad.exo:4:11")
        .hasMessageContaining("n = 1, i = 0");
  }

  @Test
  void allMistakesOfOneRunAreReported() {
    assertThatThrownBy(
            () ->
                exo.parse(
                    "bad.exo",
                    """
                    @proc
                    def one(n: size, x: f32[n]):
                        y = 0.0

                    @proc
                    def two(n: size, x: f32[n]):
                        x[n, n] = 0.0
                    """))
        .isInstanceOfSatisfying(
            ExoException.class, e -> assertThat(e.diagnostics()).hasSizeGreaterThanOrEqualTo(2));
  }

  @Test
  void effectsAreShown() {
    assertThat(exo.showEffects(saxpy()))
        .isEqualTo(
            """
            reads a for i in 0..n
            reads x[i] for i in 0..n
            reduces into y[i] for i in 0..n
            """);
    assertThat(exo.showEffect(saxpy(), "y[_] += _")).contains("reduces into y[i]");
    exo.checkEffects(saxpy());
    assertThat(exo.getAst(saxpy()).name()).isEqualTo("saxpy");
  }

  @Test
  void compileCWritesBothFiles(@TempDir Path directory) {
    exo.compileC(directory.resolve("new"), "kernels.c", saxpy());
    assertThat(directory.resolve("new/kernels.c")).content().contains("#include \"kernels.h\"");
    assertThat(directory.resolve("new/kernels.h")).content().contains("saxpy");
    assertThat(directory.resolve("new").toFile().list()).hasSize(2);
  }

  @Test
  void twoThreadsMayUseOneCompiler() throws Exception {
    Thread[] threads = new Thread[4];
    Throwable[] failures = new Throwable[threads.length];
    for (int t = 0; t < threads.length; t++) {
      int id = t;
      threads[t] =
          new Thread(
              () -> {
                try {
                  for (int k = 0; k < 5; k++) {
                    String name = "k" + id + "_" + k;
                    exo.parse(name + ".exo", SAXPY.replace("saxpy", name)).procedure(name);
                  }
                } catch (RuntimeException e) {
                  failures[id] = e;
                }
              });
      threads[t].start();
    }
    for (Thread t : threads) {
      t.join();
    }
    assertThat(failures).containsOnlyNulls();
  }
}
