package io.exo4j.schedule.buffers;

import io.exo4j.analysis.Writes;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the values in a buffer depend on, through other buffers too: names on the right hand sides
 * and in the subscripts of what is stored into it, in conditions and loop bounds around that, and
 * in calls that it takes part in. A guess at what the user means, not a proof of anything.
 */
final class Dependencies extends Walker {
  private final TypeEnv types;
  private final Writes writes;
  private final Map<Sym, Set<Sym>> direct = new HashMap<>();
  private final Deque<Set<Sym>> control = new ArrayDeque<>();

  private Dependencies(TypeEnv types, Writes writes) {
    this.types = types;
    this.writes = writes;
  }

  /** The symbols that the values of an allocation depend on, as long as it lives. */
  static Set<Sym> of(Context context, Stmt.Alloc a) {
    Dependencies d = new Dependencies(context.types(), context.scope().session().writes());
    d.control.push(Set.of());
    d.stmts(Scope.of(context, a));
    Set<Sym> seen = new LinkedHashSet<>();
    Deque<Sym> todo = new ArrayDeque<>(List.of(a.buf()));
    while (!todo.isEmpty()) {
      Sym s = todo.pop();
      for (Sym next : d.direct.getOrDefault(s, Set.of())) {
        if (seen.add(next)) {
          todo.push(next);
        }
      }
    }
    return seen;
  }

  private void store(Sym buf, Set<Sym> names) {
    Sym root = types.root(buf);
    Set<Sym> all = direct.computeIfAbsent(root, k -> new LinkedHashSet<>());
    for (Sym n : names) {
      all.add(types.root(n));
    }
    for (Set<Sym> s : control) {
      all.addAll(s);
    }
  }

  private void within(Set<Sym> names, Runnable block) {
    control.push(names);
    block.run();
    control.pop();
  }

  @Override
  public Void assign(Stmt.Assign s) {
    Set<Sym> names = new LinkedHashSet<>(Names.in(s.rhs()));
    names.addAll(Names.in(s.idx()));
    store(s.buf(), names);
    return null;
  }

  @Override
  public Void reduce(Stmt.Reduce s) {
    Set<Sym> names = new LinkedHashSet<>(Names.in(s.rhs()));
    names.addAll(Names.in(s.idx()));
    store(s.buf(), names);
    return null;
  }

  @Override
  public Void window(Stmt.WindowStmt s) {
    store(s.name(), Names.in(s.window()));
    return null;
  }

  @Override
  public Void call(Stmt.Call s) {
    Set<Sym> names = new LinkedHashSet<>(Names.in(s.args()));
    Set<Sym> written = writes.arguments(s.callee());
    for (int i = 0; i < s.args().size(); i++) {
      if (written.contains(s.callee().args().get(i).sym())) {
        s.args().get(i).buffer().ifPresent(b -> store(b, names));
      }
    }
    return null;
  }

  @Override
  public Void ifStmt(Stmt.If s) {
    within(
        Names.in(s.cond()),
        () -> {
          stmts(s.then());
          stmts(s.orelse());
        });
    return null;
  }

  @Override
  public Void forStmt(Stmt.For s) {
    within(Names.in(List.of(s.lo(), s.hi())), () -> stmts(s.body()));
    // what an inner loop variable runs over counts with the variable
    direct
        .computeIfAbsent(s.iter(), k -> new LinkedHashSet<>())
        .addAll(Names.in(List.of(s.lo(), s.hi())));
    return null;
  }
}
