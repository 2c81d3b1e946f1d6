package io.exo4j.fuzz;

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
import io.exo4j.schedule.Procedure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A procedure with everything that it needs, as a file. */
final class ModuleText {
  private ModuleText() {}

  /** The file; empty if two different procedures have one name. */
  static Optional<String> of(Procedure p) {
    List<Proc> all = new ArrayList<>(p.callees().stream().map(Procedure::proc).toList());
    all.add(p.proc());
    if (all.stream().map(Proc::name).distinct().count() < all.size()) {
      return Optional.empty();
    }
    StringBuilder b = new StringBuilder();
    for (Config c : p.scope().module().configs().values()) {
      b.append("@config\nclass ").append(c.name()).append(":\n");
      for (ConfigField f : c.fields()) {
        b.append("  ").append(f.name()).append(": ").append(Printer.print(f.type())).append('\n');
      }
      b.append('\n');
    }
    all.forEach(q -> b.append(Printer.print(q)).append('\n'));
    return Optional.of(b.toString());
  }

  /** A procedure as its printed text reads, or why the text does not read. */
  record Reading(Optional<Proc> proc, List<String> problems) {}

  /** Reads the printed text of a procedure; empty if it has none. */
  static Optional<Reading> read(Procedure p) {
    Optional<String> text = of(p);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Diagnostics problems = new Diagnostics();
    ModuleScope module =
        new ModuleLoader(ClassPathSource.of(ModuleText.class.getClassLoader()), ProcPass.none())
            .load(new SourceFile("printed.exo", text.get()), problems);
    return Optional.of(
        new Reading(
            problems.hasErrors() ? Optional.empty() : module.proc(p.name()),
            problems.list().stream().map(Object::toString).toList()));
  }

  /**
   * What is wrong with the printed text of a procedure, if anything. It must read, and what it
   * reads as must be the same code, or at least do the same: a divisor may have been folded.
   */
  static Optional<String> wrong(Procedure p, List<Inputs> inputs) {
    Optional<Reading> r = read(p);
    if (r.isEmpty()) {
      return Optional.empty();
    }
    if (r.get().proc().isEmpty()) {
      // the front end does not prove that a window is dense: in dead code it may ask for more
      boolean dense =
          r.get().problems().stream().allMatch(d -> d.contains("must be a dense tensor"));
      return dense
          ? Optional.empty()
          : Optional.of("the printed result does not read: " + r.get().problems());
    }
    Proc again = r.get().proc().get();
    return Printer.print(again).equals(p.print())
        ? Optional.empty()
        : Behaviour.compareAll(p, Procedure.of(again, p.scope()), inputs)
            .difference()
            .map(d -> "the printed result reads as something else:\n" + Printer.print(again) + d);
  }
}
