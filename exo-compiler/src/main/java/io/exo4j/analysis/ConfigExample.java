package io.exo4j.analysis;

import io.exo4j.analysis.Conflicts.Instance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds values for which a read of a configuration field sees what a statement made of it. Where
 * something on the way is not known exactly, none are given.
 */
final class ConfigExample {
  /** Names that no program has: the field's value with and without the write. */
  private static final String WITH = "?with";

  private static final String WITHOUT = "?without";

  private final Obligations proofs;
  private final Summary summary;
  private final ProofSession session;

  ConfigExample(Obligations proofs) {
    this.proofs = proofs;
    this.summary = proofs.summary();
    this.session = summary.session();
  }

  /**
   * Values for which the read sees the new value.
   *
   * @param from the statement that changes the field
   * @param write its write, if it is known which value it writes
   */
  Optional<String> of(StmtInfo from, Optional<Access> write, Access read, ConfigKey key) {
    if (!read.isExact() || write.isPresent() && !write.get().isExact()) {
      return Optional.empty();
    }
    Optional<Values> values = write.flatMap(w -> values(w, from, key));
    if (write.isPresent() && values.isEmpty()) {
      return Optional.empty();
    }
    if (read.order() >= from.end()) {
      Optional<String> later =
          example(from, from, read, Instance.identity(session), List.of(), values);
      if (later.isPresent()) {
        return later;
      }
    }
    int common = LoopFrame.common(from.frames(), read.frames());
    for (int depth = common; depth > 0; depth--) {
      LoopFrame f = from.frames().get(depth - 1);
      StmtInfo loop = proofs.info(f.loop().id());
      if (!writes(from.end(), loop.end(), read.buffer()).isEmpty()) {
        continue; // perhaps overwritten in the rest of the iteration
      }
      Instance next =
          new Instance(session, f.intMark(), loop.intEnd(), f.boolMark(), loop.boolEnd(), "'");
      Formula after = Formula.equal(next.of(f.iter()), session.terms().of(f.iter()).plus(1));
      Optional<String> again = example(from, loop, read, next, List.of(after), values);
      if (again.isPresent()) {
        return again;
      }
    }
    return Optional.empty();
  }

  private List<Access> writes(int from, int to, Buffer field) {
    return summary.slice(from, to).stream()
        .filter(a -> a.buffer() == field && a.modifies())
        .toList();
  }

  /**
   * Values for which the read sees what the field was at a place.
   *
   * @param relation how the iteration of the read goes with that of the place, which is then in the
   *     loop {@code scope}; if empty, {@code scope} is the statement itself
   */
  private Optional<String> example(
      StmtInfo from,
      StmtInfo scope,
      Access read,
      Instance at,
      List<Formula> relation,
      Optional<Values> values) {
    List<Formula> hypotheses = new ArrayList<>(from.path().formulas());
    for (Formula f : read.path().formulas()) {
      hypotheses.add(at.apply(f));
    }
    hypotheses.addAll(relation);
    int begin = relation.isEmpty() ? scope.end() : scope.start();
    int depth = LoopFrame.common(scope.frames(), read.frames()) + relation.size();
    if (depth < read.frames().size()) {
      // a loop of a callee is part of the call
      StmtInfo own =
          summary
              .info(read.frames().get(depth).loop().id())
              .orElseGet(() -> proofs.info(read.stmt().id()));
      if (!writes(own.start(), own.end(), read.buffer()).isEmpty()) {
        for (LoopFrame f : read.frames().subList(depth, read.frames().size())) {
          hypotheses.add(at.apply(Formula.equal(session.terms().of(f.iter()), f.lo())));
        }
      }
    }
    for (Access w : writes(begin, read.order(), read.buffer())) {
      if (!w.isExact()) {
        return Optional.empty();
      }
      hypotheses.add(at.apply(proofs.writes(w, read)).negate());
    }
    if (values.isPresent()) {
      hypotheses.addAll(values.get().differ());
    }
    Verdict v = session.prove("configSeen", read.buffer().name(), hypotheses, Formula.FALSE);
    return v.outcome() == Verdict.Outcome.REFUTED
        ? Optional.of(text(v.counterexample(), values))
        : Optional.empty();
  }

  private static String text(Map<String, String> model, Optional<Values> values) {
    Map<String, String> all = new LinkedHashMap<>(model);
    String with = all.remove(WITH);
    String without = all.remove(WITHOUT);
    if (values.isPresent()) {
      all.putAll(values.get().data());
    }
    StringBuilder b = new StringBuilder();
    for (Map.Entry<String, String> e : all.entrySet()) {
      b.append(b.length() == 0 ? "" : ", ").append(e.getKey()).append(" = ").append(e.getValue());
    }
    if (values.isPresent()) {
      b.append(b.length() == 0 ? "" : "; ")
          .append("it reads ")
          .append(values.get().with().orElse(with))
          .append(" with the write and ")
          .append(values.get().without().orElse(without))
          .append(" without it");
    }
    return b.toString();
  }

  /**
   * The field's values with and without the write.
   *
   * @param differ that they differ; of control values, also what {@link #WITH} and {@link #WITHOUT}
   *     are
   * @param data values chosen for numbers to compute with
   * @param with the number, if it is one to compute with
   * @param without likewise
   */
  private record Values(
      List<Formula> differ,
      Map<String, String> data,
      Optional<String> with,
      Optional<String> without) {}

  private Optional<Values> values(Access write, StmtInfo from, ConfigKey key) {
    Optional<Value> before = before(write, from, key);
    Optional<Value> after = write.value().filter(ConfigExample::isKnown);
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    if (before.get() instanceof Value.Bool b && after.get() instanceof Value.Bool a) {
      Formula with = Formula.bool(session.boolVariable(WITH, Atom.Role.NAMED));
      Formula without = Formula.bool(session.boolVariable(WITHOUT, Atom.Role.NAMED));
      return control(
          Formula.iff(with, a.value()), Formula.iff(without, b.value()), a.equalTo(b).negate());
    }
    if (before.get() instanceof Value.Int b && after.get() instanceof Value.Int a) {
      if (isData(b.value()) || isData(a.value())) {
        return data(a.value(), b.value(), write.order());
      }
      Affine with = session.terms().of(session.terms().variable(WITH, Atom.Role.NAMED));
      Affine without = session.terms().of(session.terms().variable(WITHOUT, Atom.Role.NAMED));
      return control(
          Formula.equal(with, a.value()), Formula.equal(without, b.value()), a.equalTo(b).negate());
    }
    return Optional.empty();
  }

  /** The field's value before a write: if that is the only one in loops, the one before these. */
  private Optional<Value> before(Access write, StmtInfo from, ConfigKey key) {
    StmtInfo place = from;
    if (!from.frames().isEmpty()) {
      StmtInfo loop = proofs.info(from.frames().get(0).loop().id());
      if (writes(loop.start(), loop.end(), write.buffer()).size() == 1) {
        place = loop;
      }
    }
    return Optional.ofNullable(place.before().get(key))
        .or(() -> summary.initial(key))
        .filter(ConfigExample::isKnown);
  }

  private static boolean isKnown(Value value) {
    boolean[] unknown = {false};
    Consumer<Atom> atom = a -> unknown[0] |= a.role() == Atom.Role.UNKNOWN;
    if (value instanceof Value.Int i) {
      i.value().variables(atom);
    } else if (value instanceof Value.Bool b) {
      b.value().variables(atom);
      b.value().boolVariables(v -> unknown[0] |= v.role() == Atom.Role.UNKNOWN);
    }
    return !unknown[0];
  }

  private static Optional<Values> control(Formula with, Formula without, Formula differ) {
    List<Formula> all = List.of(with, without, differ);
    return Optional.of(new Values(all, Map.of(), Optional.empty(), Optional.empty()));
  }

  /** Whether it is the name of a number to compute with: a literal or a scalar. */
  private static boolean isData(Affine value) {
    return value.size() == 1 && value.atom(0).role() == Atom.Role.AUXILIARY;
  }

  private Optional<Values> data(Affine with, Affine without, int order) {
    if (with.equals(without) || !isFree(with, order) || !isFree(without, order)) {
      return Optional.empty();
    }
    Optional<BigDecimal> w = literal(with.atom(0).name());
    Optional<BigDecimal> o = literal(without.atom(0).name());
    Map<String, String> chosen = new LinkedHashMap<>();
    String ow = o.map(BigDecimal::toString).orElseGet(() -> other(w));
    String ww = w.map(BigDecimal::toString).orElseGet(() -> other(Optional.of(new BigDecimal(ow))));
    if (o.isEmpty()) {
      chosen.put(without.atom(0).name(), ow);
    }
    if (w.isEmpty()) {
      chosen.put(with.atom(0).name(), ww);
    }
    return Optional.of(new Values(List.of(), chosen, Optional.of(ww), Optional.of(ow)));
  }

  /** Whether it is a literal, or may be any number: a field at entry, an argument as it came. */
  private boolean isFree(Affine value, int order) {
    if (value.size() != 1) {
      return false;
    }
    String name = value.atom(0).name();
    if (value.atom(0).role() == Atom.Role.NAMED || literal(name).isPresent()) {
      return true;
    }
    return summary.proc().args().stream().anyMatch(a -> a.name().equals(name))
        && summary.accesses().stream()
            .filter(a -> a.buffer().name().equals(name))
            .allMatch(a -> a.buffer().born() < 0 && (a.order() >= order || !a.modifies()));
  }

  private static String other(Optional<BigDecimal> than) {
    return than.filter(x -> x.signum() == 0).isPresent() ? "1.0" : "0.0";
  }

  private static Optional<BigDecimal> literal(String name) {
    try {
      return Optional.of(new BigDecimal(name));
    } catch (NumberFormatException notALiteral) {
      return Optional.empty();
    }
  }
}
