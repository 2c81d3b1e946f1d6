package io.exo4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.ir.Extern;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardLibraryTest {
  private final ModuleScope standard =
      new ModuleLoader(ModuleSource.none(), ProcPass.none()).standard();

  @Test
  void hasTheMemories() {
    assertThat(standard.memories()).containsOnlyKeys("DRAM", "DRAM_STATIC", "DRAM_STACK", "MDRAM");
    assertThat(standard.memory("DRAM")).containsSame(Memory.DRAM);
    assertThat(standard.memories().values()).allMatch(m -> m.isA(Memory.DRAM));
  }

  @Test
  void hasTheFunctionsOnEveryFloatingPrecision() {
    Map<String, Integer> arity =
        Map.ofEntries(
            Map.entry("sin", 1),
            Map.entry("cos", 1),
            Map.entry("exp", 1),
            Map.entry("expf", 1),
            Map.entry("log", 1),
            Map.entry("sqrt", 1),
            Map.entry("relu", 1),
            Map.entry("sigmoid", 1),
            Map.entry("tanh", 1),
            Map.entry("fabs", 1),
            Map.entry("fmaxf", 2),
            Map.entry("fminf", 2),
            Map.entry("select", 4));
    assertThat(standard.externs().keySet()).containsExactlyInAnyOrderElementsOf(arity.keySet());
    for (Extern e : standard.externs().values()) {
      assertThat(e.arity()).as(e.name()).isEqualTo(arity.get(e.name()));
      for (Precision p : List.of(Precision.F16, Precision.BF16, Precision.F32, Precision.F64)) {
        assertThat(e.overload(p)).as(e.name() + " " + p).isPresent();
      }
    }
  }

  @Test
  void hasSomeFunctionsOnIntegers() {
    for (String name : List.of("relu", "fabs", "fmaxf", "fminf", "select")) {
      for (Precision p : Precision.values()) {
        if (p != Precision.R) {
          assertThat(standard.extern(name).orElseThrow().overload(p)).as(name + p).isPresent();
        }
      }
    }
  }

  @Test
  void isTheSameForAllFilesOfALoader() {
    ModuleLoader loader = new ModuleLoader(ModuleSource.none(), ProcPass.none());
    ModuleScope a = Checked.check(loader, "a.exo", "@proc\ndef f():\n    pass\n").scope();
    ModuleScope b = Checked.check(loader, "b.exo", "@proc\ndef g():\n    pass\n").scope();
    assertThat(a.extern("sin").orElseThrow()).isSameAs(b.extern("sin").orElseThrow());
  }
}
