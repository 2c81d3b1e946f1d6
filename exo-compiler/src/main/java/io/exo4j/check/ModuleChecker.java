package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.syntax.AstItem;
import io.exo4j.syntax.AstModule;
import io.exo4j.syntax.AstName;
import io.exo4j.syntax.Parser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a file: imports first, then memories, configurations, functions and targets, then
 * procedures in order. Reports all independent mistakes; never throws for bad input.
 */
public final class ModuleChecker {
  /** Memories are compared along the chain of what they extend. */
  private static final int MAX_BASES = 50;

  private final AstModule module;
  private final ImportResolver resolver;
  private final Diagnostics diagnostics;
  private final Reporter reporter;
  private final Namespace names;
  private final ConfigFlow configFlow = new ConfigFlow();

  private ModuleChecker(AstModule module, ImportResolver resolver, Diagnostics diagnostics) {
    this.module = module;
    this.resolver = resolver;
    this.diagnostics = diagnostics;
    this.reporter = new Reporter(diagnostics);
    this.names = Namespace.startingFrom(resolver.standard(), procNames(), reporter);
  }

  /**
   * Parses and checks a file.
   *
   * @param file the text
   * @param resolver finds what it imports
   * @param diagnostics takes what is wrong; if it has errors, the scope lacks what they concern
   * @return what the names of the file stand for
   */
  public static ModuleScope check(
      SourceFile file, ImportResolver resolver, Diagnostics diagnostics) {
    AstModule module = Parser.parseModule(file, diagnostics);
    return new ModuleChecker(module, resolver, diagnostics).check();
  }

  private Set<String> procNames() {
    Set<String> found = new HashSet<>();
    module
        .items()
        .forEach(
            i ->
                i.accept(
                    new ItemDefault() {
                      @Override
                      public Void visitProc(AstItem.Proc item) {
                        found.add(item.name().text());
                        return null;
                      }
                    }));
    return found;
  }

  private ModuleScope check() {
    each(new Imports());
    State state = new State();
    each(state);
    state.declareExterns();
    each(new Procs());
    return new ModuleScope(module.file(), module.documentation(), names.entries());
  }

  private void each(AstItem.Visitor<Void> visitor) {
    module.items().forEach(i -> i.accept(visitor));
  }

  private void own(Kind<?> kind, AstName name, Optional<?> value) {
    names.declare(name.text(), Entry.own(kind, value, module.file().name(), name.span()));
  }

  private final class Imports extends ItemDefault {
    @Override
    public Void visitImport(AstItem.Import item) {
      resolver
          .resolve(module.file(), item, diagnostics)
          .ifPresentOrElse(m -> take(item, m), () -> takeNothing(item));
      return null;
    }

    private void take(AstItem.Import item, ModuleScope from) {
      if (item.all()) {
        from.entries()
            .forEach(
                (name, entry) -> {
                  if (entry.level() != Entry.Level.STANDARD) {
                    names.declare(name, entry.imported(Entry.Level.STAR, item.span()));
                  }
                });
        return;
      }
      for (AstName name : item.names()) {
        Entry entry = from.entries().get(name.text());
        if (entry == null) {
          reporter.error(
              CheckCode.UNKNOWN_IMPORT,
              name.span(),
              "'" + item.source() + "' has no '" + name + "'",
              reporter.similar(name.text(), () -> from.entries().keySet()));
          entry = unknown(item, name);
        }
        names.declare(name.text(), entry.imported(Entry.Level.EXPLICIT, name.span()));
      }
    }

    private void takeNothing(AstItem.Import item) {
      if (item.all()) {
        names.anythingMayExist();
      }
      for (AstName name : item.names()) {
        names.declare(name.text(), unknown(item, name).imported(Entry.Level.EXPLICIT, name.span()));
      }
    }

    private Entry unknown(AstItem.Import item, AstName name) {
      return Entry.own(Kind.UNKNOWN, Optional.empty(), item.source(), name.span());
    }
  }

  /** Memories, configurations, targets and functions. */
  private final class State extends ItemDefault {
    private final List<AstItem.Extern> externs = new ArrayList<>();

    @Override
    public Void visitConfig(AstItem.Config item) {
      own(Kind.CONFIG, item.name(), new Declarations(reporter).config(item));
      return null;
    }

    @Override
    public Void visitMemory(AstItem.Memory item) {
      Optional<Memory> base =
          item.base().flatMap(b -> names.find(Kind.MEMORY, b, CheckCode.UNKNOWN_MEMORY));
      Optional<Memory> memory = new Settings(reporter).memory(item, base);
      boolean baseIsWrong = item.base().isPresent() && base.isEmpty();
      own(
          Kind.MEMORY,
          item.name(),
          baseIsWrong ? Optional.empty() : memory.filter(m -> ok(m, item)));
      return null;
    }

    private boolean ok(Memory memory, AstItem.Memory item) {
      if (memory.isDram() && memory != Memory.DRAM) {
        reporter.error(
            CheckCode.DUPLICATE_NAME,
            item.name().span(),
            "DRAM is the memory of everything that names no other, and cannot be redefined");
        return false;
      }
      int bases = 0;
      for (Optional<Memory> m = memory.base(); m.isPresent(); m = m.get().base()) {
        bases++;
      }
      if (bases > MAX_BASES) {
        reporter.error(
            CheckCode.INVALID_SETTING,
            item.name().span(),
            "a memory extends at most " + MAX_BASES + " others");
      }
      return bases <= MAX_BASES;
    }

    @Override
    public Void visitTarget(AstItem.Target item) {
      own(Kind.TARGET, item.name(), new Settings(reporter).target(item));
      return null;
    }

    @Override
    public Void visitExtern(AstItem.Extern item) {
      externs.add(item);
      return null;
    }

    /** Only at the end, when all overloads are known. */
    void declareExterns() {
      new Declarations(reporter)
          .externs(externs)
          .forEach((name, family) -> own(Kind.EXTERN, name, family));
    }
  }

  private final class Procs extends ItemDefault {
    @Override
    public Void visitProc(AstItem.Proc item) {
      Optional<Proc> proc = ProcChecker.check(item, names, reporter);
      own(Kind.PROC, item.name(), proc.filter(p -> configFlow.check(p, reporter)));
      return null;
    }
  }

  /** Does nothing for any item. */
  private abstract static class ItemDefault implements AstItem.Visitor<Void> {
    @Override
    public Void visitImport(AstItem.Import item) {
      return null;
    }

    @Override
    public Void visitProc(AstItem.Proc item) {
      return null;
    }

    @Override
    public Void visitConfig(AstItem.Config item) {
      return null;
    }

    @Override
    public Void visitExtern(AstItem.Extern item) {
      return null;
    }

    @Override
    public Void visitMemory(AstItem.Memory item) {
      return null;
    }

    @Override
    public Void visitTarget(AstItem.Target item) {
      return null;
    }
  }
}
