package io.exo4j.schedule;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.cursor.Editor;
import io.exo4j.ir.Proc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a directive made of a procedure. Unless it says otherwise, the result computes the same as
 * before and leaves all configuration state the same.
 */
public final class Outcome {
  private final Proc proc;
  private final Optional<Procedure> composed;
  private final Set<ConfigKey> changed;
  private final boolean newClass;
  private final List<Procedure> equal;
  private final List<Proc> created;

  private Outcome(
      Proc proc,
      Optional<Procedure> composed,
      Set<ConfigKey> changed,
      boolean newClass,
      List<Procedure> equal,
      List<Proc> created) {
    this.proc = proc;
    this.composed = composed;
    this.changed = Set.copyOf(changed);
    this.newClass = newClass;
    this.equal = List.copyOf(equal);
    this.created = List.copyOf(created);
  }

  /** A changed procedure. */
  public static Outcome of(Proc proc) {
    return new Outcome(proc, Optional.empty(), Set.of(), false, List.of(), List.of());
  }

  /** An edited procedure. */
  public static Outcome of(Editor editor) {
    return of(editor.proc());
  }

  /**
   * What other directives made of the context's procedure. Their steps become part of the history.
   */
  public static Outcome of(Procedure composed) {
    return new Outcome(
        composed.proc(), Optional.of(composed), Set.of(), false, List.of(), List.of());
  }

  /** The same, but these fields may have another value at the end than before. */
  public Outcome changing(Set<ConfigKey> fields) {
    Set<ConfigKey> all = new HashSet<>(changed);
    all.addAll(fields);
    return new Outcome(proc, composed, all, newClass, equal, created);
  }

  /** The same, but the result is not equivalent to what it was made from: another contract. */
  public Outcome asNewClass() {
    return new Outcome(proc, composed, changed, true, equal, created);
  }

  /** The same, and the result counts as equivalent to {@code other}; nobody checks it. */
  public Outcome assertedEqualTo(Procedure other) {
    List<Procedure> more = new ArrayList<>(equal);
    more.add(other);
    return new Outcome(proc, composed, changed, newClass, more, created);
  }

  /** The same, with a second procedure that the directive created; it is a class of its own. */
  public Outcome creating(Proc second) {
    List<Proc> more = new ArrayList<>(created);
    more.add(second);
    return new Outcome(proc, composed, changed, newClass, equal, more);
  }

  /** The resulting code. */
  public Proc proc() {
    return proc;
  }

  Optional<Procedure> composed() {
    return composed;
  }

  Set<ConfigKey> changed() {
    return changed;
  }

  boolean isNewClass() {
    return newClass;
  }

  /** True if it says more about the result than that it was made. */
  boolean saysMore() {
    return newClass || !changed.isEmpty() || !equal.isEmpty();
  }

  List<Procedure> equal() {
    return equal;
  }

  List<Proc> created() {
    return created;
  }
}
