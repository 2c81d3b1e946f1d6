package io.exo4j.stdlib;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Place;
import io.exo4j.cursor.Stmts;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.GapRef;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.StmtRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The procedure while an operation applies directives to it. Statements are named by their
 * identity, which directives preserve.
 */
final class Work {
  private final Context context;
  private Procedure procedure;

  Work(Context context) {
    this.context = context;
    this.procedure = context.procedure();
  }

  /** What the directives made. */
  Outcome done() {
    return Outcome.of(procedure);
  }

  Procedure procedure() {
    return procedure;
  }

  /**
   * The operation's own context, for refusals. It is about the procedure before the first
   * directive.
   */
  Context context() {
    return context;
  }

  /** Applies a directive. */
  Work apply(Directive directive) {
    procedure = procedure.apply(directive);
    return this;
  }

  /** Applies a directive if it is not refused. */
  boolean attempt(Directive directive) {
    return together(w -> w.apply(directive));
  }

  /** Does several steps, or none of them if one is refused. */
  boolean together(Consumer<Work> steps) {
    Procedure before = procedure;
    try {
      steps.accept(this);
      return true;
    } catch (SchedulingException e) {
      procedure = before;
      return false;
    }
  }

  // ---------------------------------------------------------------- where things are

  boolean contains(StmtId id) {
    return procedure.index().contains(id);
  }

  Stmt stmt(StmtId id) {
    return procedure.index().stmt(id);
  }

  Place place(StmtId id) {
    return procedure.index().place(id);
  }

  Optional<Stmt> parent(StmtId id) {
    return procedure.index().parent(id);
  }

  Optional<Stmt.For> asLoop(StmtId id) {
    return stmt(id).as(Stmt.For.class);
  }

  Stmt.For loop(StmtId id) {
    return asLoop(id)
        .orElseThrow(() -> context.refuse("a loop is expected, not " + Stmts.describe(stmt(id))));
  }

  /** The body of a loop, or what an {@code if} does when its condition holds. */
  List<Stmt> body(StmtId id) {
    return Stmts.block(stmt(id), Branch.BODY);
  }

  Stmt next(StmtId id) {
    return place(id).next().orElseThrow();
  }

  /** All statements in a scope, outermost first, without the scope itself. */
  List<Stmt> inside(StmtId scope) {
    return procedure.index().statements().stream()
        .filter(s -> s.id() != scope && procedure.index().isWithin(s.id(), scope))
        .toList();
  }

  /** All statements in a block, outermost first. */
  List<Stmt> inside(List<Stmt> block) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt s : block) {
      out.add(s);
      out.addAll(inside(s.id()));
    }
    return out;
  }

  /** All statements of a kind in a scope, outermost first. */
  <T extends Stmt> List<T> inside(StmtId scope, Class<T> kind) {
    return inside(scope).stream().flatMap(s -> s.as(kind).stream()).toList();
  }

  /** The names that the procedure uses, and more that are taken. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    for (Arg a : procedure.proc().args()) {
      names.add(a.name());
    }
    for (Stmt s : procedure.index().statements()) {
      Stmts.declares(s).ifPresent(d -> names.add(d.name()));
      s.as(Stmt.For.class).ifPresent(f -> names.add(f.iter().name()));
    }
    return names;
  }

  /** A name that is not in use yet: the one wanted, or with a number. */
  String fresh(String wanted) {
    Set<String> names = names();
    String name = wanted;
    for (int i = 1; names.contains(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  // ---------------------------------------------------------------- references

  static LoopRef loopRef(StmtId id) {
    return LoopRef.of(new Cursor.OfStmt(id));
  }

  static StmtRef stmtRef(StmtId id) {
    return StmtRef.of(new Cursor.OfStmt(id));
  }

  static AllocRef allocRef(StmtId id) {
    return AllocRef.of(new Cursor.OfStmt(id));
  }

  static GapRef before(StmtId id) {
    return GapRef.of(new Cursor.Gap(id, Cursor.Side.BEFORE));
  }

  static GapRef after(StmtId id) {
    return GapRef.of(new Cursor.Gap(id, Cursor.Side.AFTER));
  }

  /** The number of iterations if both bounds are literals. */
  static OptionalLong trips(Stmt.For f) {
    OptionalLong lo = f.lo().asInt();
    OptionalLong hi = f.hi().asInt();
    return lo.isPresent() && hi.isPresent()
        ? OptionalLong.of(hi.getAsLong() - lo.getAsLong())
        : OptionalLong.empty();
  }
}
