package io.exo4j.maven;

import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;
import io.exo4j.maven.KernelSources.KernelFile;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.KernelSet;
import io.exo4j.nativebuild.model.Unscheduled;
import io.exo4j.nativebuild.model.Variant;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.Version;
import io.exo4j.yaml.ScheduleResult;
import io.exo4j.yaml.ScheduledKernel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what is exported, from which file, in which variants. A procedure of a kernel file is
 * exported unless a schedule makes something else of it; a kernel of a schedule unless it says
 * {@code export: false}; a variant belongs to the kernel that it is a variant of, wherever that is.
 */
final class KernelSets {

  /** A procedure as it was declared: schedules and kernel files read it separately. */
  private record Declared(String file, String name) {
    static Declared of(Proc proc) {
      return new Declared(proc.span().file().name(), proc.name());
    }
  }

  private static final class Entry {
    private final String file;
    private final Proc reference;
    private final Optional<Target> target;
    private final Proc source;
    private final List<ScheduledVariant> variants = new ArrayList<>();

    Entry(String file, Proc reference, Optional<Target> target, Proc source) {
      this.file = file;
      this.reference = reference;
      this.target = target;
      this.source = source;
    }
  }

  private record ScheduledVariant(Proc proc, Optional<Target> target) {}

  private final Map<String, List<Proc>> declared = new LinkedHashMap<>();
  private final Map<String, ScheduleResult> schedules = new LinkedHashMap<>();
  private final Map<Object, Entry> entries = new LinkedHashMap<>();

  /** Adds the procedures that a kernel file declares. */
  void add(KernelFile file, List<Proc> procs) {
    declared.put(file.path(), procs);
  }

  /** Adds what a schedule file makes. */
  void add(KernelFile file, ScheduleResult result) {
    schedules.put(file.path(), result);
  }

  /** How many kernels are exported; known after {@link #build}. */
  int count() {
    return entries.size();
  }

  /** Returns the kernels of each file that has any. */
  List<KernelSet> build() {
    Set<Declared> replaced = new HashSet<>();
    for (ScheduleResult schedule : schedules.values()) {
      for (ScheduledKernel kernel : schedule.kernels()) {
        if (kernel.variantOf().isEmpty()) {
          replaced.add(Declared.of(kernel.origin()));
        }
      }
    }
    declared.forEach(
        (file, procs) -> {
          for (Proc proc : procs) {
            if (proc.exported() && proc.instr().isEmpty() && !isReplaced(proc, replaced)) {
              entries.put(Declared.of(proc), new Entry(file, proc, Optional.empty(), proc));
            }
          }
        });
    schedules.forEach(this::kernels);
    schedules.forEach(this::variants);

    Map<String, List<Kernel>> byFile = new LinkedHashMap<>();
    entries
        .values()
        .forEach(e -> byFile.computeIfAbsent(e.file, f -> new ArrayList<>()).add(kernel(e)));
    List<KernelSet> sets = new ArrayList<>();
    byFile.forEach((file, kernels) -> sets.add(new KernelSet(file, kernels)));
    return sets;
  }

  private static boolean isReplaced(Proc proc, Set<Declared> replaced) {
    return replaced.contains(Declared.of(proc));
  }

  private void kernels(String file, ScheduleResult schedule) {
    for (ScheduledKernel kernel : schedule.kernels()) {
      boolean instruction = kernel.procedure().proc().instr().isPresent();
      if (kernel.export() && kernel.variantOf().isEmpty() && !instruction) {
        entries.put(
            kernel.procedure().proc(),
            new Entry(
                file,
                kernel.procedure().proc(),
                schedule.target(kernel),
                source(kernel.procedure())));
      }
    }
  }

  private void variants(String file, ScheduleResult schedule) {
    for (ScheduledKernel kernel : schedule.kernels()) {
      if (!kernel.export()) {
        continue;
      }
      schedule
          .base(kernel)
          .ifPresent(
              base -> {
                boolean scheduled = base.version().previous().isPresent();
                Object key = scheduled ? base.proc() : Declared.of(base.proc());
                entries
                    .computeIfAbsent(
                        key, k -> new Entry(file, base.proc(), Optional.empty(), source(base)))
                    .variants
                    .add(new ScheduledVariant(kernel.procedure().proc(), schedule.target(kernel)));
              });
    }
  }

  private static Kernel kernel(Entry entry) {
    List<Variant> variants = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of(Variant.PLAIN));
    for (ScheduledVariant v : entry.variants) {
      String name = v.target().map(Target::name).filter(names::add).orElse(v.proc().name());
      names.add(name);
      variants.add(new Variant(name, v.proc(), v.target()));
    }
    String last = entry.target.map(Target::name).filter(names::add).orElse(Variant.PLAIN);
    variants.add(new Variant(last, entry.reference, entry.target));
    return new Kernel(entry.reference.name(), variants, Optional.of(entry.source));
  }

  private static Proc source(Procedure procedure) {
    return Unscheduled.of(procedure.version().history().stream().map(Version::proc).toList());
  }
}
