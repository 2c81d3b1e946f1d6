package io.exo4j.check;

import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Config;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the names of a file stand for: imported names, the standard library and what the file
 * declares ({@link #own}). Only declarations without errors are in it. Immutable; the maps are in
 * the order of declaration, imported names first.
 */
public final class ModuleScope {
  private final SourceFile file;
  private final Optional<String> documentation;
  private final Map<String, Entry> entries;
  private final Map<String, Proc> procs;
  private final Map<String, Config> configs;
  private final Map<String, Memory> memories;
  private final Map<String, Extern> externs;
  private final Map<String, Target> targets;

  ModuleScope(SourceFile file, Optional<String> documentation, Map<String, Entry> entries) {
    this.file = file;
    this.documentation = documentation;
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    this.procs = only(Kind.PROC);
    this.configs = only(Kind.CONFIG);
    this.memories = only(Kind.MEMORY);
    this.externs = only(Kind.EXTERN);
    this.targets = only(Kind.TARGET);
  }

  private <T> Map<String, T> only(Kind<T> kind) {
    Map<String, T> found = new LinkedHashMap<>();
    entries.forEach((name, entry) -> entry.as(kind).ifPresent(v -> found.put(name, v)));
    return Collections.unmodifiableMap(found);
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
    return procs;
  }

  /** All visible configurations. */
  public Map<String, Config> configs() {
    return configs;
  }

  /** All visible memories, those of the standard library included. */
  public Map<String, Memory> memories() {
    return memories;
  }

  /** All visible functions, those of the standard library included. */
  public Map<String, Extern> externs() {
    return externs;
  }

  /** All visible targets. */
  public Map<String, Target> targets() {
    return targets;
  }

  /** The procedure of that name. */
  public Optional<Proc> proc(String name) {
    return Optional.ofNullable(procs.get(name));
  }

  /** The configuration of that name. */
  public Optional<Config> config(String name) {
    return Optional.ofNullable(configs.get(name));
  }

  /** The memory of that name. */
  public Optional<Memory> memory(String name) {
    return Optional.ofNullable(memories.get(name));
  }

  /** The function of that name. */
  public Optional<Extern> extern(String name) {
    return Optional.ofNullable(externs.get(name));
  }

  /** The target of that name. */
  public Optional<Target> target(String name) {
    return Optional.ofNullable(targets.get(name));
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
