package io.exo4j.schedule;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.analysis.ProofSession;
import io.exo4j.check.ModuleScope;
import io.exo4j.ir.Proc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the names in a schedule stand for, and the histories of the procedures that calls may refer
 * to. Immutable, except that the proof session records what it proves; confined to one thread
 * because of it.
 */
public final class ScheduleScope {
  private final ModuleScope module;
  private final ProofSession session;
  private final Map<String, Procedure> named;
  private final Map<Proc, Version> versions;

  private ScheduleScope(
      ModuleScope module,
      ProofSession session,
      Map<String, Procedure> named,
      Map<Proc, Version> versions) {
    this.module = module;
    this.session = session;
    this.named = named;
    this.versions = versions;
  }

  /** The names of a module; {@code session} proves what has to be proved. */
  public static ScheduleScope of(ModuleScope module, ProofSession session) {
    return new ScheduleScope(module, session, Map.of(), new IdentityHashMap<>());
  }

  /** The configurations, memories, externs and procedures as they were declared. */
  public ModuleScope module() {
    return module;
  }

  /** Where obligations are proved and recorded. */
  public ProofSession session() {
    return session;
  }

  /** This scope with other declarations; procedures that schedules made stay. */
  public ScheduleScope withModule(ModuleScope newModule) {
    return new ScheduleScope(newModule, session, named, versions);
  }

  /** This scope with one more procedure, or another one under that name. */
  public ScheduleScope with(Procedure p) {
    Map<String, Procedure> more = new LinkedHashMap<>(named);
    more.put(p.name(), p);
    return new ScheduleScope(module, session, more, versions).knowing(List.of(p.version()));
  }

  /** This scope with the histories of procedures that calls may refer to. */
  ScheduleScope knowing(Collection<Version> more) {
    if (more.stream().allMatch(v -> versions.get(v.proc()) == v)) {
      return this;
    }
    Map<Proc, Version> all = new IdentityHashMap<>(versions);
    for (Version v : more) {
      all.put(v.proc(), v);
    }
    return new ScheduleScope(module, session, named, all);
  }

  /** This scope with what the other one knows of histories and names. */
  public ScheduleScope merge(ScheduleScope other) {
    if (other == this) {
      return this;
    }
    Map<String, Procedure> names = new LinkedHashMap<>(other.named);
    names.putAll(named);
    Map<Proc, Version> all = new IdentityHashMap<>(other.versions);
    all.putAll(versions);
    return new ScheduleScope(module, session, names, all);
  }

  /** The procedure of that name: one that a schedule made, or a declared one. */
  public Optional<Procedure> procedure(String name) {
    Procedure p = named.get(name);
    return p != null ? Optional.of(p.in(this)) : module.proc(name).map(this::procedure);
  }

  /** A procedure that occurs in code, with its history if it has one. */
  public Procedure procedure(Proc proc) {
    return new Procedure(version(proc), this);
  }

  /** The history of a procedure that occurs in code. */
  Version version(Proc proc) {
    Version v = versions.get(proc);
    return v != null ? v : Version.first(proc);
  }

  /** The names of all procedures, for "did you mean". */
  public Collection<String> procedureNames() {
    Set<String> names = new LinkedHashSet<>(module.procNames());
    names.addAll(named.keySet());
    return names;
  }

  /**
   * The configuration fields in which two procedures may differ at the end, though they do the same
   * otherwise; empty if they are not known to be equivalent.
   */
  public Optional<Set<ConfigKey>> equivalentModulo(Procedure a, Procedure b) {
    List<Version> known = new ArrayList<>(List.of(a.version(), b.version()));
    Optional<Set<ConfigKey>> theirs = new Equivalence(known).modulo(a.proc(), b.proc());
    if (theirs.isPresent() && theirs.get().isEmpty()) {
      return theirs; // the histories of others cannot say more
    }
    for (Procedure p : named.values()) {
      known.add(p.version());
    }
    return new Equivalence(known).modulo(a.proc(), b.proc());
  }
}
