package io.exo4j.platforms.x86;

import io.exo4j.Exo;
import io.exo4j.nativebuild.instr.InstrResult;
import io.exo4j.nativebuild.instr.InstrTests;
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

/** Every instruction of the platform does what its body says, with each C compiler that is here. */
class InstructionsTest {
  @TempDir Path directory;

  private static InstrTests tests(String module) {
    String resource = "exo/x86/" + module + ".exo";
    try (InputStream in = InstructionsTest.class.getResourceAsStream("/" + resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return InstrTests.of(Exo.create().parse(resource, text).module());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<DynamicNode> run(String module, String compiler) throws IOException {
    Optional<Path> path = ToolFinder.ofProcess().find(List.of(compiler));
    Assumptions.assumeTrue(path.isPresent(), () -> compiler + " is not installed");
    List<InstrResult> results =
        tests(module).withCompiler(path.get(), List.of()).run(directory.resolve(module));
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
  Stream<DynamicNode> avx2() throws IOException {
    return run("avx2", "gcc");
  }

  @TestFactory
  Stream<DynamicNode> avx2WithClang() throws IOException {
    return run("avx2", "clang-16");
  }

  @TestFactory
  Stream<DynamicNode> avx512() throws IOException {
    return run("avx512", "gcc");
  }

  @TestFactory
  Stream<DynamicNode> avx512WithClang() throws IOException {
    return run("avx512", "clang-16");
  }

  /** On the functional model, where the processor has no AMX. */
  @TestFactory
  Stream<DynamicNode> amx() throws IOException {
    return run("amx", "gcc");
  }

  @TestFactory
  Stream<DynamicNode> amxWithClang() throws IOException {
    return run("amx", "clang-16");
  }

  @TestFactory
  Stream<DynamicNode> common() throws IOException {
    return run("common", "gcc");
  }
}
