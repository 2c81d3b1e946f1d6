package io.exo4j.platforms.arm;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.exo4j.nativebuild.instr.InstrResult;
import io.exo4j.nativebuild.instr.InstrTests;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
  private static final Classifier MACHINE = Classifier.parse("linux-aarch_64");

  @TempDir Path directory;

  private Stream<DynamicNode> run(String name, String target, Predicate<String> only)
      throws IOException {
    Optional<Path> compiler = ToolFinder.ofProcess().find(List.of("aarch64-linux-gnu-gcc"));
    Assumptions.assumeTrue(compiler.isPresent(), "aarch64-linux-gnu-gcc is not installed");
    InstrTests tests = InstrTests.ofResource(InstructionsTest.class, "exo/arm/" + name + ".exo");
    return tests
        .withTarget(tests.module().target(target).orElseThrow())
        .withMachine(MACHINE, compiler.get(), List.of())
        .withOnly(only)
        .run(directory.resolve(target))
        .stream()
        .map(InstructionsTest::test);
  }

  private static DynamicNode test(InstrResult result) {
    boolean skipped = result.status() == InstrResult.Status.SKIPPED;
    return dynamicTest(
        result.instruction(), skipped ? () -> Assumptions.abort(result.message()) : result::verify);
  }

  private static boolean isHalf(String name) {
    return name.contains("f16");
  }

  private static boolean isDot(String name) {
    return name.contains("vdot");
  }

  @TestFactory
  Stream<DynamicNode> neon() throws IOException {
    return run("neon", "neon", name -> !isHalf(name) && !isDot(name));
  }

  @TestFactory
  Stream<DynamicNode> halfPrecision() throws IOException {
    return run("neon", "neon_fp16", InstructionsTest::isHalf);
  }

  @TestFactory
  Stream<DynamicNode> dotProduct() throws IOException {
    return run("neon", "neon_dotprod", InstructionsTest::isDot);
  }

  @TestFactory
  Stream<DynamicNode> sve128() throws IOException {
    return run("sve128", "sve128", name -> true);
  }

  @TestFactory
  Stream<DynamicNode> sve256() throws IOException {
    return run("sve256", "sve256", name -> true);
  }

  @TestFactory
  Stream<DynamicNode> sve512() throws IOException {
    return run("sve512", "sve512", name -> true);
  }

  @TestFactory
  Stream<DynamicNode> anyVectorLength() throws IOException {
    return run("sve_vla", "sve", name -> true);
  }
}
