package io.exo4j.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.analysis.ProofCache;
import io.exo4j.analysis.ProofSession;
import io.exo4j.check.ClassPathSource;
import io.exo4j.check.ModuleLoader;
import io.exo4j.check.ModuleScope;
import io.exo4j.check.ProcPass;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/** Generated programs pass the whole front end, proofs included, and print as what they are. */
class ProgramGeneratorTest {
  private static ModuleScope load(long seed, String source, ProcPass pass) {
    Diagnostics problems = new Diagnostics();
    ModuleLoader loader =
        new ModuleLoader(ClassPathSource.of(ProgramGenerator.class.getClassLoader()), pass);
    ModuleScope module = loader.load(new SourceFile("seed" + seed + ".exo", source), problems);
    if (problems.hasErrors()) {
      fail(source + "\n" + problems.list());
    }
    return module;
  }

  @Test
  void theFrontEndProvesThem() {
    try (ProofSession session = new ProofSession(ProofCache.inMemory())) {
      ProcPass prove = (proc, problems) -> new FrontEndProofs(session, problems::add).check(proc);
      for (long seed = 0; seed < 100; seed++) {
        GeneratorOptions options =
            seed % 2 == 0 ? GeneratorOptions.DEFAULT : GeneratorOptions.REWRITES;
        load(seed, ProgramGenerator.generate(seed, options).source(), prove);
      }
    }
  }

  @Test
  void theyPrintAsWhatTheyAre() {
    for (long seed = 0; seed < 200; seed++) {
      GeneratedProgram p = ProgramGenerator.generate(seed, GeneratorOptions.DEFAULT);
      ModuleScope module = load(seed, p.source(), ProcPass.none());
      String printed = print(module);
      ModuleScope again = load(seed, printed, ProcPass.none());
      assertEquals(printed, print(again));
      assertTrue(p.procedures().stream().allMatch(name -> again.procs().containsKey(name)));
    }
  }

  private static String print(ModuleScope module) {
    StringBuilder b = new StringBuilder();
    for (Config c : module.own().configs().values()) {
      b.append("@config\nclass ").append(c.name()).append(":\n");
      for (ConfigField f : c.fields()) {
        b.append("  ").append(f.name()).append(": ").append(Printer.print(f.type())).append('\n');
      }
    }
    Collection<Proc> procs = module.own().procs().values();
    procs.forEach(q -> b.append(Printer.print(q)));
    return b.toString();
  }
}
