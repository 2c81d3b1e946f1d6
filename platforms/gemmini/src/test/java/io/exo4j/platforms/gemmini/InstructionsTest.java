package io.exo4j.platforms.gemmini;

import io.exo4j.Exo;
import io.exo4j.check.ModuleScope;
import io.exo4j.nativebuild.instr.InstrResult;
import io.exo4j.nativebuild.instr.InstrTests;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
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

/** On the functional model, every instruction does what its body says. */
class InstructionsTest {
  @TempDir Path directory;

  private static ModuleScope module(String name) {
    String resource = "exo/gemmini/" + name + ".exo";
    try (InputStream in = InstructionsTest.class.getResourceAsStream("/" + resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String state = "from gemmini.state import *\n";
      String access = "from gemmini_test.access import *\n";
      return Exo.create().parse(resource, text.replace(state, state + access)).module();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<DynamicNode> run(String name) throws IOException, URISyntaxException {
    Optional<Path> compiler = ToolFinder.ofProcess().find(List.of("cc", "gcc", "clang"));
    Assumptions.assumeTrue(compiler.isPresent(), "no C compiler is installed");
    Path headers = Path.of(InstructionsTest.class.getResource("/exo/gemmini").toURI());
    List<InstrResult> results =
        InstrTests.of(module(name))
            .withCompiler(compiler.get(), List.of("-I" + headers))
            .run(directory.resolve(name));
    return results.stream().map(r -> DynamicTest.dynamicTest(r.instruction(), r::verify));
  }

  @TestFactory
  Stream<DynamicNode> loads() throws IOException, URISyntaxException {
    return run("load");
  }

  @TestFactory
  Stream<DynamicNode> stores() throws IOException, URISyntaxException {
    return run("store");
  }

  @TestFactory
  Stream<DynamicNode> products() throws IOException, URISyntaxException {
    return run("matmul");
  }
}
