package io.exo4j.platforms.riscv;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.exo4j.nativebuild.instr.InstrResult;
import io.exo4j.nativebuild.instr.InstrTests;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every instruction of the platform does what its body says, on this machine or under QEMU; skipped
 * where the compiler or the emulator is absent.
 */
class InstructionsTest {
  private static final Classifier MACHINE = Classifier.parse("linux-riscv64");

  private static final List<String> COMPILERS =
      List.of("clang-21", "clang-20", "clang-19", "clang-18", "clang-17");

  @TempDir Path directory;

  private Stream<DynamicNode> run(String name, String target) throws IOException {
    Optional<Path> compiler = ToolFinder.ofProcess().find(COMPILERS);
    Assumptions.assumeTrue(compiler.isPresent(), "none of these is installed: " + COMPILERS);
    InstrTests tests = InstrTests.ofResource(InstructionsTest.class, "exo/riscv/" + name + ".exo");
    return tests
        .withTarget(tests.module().target(target).orElseThrow())
        .withMachine(MACHINE, compiler.get(), List.of("--target=riscv64-linux-gnu"))
        .run(directory.resolve(target))
        .stream()
        .map(InstructionsTest::test);
  }

  private static DynamicNode test(InstrResult result) {
    boolean skipped = result.status() == InstrResult.Status.SKIPPED;
    return dynamicTest(
        result.instruction(), skipped ? () -> Assumptions.abort(result.message()) : result::verify);
  }

  @TestFactory
  Stream<DynamicNode> rvv() throws IOException {
    return run("rvv", "rvv128");
  }
}
