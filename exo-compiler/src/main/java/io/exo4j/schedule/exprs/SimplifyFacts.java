package io.exo4j.schedule.exprs;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What conditions around the present place say: this expression has the value of that one. Symbols
 * have identity, so a fact about a variable is not about another one of its name. A fact about a
 * configuration field ends where the field may be written.
 */
final class SimplifyFacts {
  /** A value, and the fields that it holds for. */
  record Fact(Expr value, Set<ConfigKey> reads) {}

  private final Map<Proc, Set<ConfigKey>> writtenBy = new IdentityHashMap<>();
  private Map<Expr, Fact> facts = new HashMap<>();

  /** What an expression is known to be equal to, or itself. */
  Expr replace(Expr e) {
    if (facts.isEmpty()) {
      return e;
    }
    Fact f = facts.get(e);
    return f == null ? e : f.value();
  }

  /** The facts as they are now, for {@link #restore}. */
  Map<Expr, Fact> mark() {
    return Map.copyOf(facts);
  }

  /** Goes back to the facts of a mark, as far as they are still known. */
  void restore(Map<Expr, Fact> mark, Collection<Stmt> since) {
    facts = new HashMap<>(mark);
    end(since);
  }

  /**
   * What holds where the condition does: {@code e == 3}, and of {@code x / 4 == 0} also {@code x %
   * 4 == x}.
   */
  void assume(Expr cond) {
    cond.as(Expr.Bin.class)
        .filter(c -> c.op() == BinOp.EQ && c.rhs().asInt().isPresent())
        .ifPresent(this::assumeEqual);
  }

  private void assumeEqual(Expr.Bin equality) {
    Reads reads = new Reads();
    reads.expr(equality.lhs());
    if (reads.stride) {
      return;
    }
    facts.put(equality.lhs(), new Fact(equality.rhs(), reads.keys));
    equality
        .lhs()
        .as(Expr.Bin.class)
        .filter(d -> d.op() == BinOp.DIV)
        .filter(d -> d.rhs().asInt().orElse(0) > 0)
        .filter(d -> equality.rhs().asInt().orElse(1) == 0)
        .ifPresent(
            d -> facts.put(Expr.bin(BinOp.MOD, d.lhs(), d.rhs()), new Fact(d.lhs(), reads.keys)));
  }

  /** Ends the facts about fields that statements may write. */
  void end(Collection<Stmt> stmts) {
    if (facts.values().stream().anyMatch(f -> !f.reads().isEmpty())) {
      Set<ConfigKey> written = written(stmts);
      facts.values().removeIf(f -> f.reads().stream().anyMatch(written::contains));
    }
  }

  private Set<ConfigKey> written(Collection<Stmt> stmts) {
    Writes w = new Writes();
    for (Stmt s : stmts) {
      w.stmt(s);
    }
    return w.keys;
  }

  private Set<ConfigKey> written(Proc callee) {
    Set<ConfigKey> known = writtenBy.get(callee);
    if (known == null) {
      known = written((Collection<Stmt>) callee.body());
      writtenBy.put(callee, known);
    }
    return known;
  }

  private static final class Reads extends Walker {
    final Set<ConfigKey> keys = new HashSet<>();
    boolean stride;

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      keys.add(ConfigKey.of(e.config(), e.field()));
      return null;
    }

    @Override
    public Void stride(Expr.Stride e) {
      stride = true;
      return null;
    }
  }

  private final class Writes extends Walker {
    final Set<ConfigKey> keys = new HashSet<>();

    @Override
    public void expr(Expr e) {
      // expressions write nothing
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      keys.add(ConfigKey.of(s.config(), s.field()));
      return null;
    }

    @Override
    public Void call(Stmt.Call s) {
      keys.addAll(written(s.callee()));
      return null;
    }
  }
}
