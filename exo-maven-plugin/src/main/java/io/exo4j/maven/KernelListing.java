package io.exo4j.maven;

import io.exo4j.check.ModuleScope;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.DirectiveSpec;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.ParamSpec;
import io.exo4j.schedule.Version;
import io.exo4j.yaml.OperationSummary;
import io.exo4j.yaml.ScheduleResult;
import io.exo4j.yaml.ScheduledKernel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The text that {@code exo:discover} prints. */
final class KernelListing {
  private final boolean detail;
  private final List<String> lines = new ArrayList<>();

  private KernelListing(boolean detail) {
    this.detail = detail;
  }

  /**
   * Lists what there is.
   *
   * @param directives all directives
   * @param declared the visible names of each kernel file, by its path
   * @param schedules what each schedule file makes, by its path
   * @param detail whether to describe parameters too
   */
  static String of(
      DirectiveRegistry directives,
      Map<String, ModuleScope> declared,
      Map<String, ScheduleResult> schedules,
      boolean detail) {
    KernelListing listing = new KernelListing(detail);
    listing.directives(directives.all());
    listing.operations(schedules);
    listing.kernels(declared, schedules);
    Map<String, Proc> instructions = new LinkedHashMap<>();
    Map<String, Target> targets = new LinkedHashMap<>();
    List<ModuleScope> scopes = new ArrayList<>(declared.values());
    schedules.values().forEach(s -> scopes.add(s.scope().module()));
    for (ModuleScope scope : scopes) {
      scope.procs().values().stream()
          .filter(p -> p.instr().isPresent())
          .forEach(p -> instructions.putIfAbsent(p.name(), p));
      scope.targets().forEach(targets::putIfAbsent);
    }
    listing.instructions(instructions.values());
    listing.targets(targets.values());
    return String.join(System.lineSeparator(), listing.lines);
  }

  private void directives(Collection<DirectiveSpec> all) {
    for (Group group : Group.values()) {
      List<DirectiveSpec> members = all.stream().filter(d -> d.group() == group).toList();
      if (!members.isEmpty()) {
        title("Directives: " + group.title());
        members.forEach(this::directive);
      }
    }
  }

  private void directive(DirectiveSpec d) {
    lines.add("  " + d.signature() + (d.isUnsafe() ? "   (unsafe: not proved)" : ""));
    if (!detail) {
      return;
    }
    lines.add("      " + d.doc());
    if (!d.aliases().isEmpty()) {
      lines.add("      also: " + String.join(", ", d.aliases()));
    }
    for (ParamSpec p : d.params()) {
      lines.add("      " + p.name() + ": " + p.doc() + " (" + p.meaning() + ")");
    }
  }

  private void operations(Map<String, ScheduleResult> schedules) {
    Set<OperationSummary> all = new LinkedHashSet<>();
    schedules.values().forEach(s -> all.addAll(s.operations()));
    section("Operations of schedule files", all.size());
    for (OperationSummary o : all) {
      lines.add("  " + o.name() + "(" + String.join(", ", o.args()) + ")");
      if (detail) {
        o.doc().ifPresent(doc -> lines.add("      " + doc));
        lines.add("      " + o.span());
      }
    }
  }

  private void kernels(Map<String, ModuleScope> declared, Map<String, ScheduleResult> schedules) {
    declared.forEach(
        (file, scope) -> {
          List<Proc> own =
              scope.own().procs().values().stream().filter(p -> p.instr().isEmpty()).toList();
          section("Kernels of " + file, own.size());
          own.forEach(p -> lines.add("  " + signature(p) + (p.exported() ? "" : "   (internal)")));
        });
    schedules.forEach(
        (file, schedule) -> {
          section("Kernels of " + file, schedule.kernels().size());
          schedule.kernels().forEach(this::kernel);
          if (!schedule.params().isEmpty()) {
            lines.add("  parameters: " + schedule.params());
          }
        });
  }

  private void kernel(ScheduledKernel k) {
    StringBuilder line = new StringBuilder("  ").append(signature(k.procedure().proc()));
    line.append("   (from ").append(k.from());
    k.target().ifPresent(t -> line.append(", target ").append(t));
    k.variantOf().ifPresent(v -> line.append(", variant of ").append(v));
    line.append(k.export() ? ")" : ", internal)");
    lines.add(line.toString());
    if (detail) {
      int number = 0;
      for (Version v : k.procedure().version().history()) {
        if (number > 0) {
          lines.add("      " + number + ". " + v.step());
        }
        number++;
      }
    }
  }

  private void instructions(Collection<Proc> all) {
    section("Instructions", all.size());
    for (Proc p : all) {
      lines.add("  " + signature(p));
      if (detail) {
        Printer.print(p).lines().forEach(line -> lines.add("      " + line));
      }
    }
  }

  private void targets(Collection<Target> all) {
    section("Targets", all.size());
    for (Target t : all) {
      lines.add("  " + t.name() + (detail ? "   flags " + t.flags() + ", CPU " + t.cpu() : ""));
    }
  }

  private void section(String title, int size) {
    if (size > 0) {
      title(title);
    }
  }

  private void title(String title) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(title);
  }

  private static String signature(Proc p) {
    String head =
        Printer.print(p)
            .lines()
            .map(String::strip)
            .dropWhile(line -> !line.startsWith("def "))
            .findFirst()
            .orElse(p.name());
    return head.substring("def ".length() <= head.length() ? "def ".length() : 0)
        .replaceFirst(":$", "");
  }
}
