package io.exo4j.analysis;

import io.exo4j.ir.Config;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One loop: walks over its body once, for an iteration that stands for all. A field that the body
 * may change is unknown at the start of the iteration, unless the body provably leaves it as it
 * was.
 */
final class SummaryLoop {
  private final Summarizer walk;
  private final Stmt.For loop;
  private final Affine lo;
  private final Affine hi;

  SummaryLoop(Summarizer walk, Stmt.For loop, Affine lo, Affine hi) {
    this.walk = walk;
    this.loop = loop;
    this.lo = lo;
    this.hi = hi;
  }

  /**
   * Walks over the loop.
   *
   * @param info hears what one iteration is; null in callees, about which nobody asks
   */
  void run(Summarizer.InfoBuilder info) {
    Set<ConfigKey> changed = walk.steady ? Set.of() : walk.writes.config(loop.body());
    walk.forget(loop.body());
    Map<ConfigKey, Value> entry = walk.config;
    Path outside = walk.path;
    List<LoopFrame> outsideFrames = walk.frames;
    Set<ConfigKey> unstable = changed.isEmpty() ? Set.of() : unstable(changed);
    LoopFrame frame = enter(entry, unstable);
    if (info != null) {
      info.frame = frame;
      info.inner = walk.path;
    }
    walk.block(loop.body());
    Map<ConfigKey, Value> end = walk.config;
    walk.path = outside;
    walk.frames = outsideFrames;
    walk.config = entry;
    walk.forget(loop.body());
    for (ConfigKey k : unstable) {
      Value v = end.get(k);
      boolean local = v == null || v.mentionsVariableFrom(frame.intMark(), frame.boolMark());
      Value old = entry.containsKey(k) ? entry.get(k) : walk.initial.get(k);
      Value after = local ? walk.unknownLike(old, k) : walk.choose(k, Formula.less(lo, hi), v, old);
      walk.setConfig(k, after);
    }
  }

  /** Begins the iteration that stands for all. */
  private LoopFrame enter(Map<ConfigKey, Value> entry, Set<ConfigKey> unstable) {
    int intMark = walk.terms.mark();
    int boolMark = walk.session.boolMark();
    Atom iter = walk.terms.variable(loop.iter().name(), Atom.Role.NAMED);
    LoopFrame frame = new LoopFrame(loop, iter, lo, hi, intMark, boolMark);
    walk.scope.ints.put(loop.iter(), walk.terms.of(iter));
    Affine i = walk.terms.of(iter);
    walk.path = walk.path.and(Formula.geq(i, lo)).and(Formula.less(i, hi));
    List<LoopFrame> inner = new ArrayList<>(walk.frames);
    inner.add(frame);
    walk.frames = List.copyOf(inner);
    walk.config = entry;
    for (ConfigKey k : unstable) {
      Value old = entry.containsKey(k) ? entry.get(k) : walk.initial.get(k);
      walk.setConfig(k, walk.unknownLike(old, k));
    }
    return frame;
  }

  /** The fields that the body does not provably leave alone, by induction over the iterations. */
  private Set<ConfigKey> unstable(Set<ConfigKey> changed) {
    Set<ConfigKey> unstable =
        walk.knownUnstable.computeIfAbsent(loop.id(), k -> new LinkedHashSet<>());
    if (unstable.containsAll(changed)) {
      declare(changed);
      return unstable;
    }
    Map<ConfigKey, Value> entry = walk.config;
    Path outside = walk.path;
    List<LoopFrame> outsideFrames = walk.frames;
    Checks realChecks = walk.checks;
    Map<StmtId, StmtInfo> savedInfos = new LinkedHashMap<>(walk.infos);
    Map<Sym, Affine> savedVersions = new HashMap<>(walk.dataVersions);
    int size = walk.accesses.size();
    int savedOrder = walk.order;
    Stmt savedOuter = walk.outer;
    walk.checks = Checks.NONE;
    for (boolean again = true; again; ) {
      again = false;
      declare(changed);
      enter(entry, unstable);
      Map<ConfigKey, Value> start = walk.config;
      walk.block(loop.body());
      Map<ConfigKey, Value> end = walk.config;
      Path bodyPath = walk.path;
      for (ConfigKey k : changed) {
        if (!unstable.contains(k)) {
          Value a = start.containsKey(k) ? start.get(k) : walk.initial.get(k);
          Value b = end.getOrDefault(k, a);
          Formula same = a == null || b == null ? Formula.FALSE : b.equalTo(a);
          if (same != Formula.TRUE && !bodyPath.facts().prove(same)) {
            unstable.add(k);
            again = true;
          }
        }
      }
      walk.path = outside;
      walk.frames = outsideFrames;
      walk.config = entry;
    }
    walk.checks = realChecks;
    walk.outer = savedOuter;
    walk.infos.keySet().retainAll(savedInfos.keySet());
    walk.infos.putAll(savedInfos);
    walk.dataVersions.clear();
    walk.dataVersions.putAll(savedVersions);
    while (walk.accesses.size() > size) {
      walk.accesses.remove(walk.accesses.size() - 1);
    }
    walk.order = savedOrder;
    return unstable;
  }

  /** Makes sure that the fields have an initial value to start from. */
  private void declare(Set<ConfigKey> fields) {
    new ConfigDeclarer(fields).stmts(loop.body());
  }

  /** Gives every field that code mentions an initial value. */
  private final class ConfigDeclarer extends Walker {
    private final Set<ConfigKey> fields;

    ConfigDeclarer(Set<ConfigKey> fields) {
      this.fields = fields;
    }

    private void declare(Config c, String field) {
      if (fields.contains(ConfigKey.of(c, field))) {
        walk.configValue(c, field);
      }
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      declare(s.config(), s.field());
      return super.writeConfig(s);
    }

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      declare(e.config(), e.field());
      return null;
    }

    @Override
    public Void call(Stmt.Call s) {
      super.call(s);
      stmts(s.callee().body());
      return null;
    }
  }
}
