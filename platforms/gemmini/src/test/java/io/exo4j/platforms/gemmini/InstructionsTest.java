package io.exo4j.platforms.gemmini;

import io.exo4j.Exo;
import io.exo4j.check.ModuleScope;
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

/**
 * Every instruction does what its body says: on the functional model, and as machine code for
 * RISC-V, which an emulator has the same model do.
 */
class InstructionsTest {
  private static final List<String> MODULES = List.of("state", "load", "store", "matmul");

  @TempDir Path directory;

  /** A module that can fill and read the memories, too. */
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

  private static DynamicNode test(String module, InstrResult result) {
    return DynamicTest.dynamicTest(module + ": " + result.instruction(), result::verify);
  }

  @TestFactory
  Stream<DynamicNode> onTheModel() throws IOException {
    Optional<Path> compiler = ToolFinder.ofProcess().find(List.of("cc", "gcc", "clang"));
    Assumptions.assumeTrue(compiler.isPresent(), "no C compiler is installed");
    List<String> flags = List.of("-I" + MachineCode.resource("exo/gemmini"));
    Stream.Builder<DynamicNode> nodes = Stream.builder();
    for (String m : MODULES) {
      InstrTests tests = InstrTests.of(module(m)).withCompiler(compiler.get(), flags);
      tests.run(directory.resolve(m)).forEach(r -> nodes.add(test(m, r)));
    }
    return nodes.build();
  }

  @TestFactory
  Stream<DynamicNode> asMachineCode() throws IOException {
    MachineCode machine = MachineCode.require(directory);
    List<String> flags = machine.flags("-include", MachineCode.resource("rocc/memories.h"));
    Stream.Builder<DynamicNode> nodes = Stream.builder();
    for (String m : MODULES) {
      InstrTests tests =
          InstrTests.of(module(m))
              .withMachine(MachineCode.MACHINE, machine.compiler(), flags)
              .withLaunch(machine.launch());
      tests.run(directory.resolve(m)).forEach(r -> nodes.add(test(m, r)));
    }
    return nodes.build();
  }
}
