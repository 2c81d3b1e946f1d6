package io.exo4j.schedule;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.ir.Proc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known about procedures doing the same. Histories form a graph: a version and the one it
 * was made from are equivalent up to the configuration fields that the step may have changed. Two
 * versions are equivalent if the graph connects them, and equivalent with respect to a field if it
 * does so without the steps that may change that field. Equivalence modulo {@code K} and modulo
 * {@code L} is equivalence modulo their intersection, so taking each field by itself gives the
 * strongest statement there is.
 */
final class Equivalence {
  private record Edge(Proc to, Set<ConfigKey> changed) {}

  private final Map<Proc, List<Edge>> edges = new IdentityHashMap<>();
  private final Set<ConfigKey> fields = new LinkedHashSet<>();
  private final Set<Version> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What is known from the histories of these versions. */
  Equivalence(Collection<Version> known) {
    Deque<Version> work = new ArrayDeque<>(known);
    while (!work.isEmpty()) {
      Version v = work.pop();
      if (!seen.add(v)) {
        continue;
      }
      if (v.previous().isPresent()) {
        Version p = v.previous().get();
        work.push(p);
        if (!v.isNewClass()) {
          connect(v.proc(), p.proc(), v.changed());
        }
      }
      for (Version e : v.equal()) {
        work.push(e);
        connect(v.proc(), e.proc(), Set.of());
      }
    }
  }

  private void connect(Proc a, Proc b, Set<ConfigKey> changed) {
    fields.addAll(changed);
    edges.computeIfAbsent(a, k -> new ArrayList<>()).add(new Edge(b, changed));
    edges.computeIfAbsent(b, k -> new ArrayList<>()).add(new Edge(a, changed));
  }

  /**
   * The fields in which the two may differ at the end; empty if they are not known to be
   * equivalent.
   */
  Optional<Set<ConfigKey>> modulo(Proc a, Proc b) {
    if (!connected(a, b, e -> true)) {
      return Optional.empty();
    }
    Set<ConfigKey> differ = new LinkedHashSet<>();
    for (ConfigKey f : fields) {
      if (!connected(a, b, e -> !e.changed().contains(f))) {
        differ.add(f);
      }
    }
    return Optional.of(differ);
  }

  private boolean connected(Proc a, Proc b, Predicate<Edge> through) {
    Set<Proc> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Proc> work = new ArrayDeque<>(List.of(a));
    while (!work.isEmpty()) {
      Proc p = work.pop();
      if (p == b) {
        return true;
      }
      if (reached.add(p)) {
        for (Edge e : edges.getOrDefault(p, List.of())) {
          if (through.test(e)) {
            work.push(e.to());
          }
        }
      }
    }
    return false;
  }
}
