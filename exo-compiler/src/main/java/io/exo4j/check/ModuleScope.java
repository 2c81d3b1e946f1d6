package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Config;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the names of a file stand for: imported names, the standard library and what the file
 * declares ({@link #own}). Only declarations without errors are in it. Immutable; the maps are in
 * the order of declaration, imported names first.
 *
 * <p>Procedures of libraries are read, checked and proved when they are first asked for; the
 * methods that give procedures throw {@link ExoException} if there are errors in one of them.
 */
public final class ModuleScope {
  private final SourceFile file;
  private final Optional<String> documentation;
  private final Map<String, Entry> entries;

  ModuleScope(SourceFile file, Optional<String> documentation, Map<String, Entry> entries) {
    this.file = file;
    this.documentation = documentation;
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  private <T> Map<String, T> only(Kind<T> kind) {
    Map<String, T> found = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> e : entries.entrySet()) {
      as(kind, e.getValue()).ifPresent(v -> found.put(e.getKey(), v));
    }
    return Collections.unmodifiableMap(found);
  }

  private <T> Optional<T> find(Kind<T> kind, String name) {
    return Optional.ofNullable(entries.get(name)).flatMap(e -> as(kind, e));
  }

  private static <T> Optional<T> as(Kind<T> kind, Entry entry) {
    if (!entry.is(kind)) {
      return Optional.empty();
    }
    List<Diagnostic> errors = entry.content().errors();
    if (!errors.isEmpty()) {
      throw new ExoException(errors);
    }
    return entry.as(kind);
  }

  /** A scope without any names, not even those of the standard library. */
  public static ModuleScope empty() {
    return new ModuleScope(SourceFile.NONE, Optional.empty(), Map.of());
  }

  /** The file. */
  public SourceFile file() {
    return file;
  }

  /** The string at the head of the file. */
  public Optional<String> documentation() {
    return documentation;
  }

  /** All visible procedures, instructions included, callees before their callers. */
  public Map<String, Proc> procs() {
    return only(Kind.PROC);
  }

  /** The names of all visible procedures; none of them is read for it. */
  public Set<String> procNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Map.Entry<String, Entry> e : entries.entrySet()) {
      if (e.getValue().is(Kind.PROC)) {
        names.add(e.getKey());
      }
    }
    return names;
  }

  /** All visible configurations. */
  public Map<String, Config> configs() {
    return only(Kind.CONFIG);
  }

  /** All visible memories, those of the standard library included. */
  public Map<String, Memory> memories() {
    return only(Kind.MEMORY);
  }

  /** All visible functions, those of the standard library included. */
  public Map<String, Extern> externs() {
    return only(Kind.EXTERN);
  }

  /** All visible targets. */
  public Map<String, Target> targets() {
    return only(Kind.TARGET);
  }

  /** The procedure of that name. */
  public Optional<Proc> proc(String name) {
    return find(Kind.PROC, name);
  }

  /** The configuration of that name. */
  public Optional<Config> config(String name) {
    return find(Kind.CONFIG, name);
  }

  /** The memory of that name. */
  public Optional<Memory> memory(String name) {
    return find(Kind.MEMORY, name);
  }

  /** The function of that name. */
  public Optional<Extern> extern(String name) {
    return find(Kind.EXTERN, name);
  }

  /** The target of that name. */
  public Optional<Target> target(String name) {
    return find(Kind.TARGET, name);
  }

  /** Only what the file itself declares. */
  public ModuleScope own() {
    Map<String, Entry> own = new LinkedHashMap<>(entries);
    own.values().removeIf(e -> e.level() != Entry.Level.OWN);
    return new ModuleScope(file, documentation, own);
  }

  /** This scope with one more procedure, or another one of that name. */
  public ModuleScope withProc(Proc proc) {
    Map<String, Entry> more = new LinkedHashMap<>(entries);
    more.remove(proc.name());
    more.put(proc.name(), Entry.own(Kind.PROC, Optional.of(proc), file.name(), SourceSpan.NONE));
    return new ModuleScope(file, documentation, more);
  }

  Map<String, Entry> entries() {
    return entries;
  }
}
