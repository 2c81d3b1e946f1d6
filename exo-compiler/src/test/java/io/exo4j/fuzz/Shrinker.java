package io.exo4j.fuzz;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Stmts;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.Procedure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the program of a finding smaller as long as the last step still goes wrong. */
final class Shrinker {
  private final List<Inputs> inputs;
  private final Directive directive;
  private final Finding.Kind kind;
  private final Promise promise;

  Shrinker(List<Inputs> inputs, Directive directive, Finding.Kind kind, Promise promise) {
    this.promise = promise;
    this.inputs = inputs;
    this.directive = directive;
    this.kind = kind;
  }

  /** What goes wrong with a directive on a procedure, if anything. */
  static Optional<String> wrong(
      Procedure before,
      Directive directive,
      List<Inputs> inputs,
      Finding.Kind kind,
      Promise promise) {
    Procedure after;
    try {
      after = before.apply(directive);
    } catch (ExoException e) {
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      return kind == Finding.Kind.CRASH ? Optional.of(e.toString()) : Optional.empty();
    }
    return switch (kind) {
      case CRASH -> Optional.empty();
      case TEXT ->
          ModuleText.wrong(after, promise.next(after, inputs)).map(d -> d + "\n" + after.print());
      case DIFFERENCE ->
          Behaviour.compare(before, after, inputs, promise)
              .difference()
              .map(d -> d + "\nafter:\n" + after.print());
    };
  }

  /** The smallest procedure found. */
  Procedure shrink(Procedure start) {
    Procedure best = start;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Stmt s : best.index().statements()) {
        Optional<Procedure> less = less(best, s);
        if (less.isPresent()) {
          best = less.get();
          smaller = true;
          break;
        }
      }
    }
    return best;
  }

  private Optional<Procedure> less(Procedure p, Stmt s) {
    boolean inner = !Stmts.block(s, Branch.BODY).isEmpty();
    boolean alone = p.index().place(s.id()).block().size() == 1;
    boolean nothing = alone && s.as(Stmt.Pass.class).isPresent();
    Optional<Procedure> deleted =
        nothing ? Optional.empty() : attempt(p, new Editor(p.proc()).delete(s.id()).proc());
    return deleted.isPresent() || !inner
        ? deleted
        : attempt(p, new Editor(p.proc()).unwrap(s.id(), Branch.BODY).proc());
  }

  private Optional<Procedure> attempt(Procedure p, Proc smaller) {
    Set<Sym> known = new HashSet<>();
    smaller.args().forEach(a -> known.add(a.sym()));
    if (!known.containsAll(Names.free(smaller.body()))) {
      return Optional.empty();
    }
    try {
      Procedure q = Procedure.of(smaller, p.scope());
      return !Behaviour.runs(q, inputs).isEmpty()
              && wrong(q, directive, inputs, kind, promise).isPresent()
              && ModuleText.wrong(q, inputs).isEmpty()
          ? Optional.of(q)
          : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
