package io.exo4j.platforms.riscv;

import io.exo4j.Exo;
import io.exo4j.check.ModuleScope;
import io.exo4j.nativebuild.instr.InstrResult;
import io.exo4j.nativebuild.instr.InstrTests;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
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

  private static ModuleScope module(String name) {
    String resource = "exo/riscv/" + name + ".exo";
    try (InputStream in = InstructionsTest.class.getResourceAsStream("/" + resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Exo.create().parse(resource, text).module();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<DynamicNode> run(String name, String target) throws IOException {
    Optional<Path> compiler = ToolFinder.ofProcess().find(COMPILERS);
    Assumptions.assumeTrue(compiler.isPresent(), "none of these is installed: " + COMPILERS);
    ModuleScope module = module(name);
    List<InstrResult> results =
        InstrTests.of(module)
            .withTarget(module.target(target).orElseThrow())
            .withMachine(MACHINE, compiler.get(), List.of("--target=riscv64-linux-gnu"))
            .run(directory.resolve(target));
    return results.stream()
        .map(
            r ->
                DynamicTest.dynamicTest(
                    r.instruction(),
                    () -> {
                      Assumptions.assumeTrue(r.status() != InstrResult.Status.SKIPPED, r::message);
                      r.verify();
                    }));
  }

  @TestFactory
  Stream<DynamicNode> rvv() throws IOException {
    return run("rvv", "rvv128");
  }
}
