package io.exo4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exo4j.analysis.ProofSession;
import io.exo4j.check.ModuleLoader;
import io.exo4j.check.ModuleSource;
import io.exo4j.check.ProcPass;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.schedule.DirectiveRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleLoaderTest {
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> printed = new ArrayList<>();

  ScheduleLoaderTest() {
    files.put(
        "axpy.exo",
        """
        @proc
        def axpy(n : size, a : f32 @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
          for i in seq(0, n):
            t : f32 @DRAM
            t = a * x[i]
            y[i] += t
        """);
    files.put(
        "exo/hw/vec.exo",
        """
        @memory
        class VREG:
          readable = False

        @target
        class vec2:
          flags = "-mvec2"
        """);
    files.put(
        "ops.yaml",
        """
        params: { FORMAT: f64 }
        operations:
          widen:
            doc: Keeps a buffer in the wide format.
            args: { buf: alloc, format: { kind: name, default: $FORMAT } }
            steps:
              - set_precision: [$buf, $format]
        """);
  }

  private final class Files implements ModuleSource {
    @Override
    public Optional<SourceFile> file(String path) {
      return path.startsWith("exo/") ? Optional.empty() : find(path);
    }

    @Override
    public Optional<SourceFile> resource(String path) {
      return path.startsWith("exo/") ? find(path) : Optional.empty();
    }

    private Optional<SourceFile> find(String path) {
      return Optional.ofNullable(files.get(path)).map(t -> new SourceFile(path, t));
    }

    @Override
    public List<String> files() {
      return files.keySet().stream().filter(f -> !f.startsWith("exo/")).toList();
    }
  }

  private ScheduleResult load(String yaml, Map<String, String> params) {
    return load(new SourceFile("axpy.yaml", yaml), params);
  }

  private ScheduleResult load(SourceFile file, Map<String, String> params) {
    Files source = new Files();
    try (ProofSession session = new ProofSession()) {
      return new ScheduleLoader(
              DirectiveRegistry.load(),
              new ModuleLoader(source, ProcPass.none()),
              source,
              session,
              printed::add)
          .load(file, params);
    }
  }

  private String error(String yaml) {
    return error(yaml, Map.of());
  }

  private String error(String yaml, Map<String, String> params) {
    ExoException e = catchThrowableOfType(ExoException.class, () -> load(yaml, params));
    assertThat(e).as("refused").isNotNull();
    return e.getMessage();
  }

  @Test
  void mistakesInTheTextOfTheFile() {
    assertThat(error("import: [axpy.exo]\nkernels:\n  class: { from: axpy }\n"))
        .contains("axpy.yaml:3:3")
        .contains("'class' cannot be the name of a kernel: it is a reserved word");
    assertThat(error("kernel:\n  a: { from: axpy }\n"))
        .contains("a schedule file has no 'kernel'")
        .contains("did you mean 'kernels'?");
    assertThat(error("import: [axpy.exo]\nkernels: { a: {\n  from: axpy\n"))
        .contains("axpy.yaml:4:1: error: this is not valid YAML")
        .contains("axpy.yaml:2:15: note: what is not finished begins here");
    assertThat(
            error("import: [axpy.exo]\nparams: { A: " + "[".repeat(70) + "]".repeat(70) + " }\n"))
        .contains("axpy.yaml:2:")
        .contains("nested too deeply");
    assertThat(error("import: " + "[".repeat(5000) + "]".repeat(5000) + "\n"))
        .contains("axpy.yaml")
        .contains("EXO-YAML-002");
  }

  private static final String FILE =
      """
      import: [axpy.exo, hw/vec.exo, ops.yaml, std]
      params: { WIDE: true, NAME: fast, N: $(2 * 4) }
      operations:
        prepare:
          args: { target: stmt, buf: { kind: alloc, default: t } }
          steps:
            - insert_pass: $target.before
            - insert_pass: $target.after
            - widen: $buf
      kernels:
        wide:
          from: axpy
          export: false
          steps:
            - if: { when: $WIDE, then: [ { prepare: ["t = _"] } ] }
            - print: "$NAME $N"
        axpy:
          from: wide
          target: vec2
          variant_of: axpy
          steps:
            - set_memory: [t, VREG]
            - delete_pass
      """;

  @Test
  void runsAFile() {
    ScheduleResult r = load(FILE, Map.of());
    assertThat(r.kernels()).extracting(ScheduledKernel::name).containsExactly("wide", "axpy");
    ScheduledKernel wide = r.kernel("wide").orElseThrow();
    assertThat(wide.export()).isFalse();
    assertThat(wide.from()).isEqualTo("axpy");
    assertThat(wide.procedure().print())
        .isEqualTo(
            """
            @proc
            def wide(n : size, a : f32 @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                t : f64 @DRAM
                pass
                t = a * x[i]
                pass
                y[i] += t
            """);
    ScheduledKernel axpy = r.kernel("axpy").orElseThrow();
    assertThat(axpy.target()).contains("vec2");
    assertThat(axpy.variantOf()).contains("axpy");
    assertThat(axpy.procedure().print()).contains("t : f64 @VREG").doesNotContain("pass");
    assertThat(axpy.procedure().isEq(wide.procedure())).isTrue();
    assertThat(axpy.procedure().version().history())
        .extracting(v -> v.step().replaceAll("\\(.*", ""))
        .containsExactly(
            "",
            "rename",
            "insert_pass",
            "insert_pass",
            "set_precision",
            "rename",
            "set_memory",
            "delete_pass");
    assertThat(printed).containsExactly("fast 8");
    assertThat(r.params()).containsEntry("N", "8").containsEntry("WIDE", "True");
  }

  @Test
  void parametersComeFromOutside() {
    ScheduleResult r =
        load(FILE, Map.of("axpy.WIDE", "false", "axpy.NAME", "slow", "other.X", "1"));
    assertThat(r.kernel("wide").orElseThrow().procedure().print())
        .contains("t : f32")
        .doesNotContain("pass");
    assertThat(printed).containsExactly("slow 8");
    assertThat(error(FILE, Map.of("axpy.WIDTH", "3")))
        .contains("no parameter 'WIDTH'")
        .contains("it has: [WIDE, NAME, N]");
  }

  @Test
  void errorsInsideOperationsSayWhoCalled() {
    String text =
        FILE.replace("- insert_pass: $target.after", "- insert_pass: $target.body[0].after");
    assertThat(error(text))
        .contains("axpy.yaml:8:22: error: an assignment to t has no body")
        .contains("axpy.yaml:15:38: note: in the operation 'prepare', called here");
  }

  @Test
  void librariesDeriveProcedures() {
    files.put(
        "exo/hw/halves.exo",
        """
        @proc(export=False)
        def clear(n : size, x : [f32][n]):
          assert n % 2 == 0
          for i in seq(0, n):
            x[i] = 0.0
        """);
    files.put(
        "exo/hw/halves.yaml",
        """
        import: [hw/halves.exo]
        kernels:
          clear_halves:
            from: clear
            export: false
            steps: [ { split: [ i, 2, [ io, ii ], cut, true ] } ]
        """);
    files.put(
        "zero.exo",
        """
        from hw.halves import clear
        @proc
        def zero(x : f32[8]):
          clear(8, x[0:8])
        """);
    String schedule =
        """
        import: [zero.exo, hw/halves.yaml]
        kernels:
          zero_halves: { from: zero, steps: [ { call_eqv: [ clear_halves, clear ] } ] }
        """;
    ScheduleResult result = load(schedule, Map.of());
    assertThat(result.kernels()).extracting(ScheduledKernel::name).containsExactly("zero_halves");
    assertThat(result.kernels().get(0).procedure().print()).contains("clear_halves(8, x[0:8])");

    files.put(
        "exo/hw/halves.yaml",
        "import: [hw/halves.exo]\nkernels: { k: { from: clear, steps: [] } }");
    assertThat(error(schedule)).contains("'k' is in a library, which exports no kernels");
  }

  @Test
  void complainsAboutTheFile() {
    assertThat(error("kernel: {}")).contains("axpy.yaml:1:1").contains("did you mean 'kernels'?");
    assertThat(error("import: axpi.exo")).contains("did you mean 'axpy.exo'?");
    assertThat(error("import: [axpy.exo]\nkernels: { k: { form: axpy } }"))
        .contains("did you mean 'from'?");
    assertThat(error("import: [axpy.exo]\nkernels: { k: { from: axpi } }"))
        .contains("axpy.yaml:2:23")
        .contains("did you mean 'axpy'?");
    assertThat(error("import: [axpy.exo]\nkernels: { k: { from: axpy, target: v } }"))
        .contains("there is no target 'v'");
    assertThat(error("operations: { a: { steps: [ b ] }, b: { steps: [ { try: [ a ] } ] } }"))
        .contains("operations may not call themselves: a -> b -> a");
    assertThat(error("operations: { rename: { steps: [] } }")).contains("is a directive already");
    assertThat(error("operations: { a: { args: { x: lop }, steps: [] } }"))
        .contains("did you mean 'loop'?");
    assertThat(error("import: [ops.yaml]\noperations: { widen: { steps: [] } }"))
        .contains("is defined in axpy.yaml too");
    assertThat(error("- rename: x")).contains("a schedule file must be a map, not a list");
    assertThat(error("params: { a: $b }")).contains("there is no variable 'b'");
  }

  @Test
  void expectsAFile() {
    files.put("want.exo", files.get("axpy.exo").replace("def axpy", "def k"));
    load(
        "import: axpy.exo\n"
            + "kernels: { k: { from: axpy, steps: [ { expect: { equals: want.exo } } ] } }",
        Map.of());
    files.put("want.exo", files.get("axpy.exo"));
    assertThat(
            error(
                "import: axpy.exo\n"
                    + "kernels: { k: { from: axpy, steps: [ { expect: { equals: want.exo } } ] }"
                    + " }"))
        .contains("line 2 should be 'def axpy(n")
        .contains("but is 'def k(n");
  }

  @Test
  void anEmptyFileIsFine() {
    assertThat(load("", Map.of()).kernels()).isEmpty();
    assertThat(load("# nothing\nkernels:\n", Map.of()).kernels()).isEmpty();
  }

  @Test
  void aVariantComputesTheSameFromTheSameArguments() {
    String head = "import: [axpy.exo]\nkernels:\n";
    String base = head + "  fast: { from: axpy, variant_of: axpy, steps: [ %s ] }\n";
    ScheduleResult result = load(base.formatted("{ lift_alloc_simple: t }"), Map.of());
    assertThat(result.base(result.kernels().get(0)).orElseThrow().name()).isEqualTo("axpy");
    for (String changed : List.of("{ partial_eval: { n: 8 } }", "{ add_assertion: n > 1 }")) {
      ExoException e =
          catchThrowableOfType(ExoException.class, () -> load(base.formatted(changed), Map.of()));
      assertThat(e).as(changed).isNotNull();
      assertThat(e.getMessage()).contains("'fast' is no variant of 'axpy'", "EXO-YAML-019");
    }
  }

  @Test
  void whatALibraryOfOperationsImportsIsThere() {
    String operation =
        "operations: { keep: { args: { b: alloc }, steps: [ { set_memory: [$b, VREG] } ] } }\n";
    files.put("exo/hw/ops.yaml", "import: vec.exo\n" + operation);
    files.put("tools/own.yaml", "import: parts/extra.exo\n" + operation.replace("keep", "own"));
    files.put("tools/parts/extra.exo", files.get("exo/hw/vec.exo").replace("vec2", "vec3"));
    String kernels = "kernels: { k: { from: axpy, target: %s, steps: [ { %s: t } ] } }\n";
    for (String[] c :
        List.of(
            new String[] {"hw/ops.yaml", "vec2", "keep"},
            new String[] {"tools/own.yaml", "vec3", "own"})) {
      ScheduleResult r =
          load("import: [axpy.exo, " + c[0] + "]\n" + kernels.formatted(c[1], c[2]), Map.of());
      assertThat(r.kernel("k").orElseThrow().procedure().print()).contains("t : f32 @VREG");
      assertThat(r.kernel("k").orElseThrow().target()).contains(c[1]);
    }
    // from another directory
    files.put("deep/axpy.exo", files.get("axpy.exo"));
    files.put("deep/tools/own.yaml", files.get("tools/own.yaml"));
    files.put("deep/tools/parts/extra.exo", files.get("tools/parts/extra.exo"));
    ScheduleResult deep =
        load(
            new SourceFile(
                "deep/axpy.yaml",
                "import: [axpy.exo, tools/own.yaml]\n" + kernels.formatted("vec3", "own")),
            Map.of());
    assertThat(deep.kernels()).hasSize(1);
  }
}
