package io.exo4j.nativebuild.instr;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.nativebuild.run.Launch;
import io.exo4j.nativebuild.toolchain.Tool;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of instructions find, and what they do not complain about. */
class InstrTestsTest {
  /** Vectors that GCC and Clang have on every machine. */
  private static final String VECTORS =
      """
      @memory
      class VEC:
          readable = False
          global = \"""
      #include <string.h>
      typedef float vec4 __attribute__((vector_size(16)));
      typedef int32_t veci __attribute__((vector_size(16)));
      \"""
          element f32 = "vec4" * 4
          element i32 = "veci" * 4
      """;

  @TempDir Path directory;

  @BeforeEach
  void compiler() {
    Assumptions.assumeTrue(
        ToolFinder.ofProcess().find(Tool.CC.commands()).isPresent(), "no C compiler");
  }

  private Map<String, InstrResult> test(String instructions) throws IOException {
    return test(tests(instructions));
  }

  private static InstrTests tests(String instructions) {
    return InstrTests.of(Exo.create().parse("vec.exo", VECTORS + instructions).module());
  }

  private Map<String, InstrResult> test(InstrTests tests) throws IOException {
    Map<String, InstrResult> byName = new TreeMap<>();
    for (InstrResult r : tests.run(directory)) {
      byName.put(r.instruction(), r);
    }
    return byName;
  }

  private static void passed(InstrResult r) {
    assertThat(r.status()).as(r.toString()).isEqualTo(InstrResult.Status.PASSED);
    assertThat(r.cases()).isPositive();
  }

  @Test
  void rightInstructionsPass() throws IOException {
    test("""

    @instr("memcpy(&{dst_data}, &{src_data}, 16);")
    def load(dst: [f32][4] @ VEC, src: [f32][4] @ DRAM):
        assert stride(src, 0) == 1
        for i in seq(0, 4):
            dst[i] = src[i]

    @instr("for (int64_t i = 0; i < {n} && i < 4; i++) {dst_data}[i] = (&{src_data})[i];")
    def load_some(n: size, dst: [f32][4] @ VEC, src: [f32][n] @ DRAM):
        assert stride(src, 0) == 1
        for i in seq(0, 4):
            if i < n:
                dst[i] = src[i]

    @instr("for (int64_t i = 0; i < 4; i++) {dst_data}[i] = (&{src_data})[i * {src}.strides[0]];")
    def gather(dst: [f32][4] @ VEC, src: [f32][4] @ DRAM):
        for i in seq(0, 4):
            dst[i] = src[i]

    @instr("{dst_data} = __builtin_shufflevector({a_data}, {a_data}, {lane}, {lane}, {lane}, {lane}) * {b_data} + {dst_data};")
    def fma_lane(dst: [f32][4] @ VEC, a: [f32][4] @ VEC, b: [f32][4] @ VEC, lane: index):
        assert 0 <= lane and lane < 4
        for i in seq(0, 4):
            dst[i] += a[lane] * b[i]

    @instr("*{total} += ({a_data}[0] + {a_data}[1]) + ({a_data}[2] + {a_data}[3]);")
    def sum(total: f32 @ DRAM, a: [f32][4] @ VEC):
        for i in seq(0, 4):
            total += a[i]

    @instr("{dst_data} = (veci)((__typeof__((veci){{0}} == (veci){{0}})){a_data} + {b_data});")
    def addi(dst: [i32][4] @ VEC, a: [i32][4] @ VEC, b: [i32][4] @ VEC):
        for i in seq(0, 4):
            dst[i] = a[i] + b[i]

    @instr("for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) *{total} += (&{a_data})[i * {step} + j];")
    def block(total: i32 @ DRAM, step: stride, a: [i32][2, 3] @ DRAM):
        assert stride(a, 0) == step
        assert stride(a, 1) == 1
        for i in seq(0, 2):
            for j in seq(0, 3):
                total += a[i, j]
    """)
        .values()
        .forEach(InstrTestsTest::passed);
  }

  @Test
  void lanesThatTheBodyLeavesAlone() throws IOException {
    // the defect of many a masked load: the lanes beyond n become zero
    InstrResult r =
        test("""

        @instr("{dst_data} = (vec4){{0}}; memcpy(&{dst_data}, &{src_data}, 4 * (size_t)({n} < 4 ? {n} : 4));")
        def load_some(n: size, dst: [f32][4] @ VEC, src: [f32][n] @ DRAM):
            assert stride(src, 0) == 1
            for i in seq(0, 4):
                if i < n:
                    dst[i] = src[i]
        """)
            .get("load_some");
    assertThat(r.status()).isEqualTo(InstrResult.Status.FAILED);
    assertThat(r.message()).contains("dst[3] is 0.0, not ", "(must not change)", "n = ");
  }

  @Test
  void maskThatIsOffByOneAtItsEnd() throws IOException {
    InstrResult r =
        test("""

        @instr("memcpy(&{dst_data}, &{src_data}, 4 * (size_t)({n} & 3));")
        def store_some(n: size, dst: [f32][n] @ DRAM, src: [f32][4] @ VEC):
            assert n <= 4
            assert stride(dst, 0) == 1
            for i in seq(0, 4):
                if i < n:
                    dst[i] = src[i]
        """)
            .get("store_some");
    assertThat(r.message()).contains("dst[0] is ", "(unchanged)", "n = 4");
  }

  @Test
  void memoryBeside() throws IOException {
    Map<String, InstrResult> r =
        test(
            """

            @instr("memcpy(&{dst_data}, &{src_data}, 16);")
            def store_all(n: size, dst: [f32][n] @ DRAM, src: [f32][4] @ VEC):
                assert n <= 4
                assert stride(dst, 0) == 1
                for i in seq(0, 4):
                    if i < n:
                        dst[i] = src[i]

            @instr("memset(&{dst_data}, 0, 400);")
            def clear(dst: [f32][4] @ DRAM):
                assert stride(dst, 0) == 1
                for i in seq(0, 4):
                    dst[i] = 0.0
            """);
    assertThat(r.get("store_all").message()).contains("what lies beside dst", "(must not change)");
    assertThat(r.get("clear").message()).contains("memory outside of the array of dst was written");
  }

  @Test
  void stridesThatNobodyAsserts() throws IOException {
    assertThat(
            test("""

            @instr("memcpy(&{dst_data}, &{src_data}, 16);")
            def load(dst: [f32][4] @ VEC, src: [f32][4] @ DRAM):
                for i in seq(0, 4):
                    dst[i] = src[i]
            """)
                .get("load")
                .message())
        .contains("src with strides [2]");
  }

  @Test
  void wrongArithmetic() throws IOException {
    Map<String, InstrResult> r =
        test(
            """

            @instr("{dst_data} = {b_data} * {b_data};")
            def mul(dst: [f32][4] @ VEC, a: [f32][4] @ VEC, b: [f32][4] @ VEC):
                for i in seq(0, 4):
                    dst[i] = a[i] * b[i]

            @instr("for (int i = 0; i < 4; i++) {dst_data}[i] = {a_data}[i] > {b_data}[i] ? {a_data}[i] : {b_data}[i];")
            def max(dst: [f32][4] @ VEC, a: [f32][4] @ VEC, b: [f32][4] @ VEC):
                for i in seq(0, 4):
                    dst[i] = fmaxf(a[i], b[i])
            """);
    assertThat(r.get("mul").status()).isEqualTo(InstrResult.Status.FAILED);
    assertThat(r.get("max").message()).contains("is NaN, not");
  }

  @Test
  void oneThatCrashesAndOneThatCompilersRefuse() throws IOException {
    Map<String, InstrResult> r =
        test(
            """

            @instr("*(volatile int *)(size_t)8 = 1;")
            def crash(dst: [f32][4] @ VEC):
                for i in seq(0, 4):
                    dst[i] = 0.0

            @instr("{dst_data} = no_such_function_42({dst_data};")
            def refused(dst: [f32][4] @ VEC):
                for i in seq(0, 4):
                    dst[i] = 0.0

            @instr("{dst_data} = (vec4){{0}};")
            def zero(dst: [f32][4] @ VEC):
                for i in seq(0, 4):
                    dst[i] = 0.0
            """);
    assertThat(r.get("crash").message()).contains("SIGSEGV");
    assertThat(r.get("refused").message()).contains("C compiler", "no_such_function_42");
    passed(r.get("zero"));
  }

  @Test
  void assertionsThatNothingSatisfies() throws IOException {
    assertThat(
            test("""

            @instr("{dst_data} = (vec4){{0}};")
            def zero(n: size, dst: [f32][4] @ VEC):
                assert n * 1000 == 123456000
                for i in seq(0, 4):
                    dst[i] = 0.0
            """)
                .get("zero")
                .message())
        .isEqualTo("no operands were found that satisfy its assertions");
  }

  private static final String ROWS =
      """

      @config
      class Unit:
          step: stride

      @memory
      class ROWS:
          readable = False
          registers = 4
          global = \"""
      #include <string.h>
      static float rows[4][8];
      static int64_t rows_step;
      \"""

      @instr("rows_step = {step};", "")
      def set_step(step: stride):
          Unit.step = step

      @instr("for (int64_t i = 0; i < {n}; i++) rows[{dst_int}][i] = (&{src_data})[i * rows_step];")
      def load_row(n: size, dst: [f32][n] @ ROWS, src: [f32][n] @ DRAM):
          assert n <= 8
          assert stride(src, 0) == Unit.step
          for i in seq(0, n):
              dst[i] = src[i]

      @instr("memcpy(rows[{dst_int}], &{src_data}, 4 * (size_t){n});")
      def load_dense(n: size, dst: [f32][n] @ ROWS, src: [f32][n] @ DRAM):
          assert n <= 8
          assert stride(src, 0) == 1
          for i in seq(0, n):
              dst[i] = src[i]

      @instr("memcpy(&{dst_data}, rows[{src_int}], 4 * (size_t){n});")
      def store_row(n: size, dst: [f32][n] @ DRAM, src: [f32][n] @ ROWS):
          assert n <= 8
          assert stride(dst, 0) == 1
          for i in seq(0, n):
              dst[i] = src[i]

      @instr("for (int64_t i = 0; i < {n}; i++) rows[{dst_int}][i] += rows[{src_int}][i];")
      def add_rows(n: size, dst: [f32][n] @ ROWS, src: [f32][n] @ ROWS):
          assert n <= 8
          for i in seq(0, n):
              dst[i] += src[i]
      """;

  @Test
  void registerFilesAreReachedThroughLoadsAndStores() throws IOException {
    InstrTests tests = InstrTests.of(Exo.create().parse("rows.exo", ROWS).module());
    Map<String, InstrResult> r =
        test(tests.withOnly(Set.of("load_dense", "store_row", "add_rows")::contains));
    assertThat(r).hasSize(3);
    r.values().forEach(InstrTestsTest::passed);
  }

  @Test
  void configurationIsSetThroughInstructions() throws IOException {
    InstrTests tests = InstrTests.of(Exo.create().parse("rows.exo", ROWS).module());
    Map<String, InstrResult> r = test(tests.withOnly("load_row"::equals));
    passed(r.get("load_row"));
  }

  @Test
  void whatTheMachineCannotExecuteIsSkipped() throws IOException {
    InstrTests tests =
        tests(
                """

                @instr("{dst_data} = (vec4){{0}};")
                def zero(dst: [f32][4] @ VEC):
                    for i in seq(0, 4):
                        dst[i] = 0.0
                """)
            .withLaunch(new Launch(Launch.Way.SKIPPED, List.of(), "this CPU has no such thing"));
    assertThat(test(tests).get("zero"))
        .isEqualTo(InstrResult.skipped("zero", "this CPU has no such thing"));
  }
}
