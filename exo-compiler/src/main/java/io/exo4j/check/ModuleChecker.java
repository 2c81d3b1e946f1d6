package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.syntax.AstItem;
import io.exo4j.syntax.AstModule;
import io.exo4j.syntax.AstName;
import io.exo4j.syntax.Parser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Checks a file: imports first, then memories, configurations, functions and targets, then
 * procedures in order, or when they are asked for. Reports all independent mistakes; never throws
 * for bad input.
 */
public final class ModuleChecker {
  /** Memories are compared along the chain of what they extend. */
  private static final int MAX_BASES = 50;

  private final AstModule module;
  private final ImportResolver resolver;
  private final Diagnostics diagnostics;
  private final Reporter reporter;
  private final Namespace names;
  private final Set<String> procs = new HashSet<>();
  private final ConfigFlow configFlow = new ConfigFlow();
  private final ProcPass pass;

  private ModuleChecker(
      AstModule module, ImportResolver resolver, ProcPass pass, Diagnostics diagnostics) {
    this.module = module;
    this.resolver = resolver;
    this.pass = pass;
    this.diagnostics = diagnostics;
    this.reporter = new Reporter(diagnostics);
    each(new ProcNames());
    this.names = Namespace.startingFrom(resolver.standard(), procs, reporter);
  }

  /**
   * Parses and checks a file.
   *
   * @param file the text
   * @param resolver finds what it imports
   * @param pass runs on its procedures, if nothing was wrong before
   * @param diagnostics takes what is wrong; if it has errors, the scope lacks what they concern
   * @return what the names of the file stand for
   */
  public static ModuleScope check(
      SourceFile file, ImportResolver resolver, ProcPass pass, Diagnostics diagnostics) {
    AstModule module = Parser.parseModule(file, diagnostics);
    ModuleChecker checker = new ModuleChecker(module, resolver, pass, diagnostics);
    checker.imports();
    ModuleScope scope = checker.declarations();
    if (!diagnostics.hasErrors()) {
      for (Proc p : scope.own().procs().values()) {
        pass.check(p, diagnostics);
      }
    }
    return scope;
  }

  /**
   * The same for a file of which a few procedures are going to be used: each is parsed and checked
   * when it is first asked for, and only then it is seen what is wrong with it. Everything else is
   * checked now.
   */
  static ModuleScope checkOnDemand(
      SourceFile file, ImportResolver resolver, ProcPass pass, Diagnostics diagnostics) {
    Optional<AstModule> outline = Parser.parseOutline(file);
    if (outline.isPresent()) {
      ModuleChecker checker = new ModuleChecker(outline.get(), resolver, pass, diagnostics);
      checker.imports();
      if (checker.hidesNothing()) {
        return checker.declarations();
      }
    }
    return check(file, resolver, pass, diagnostics);
  }

  /** Whether no procedure has the name of something else, which those above it would still see. */
  private boolean hidesNothing() {
    return procs.stream().noneMatch(names.entries()::containsKey);
  }

  private void imports() {
    each(new Imports());
  }

  private ModuleScope declarations() {
    State state = new State();
    each(state);
    state.declareExterns();
    each(new Procs());
    return new ModuleScope(module.file(), module.documentation(), names.entries());
  }

  private void each(AstItem.Visitor<Void> visitor) {
    for (AstItem i : module.items()) {
      i.accept(visitor);
    }
  }

  private void own(Kind<?> kind, AstName name, Optional<?> value) {
    own(kind, name, Content.of(value));
  }

  private void own(Kind<?> kind, AstName name, Content content) {
    names.declare(name.text(), Entry.own(kind, content, module.file().name(), name.span()));
  }

  private final class Imports extends ItemDefault {
    @Override
    public Void visitImport(AstItem.Import item) {
      Optional<ModuleScope> from = resolver.resolve(module.file(), item, diagnostics);
      if (from.isPresent()) {
        take(item, from.get());
      } else {
        takeNothing(item);
      }
      return null;
    }

    private void take(AstItem.Import item, ModuleScope from) {
      if (item.all()) {
        for (Map.Entry<String, Entry> e : from.entries().entrySet()) {
          if (e.getValue().level() != Entry.Level.STANDARD) {
            names.declare(e.getKey(), e.getValue().imported(Entry.Level.STAR, item.span()));
          }
        }
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
      for (Map.Entry<AstName, Optional<Extern>> e :
          new Declarations(reporter).externs(externs).entrySet()) {
        own(Kind.EXTERN, e.getKey(), e.getValue());
      }
    }
  }

  private final class ProcNames extends ItemDefault {
    @Override
    public Void visitProc(AstItem.Proc item) {
      procs.add(item.name().text());
      return null;
    }

    @Override
    public Void visitUnread(AstItem.Unread item) {
      procs.add(item.name().text());
      return null;
    }
  }

  private final class Procs extends ItemDefault {
    /** How many procedures stand above each of them. */
    private final Map<String, Integer> above = new HashMap<>();

    @Override
    public Void visitProc(AstItem.Proc item) {
      own(Kind.PROC, item.name(), proc(item, names, reporter));
      return null;
    }

    @Override
    public Void visitUnread(AstItem.Unread item) {
      int index = above.size();
      above.put(item.name().text(), index);
      Content content =
          new UnreadProc(
              ModuleChecker.this, found -> read(item, name -> below(name, index), found));
      own(Kind.PROC, item.name(), content);
      return null;
    }

    private boolean below(String name, int index) {
      Integer other = above.get(name);
      return other != null && other >= index;
    }

    private Optional<Proc> read(AstItem.Unread item, Predicate<String> later, Diagnostics found) {
      Optional<AstItem.Proc> parsed = Parser.parseProcedure(item, found);
      Reporter to = new Reporter(found);
      Optional<Proc> proc = parsed.flatMap(p -> proc(p, names.before(later, to), to));
      if (proc.isPresent()) {
        pass.check(proc.get(), found);
      }
      return proc;
    }

    private Optional<Proc> proc(AstItem.Proc item, Namespace seen, Reporter to) {
      return ProcChecker.check(item, seen, to).filter(p -> configFlow.check(p, to));
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
    public Void visitUnread(AstItem.Unread item) {
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
