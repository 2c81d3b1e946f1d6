package io.exo4j.schedule;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.analysis.Obligation;
import io.exo4j.ir.Proc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One point in the history of a procedure: the code, and the step that led to it. Immutable. */
public final class Version {
  private final Proc proc;
  private final Optional<Version> previous;
  private final Supplier<String> step;
  private final boolean unsafe;
  private final Set<ConfigKey> changed;
  private final boolean newClass;
  private final List<Version> equal;
  private final List<Obligation> obligations;
  private final long nanos;

  private Version(
      Proc proc,
      Optional<Version> previous,
      Supplier<String> step,
      boolean unsafe,
      Set<ConfigKey> changed,
      boolean newClass,
      List<Version> equal,
      List<Obligation> obligations,
      long nanos) {
    this.proc = proc;
    this.previous = previous;
    this.step = step;
    this.unsafe = unsafe;
    this.changed = Set.copyOf(changed);
    this.newClass = newClass;
    this.equal = List.copyOf(equal);
    this.obligations = List.copyOf(obligations);
    this.nanos = nanos;
  }

  static Version first(Proc proc) {
    return new Version(
        proc, Optional.empty(), () -> "", false, Set.of(), true, List.of(), List.of(), 0);
  }

  Version then(
      Outcome outcome,
      Supplier<String> stepText,
      boolean isUnsafe,
      List<Obligation> proved,
      long took) {
    // the graph of equivalences tells versions apart by their code: an unchanged procedure with a
    // new
    // contract needs an object of its own
    boolean sameObject = outcome.isNewClass() && outcome.proc() == proc;
    return new Version(
        sameObject ? proc.withName(proc.name()) : outcome.proc(),
        Optional.of(this),
        stepText,
        isUnsafe,
        outcome.changed(),
        outcome.isNewClass(),
        outcome.equal().stream().map(Procedure::version).toList(),
        proved,
        took);
  }

  /** The code. */
  public Proc proc() {
    return proc;
  }

  /** What it was made from; empty for code as it was written. */
  public Optional<Version> previous() {
    return previous;
  }

  /**
   * The step that made it: the directive with its arguments; empty for code as it was written. The
   * text is made when it is asked for: most builds never do.
   */
  public String step() {
    return step.get();
  }

  /** True if that step is not proved. */
  public boolean isUnsafe() {
    return unsafe;
  }

  /**
   * The configuration fields that may have another value at the end than in the previous version.
   */
  public Set<ConfigKey> changed() {
    return changed;
  }

  /** True if it is not equivalent to the previous version. */
  public boolean isNewClass() {
    return newClass;
  }

  /** What somebody asserted it to be equivalent to. */
  List<Version> equal() {
    return equal;
  }

  /** What was proved, or not, for that step. */
  public List<Obligation> obligations() {
    return obligations;
  }

  /** How long that step took, proofs included, in nanoseconds. */
  public long nanos() {
    return nanos;
  }

  /** True if this is that version, or was made from it. */
  boolean comesFrom(Version earlier) {
    Optional<Version> v = Optional.of(this);
    while (v.isPresent() && v.get() != earlier) {
      v = v.get().previous();
    }
    return v.isPresent();
  }

  /** All versions from the code as it was written to this one. */
  public List<Version> history() {
    List<Version> out = new ArrayList<>();
    Optional<Version> v = Optional.of(this);
    while (v.isPresent()) {
      out.add(v.get());
      v = v.get().previous();
    }
    Collections.reverse(out);
    return Collections.unmodifiableList(out);
  }
}
