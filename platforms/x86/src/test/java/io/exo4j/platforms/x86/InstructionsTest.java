package io.exo4j.platforms.x86;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.exo4j.nativebuild.instr.InstrResult;
import io.exo4j.nativebuild.instr.InstrTests;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every instruction of the platform does what its body says, with each C compiler that is here. */
class InstructionsTest {
  @TempDir Path directory;

  private Stream<DynamicNode> run(String module, String compiler) throws IOException {
    Optional<Path> path = ToolFinder.ofProcess().find(List.of(compiler));
    Assumptions.assumeTrue(path.isPresent(), () -> compiler + " is not installed");
    return InstrTests.ofResource(InstructionsTest.class, "exo/x86/" + module + ".exo")
        .withCompiler(path.get(), List.of())
        .run(directory.resolve(module))
        .stream()
        .map(InstructionsTest::test);
  }

  private static DynamicNode test(InstrResult result) {
    boolean skipped = result.status() == InstrResult.Status.SKIPPED;
    return dynamicTest(
        result.instruction(), skipped ? () -> Assumptions.abort(result.message()) : result::verify);
  }

  @TestFactory
  Stream<DynamicNode> gcc() throws IOException {
    return all("gcc");
  }

  @TestFactory
  Stream<DynamicNode> clang() throws IOException {
    return all("clang-16");
  }

  /** AMX runs on its functional model, where the processor has none. */
  private Stream<DynamicNode> all(String compiler) throws IOException {
    List<DynamicNode> modules = new ArrayList<>();
    for (String module :
        List.of(
            "common",
            "avx2",
            "avx2_int",
            "avx512",
            "avx512_int",
            "avx512_vnni",
            "avx512_bf16",
            "avx512_wide",
            "amx")) {
      modules.add(DynamicContainer.dynamicContainer(module, run(module, compiler)));
    }
    return modules.stream();
  }
}
