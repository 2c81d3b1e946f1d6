package io.exo4j.analysis;

import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Obligations about configuration fields: who may see a new value of one. */
public final class ConfigProofs {
  private final Obligations proofs;
  private final ProofSession session;

  /** Proofs about the procedure that these are about. */
  public ConfigProofs(Obligations proofs) {
    this.proofs = proofs;
    this.session = proofs.session();
  }

  /**
   * A refusal, or the configuration fields whose final value may differ.
   *
   * @param refusal why not
   * @param fields the fields
   */
  public record Either(Optional<Refusal> refusal, Set<ConfigKey> fields) {}

  /**
   * {@code configDead}: deleting this write of a configuration field (or having inserted it)
   * changes nothing but, perhaps, the field's value at the end.
   *
   * @return the refusal, or the fields whose final value may differ: none or that one
   */
  public Either configDead(Stmt.WriteConfig write) {
    StmtInfo info = proofs.info(write.id());
    ConfigKey key = ConfigKey.of(write.config(), write.field());
    Access w =
        proofs.summary().slice(info.start(), info.end()).stream()
            .filter(a -> a.modifies() && a.buffer().config().filter(key::equals).isPresent())
            .findFirst()
            .orElseThrow();
    return configDead(List.of(w), key, info);
  }

  /**
   * {@code configOnly}: the statement modifies at least one configuration field and nothing else,
   * and deleting it changes nothing but, perhaps, those fields' values at the end.
   *
   * @return the refusal, or the fields whose final value may differ
   */
  public Either configOnly(Stmt s) {
    Map<ConfigKey, List<Access>> writes = new LinkedHashMap<>();
    for (Access a : proofs.effects(List.of(s))) {
      if (a.modifies() && !a.buffer().isConfig()) {
        String reason = "this also modifies '" + a.buffer().name() + "'";
        return new Either(Optional.of(Refusal.at(reason, s)), Set.of());
      }
      if (a.modifies()) {
        ConfigKey key = a.buffer().config().orElseThrow();
        writes.computeIfAbsent(key, k -> new ArrayList<>()).add(a);
      }
    }
    if (writes.isEmpty()) {
      return new Either(Optional.of(Refusal.at("this writes no configuration", s)), Set.of());
    }
    Set<ConfigKey> visible = new LinkedHashSet<>();
    for (Map.Entry<ConfigKey, List<Access>> w : writes.entrySet()) {
      Either e = configDead(w.getValue(), w.getKey(), proofs.info(s.id()));
      if (e.refusal().isPresent()) {
        return e;
      }
      visible.addAll(e.fields());
    }
    return new Either(Optional.empty(), visible);
  }

  /**
   * {@code configDead} for fields whose values after a statement may become anything: no read sees
   * them. The result's fields are those that may still differ when the procedure ends.
   */
  public Either configMayChange(StmtId at, Set<ConfigKey> keys) {
    Set<ConfigKey> visible = new LinkedHashSet<>();
    for (ConfigKey key : keys) {
      Optional<Buffer> field =
          proofs.summary().accesses().stream()
              .map(Access::buffer)
              .filter(b -> b.config().filter(key::equals).isPresent())
              .findFirst();
      if (field.isEmpty()) {
        visible.add(key);
        continue;
      }
      Either e = unread(field.get(), key, proofs.info(at), Optional.empty());
      if (e.refusal().isPresent()) {
        return e;
      }
      visible.addAll(e.fields());
    }
    return new Either(Optional.empty(), visible);
  }

  private Either configDead(List<Access> writes, ConfigKey key, StmtInfo info) {
    if (writes.stream().allMatch(proofs::isNoop)) {
      return new Either(Optional.empty(), Set.of());
    }
    Optional<Access> only = writes.size() == 1 ? Optional.of(writes.get(0)) : Optional.empty();
    return unread(writes.get(0).buffer(), key, info, only);
  }

  private Either unread(Buffer field, ConfigKey key, StmtInfo info, Optional<Access> write) {
    for (Access r : proofs.summary().accesses()) {
      if (r.buffer() == field
          && r.kind() == Access.Kind.READ
          && mayReach(info, r, field)
          && proofs.reachable(r)) {
        return new Either(
            Optional.of(
                new Refusal(
                    "the new value of " + key + " may be read by this statement",
                    new ConfigExample(proofs).of(info, write, r, key).filter(v -> !v.isEmpty()),
                    "",
                    Optional.of(r.stmt()))),
            Set.of());
      }
    }
    return new Either(Optional.empty(), overwrittenBeforeEnd(info, field) ? Set.of() : Set.of(key));
  }

  /**
   * Whether the value that a statement gives to a field may still be there when {@code r} reads it.
   */
  private boolean mayReach(StmtInfo from, Access r, Buffer field) {
    if (r.order() >= from.end() && !overwrittenSince(from, r, field)) {
      return true;
    }
    int common = LoopFrame.common(from.frames(), r.frames());
    if (common == 0) {
      return false;
    }
    // around a loop that encloses both: overwritten in the rest of the iteration or before the read
    for (int depth = common; depth > 0; depth--) {
      LoopFrame f = from.frames().get(depth - 1);
      StmtInfo loop = proofs.info(f.loop().id());
      boolean before = overwritten(loop.start(), r.order(), r, field);
      boolean rest = definite(from, loop, field);
      if (!before && !rest) {
        return true;
      }
      if (rest) {
        return false;
      }
    }
    return false;
  }

  /** Whether a later read of the field sees a write that follows the last run of {@code from}. */
  private boolean overwrittenSince(StmtInfo from, Access r, Buffer field) {
    List<Formula> some = new ArrayList<>();
    for (Access w : proofs.summary().slice(from.end(), r.order())) {
      if (w.buffer() != field || w.kind() != Access.Kind.WRITE) {
        continue;
      }
      if (follows(w, from)) {
        return true;
      }
      // in a loop that encloses both it and the statement, but not the read, it may come too early
      if (LoopFrame.common(w.frames(), from.frames()) <= LoopFrame.common(w.frames(), r.frames())) {
        some.add(proofs.writes(w, r));
      }
    }
    return !some.isEmpty() && session.holds("covered", r.path().formulas(), Formula.or(some));
  }

  /** Whether the access happens after every run of the statement, in the same iteration. */
  private static boolean follows(Access w, StmtInfo from) {
    return w.order() >= from.end()
        && LoopFrame.common(w.frames(), from.frames()) == w.frames().size()
        && from.path().formulas().containsAll(w.path().formulas());
  }

  /** Whether every run to {@code r} passes a write of the field between the two orders. */
  private boolean overwritten(int fromOrder, int toOrder, Access r, Buffer field) {
    List<Formula> some = new ArrayList<>();
    for (Access w : proofs.summary().slice(fromOrder, toOrder)) {
      if (w.buffer() == field && w.kind() == Access.Kind.WRITE) {
        some.add(proofs.writes(w, r));
      }
    }
    return !some.isEmpty() && session.holds("covered", r.path().formulas(), Formula.or(some));
  }

  /** Whether the rest of the loop body after {@code from} definitely writes the field. */
  private boolean definite(StmtInfo from, StmtInfo loop, Buffer field) {
    return proofs.summary().slice(from.end(), loop.end()).stream()
        .anyMatch(w -> w.buffer() == field && w.kind() == Access.Kind.WRITE && follows(w, from));
  }

  private boolean overwrittenBeforeEnd(StmtInfo from, Buffer field) {
    return proofs.summary().slice(from.end(), Integer.MAX_VALUE).stream()
        .anyMatch(w -> w.buffer() == field && w.kind() == Access.Kind.WRITE && follows(w, from));
  }
}
