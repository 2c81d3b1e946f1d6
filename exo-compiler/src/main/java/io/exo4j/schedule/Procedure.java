package io.exo4j.schedule;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.check.ConfigFlow;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.CursorCode;
import io.exo4j.cursor.CursorText;
import io.exo4j.cursor.Forwarding;
import io.exo4j.cursor.Navigator;
import io.exo4j.cursor.ProcIndex;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.InstrTemplate;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A procedure with its history. Immutable: {@link #apply} gives a new one. Cursors into any earlier
 * version can be used in later ones.
 */
public final class Procedure {
  private final Version version;
  private final ScheduleScope scope;

  // computed when first needed; both are immutable, so a race computes the same twice
  private ProcIndex index;
  private TypeEnv types;

  Procedure(Version version, ScheduleScope scope) {
    this.version = version;
    this.scope = scope;
  }

  /** A procedure as it was written; its history begins here. */
  public static Procedure of(Proc proc, ScheduleScope scope) {
    return scope.procedure(proc);
  }

  /** Its name. */
  public String name() {
    return proc().name();
  }

  /** The {@code .exo} text of this procedure alone, header included. */
  public String print() {
    return Printer.print(proc());
  }

  /** The code. */
  public Proc proc() {
    return version.proc();
  }

  /** The history. */
  public Version version() {
    return version;
  }

  /** What names in directives stand for. */
  public ScheduleScope scope() {
    return scope;
  }

  /** This procedure where names stand for something else. */
  public Procedure in(ScheduleScope other) {
    Procedure p = new Procedure(version, other);
    p.shareWith(this);
    return p;
  }

  /** Where every statement is. */
  public ProcIndex index() {
    ProcIndex i = index;
    if (i == null) {
      i = new ProcIndex(proc());
      index = i;
    }
    return i;
  }

  /** What every symbol is. */
  public TypeEnv types() {
    TypeEnv t = types;
    if (t == null) {
      t = TypeEnv.of(proc());
      types = t;
    }
    return t;
  }

  /** Moves between places of this version. */
  public Navigator navigate() {
    return new Navigator(index());
  }

  /** All procedures that this one calls, directly or not, callees before their callers. */
  public List<Procedure> callees() {
    List<Procedure> out = new ArrayList<>();
    Set<Proc> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    seen.add(proc());
    collectCallees(proc(), seen, out);
    return out;
  }

  private void collectCallees(Proc of, Set<Proc> seen, List<Procedure> out) {
    new Walker() {
      @Override
      public Void call(Stmt.Call s) {
        if (seen.add(s.callee())) {
          collectCallees(s.callee(), seen, out);
          out.add(scope.procedure(s.callee()));
        }
        return super.call(s);
      }
    }.visit(of);
  }

  /**
   * The result of a directive. A second procedure that it creates is in the {@link #scope} of the
   * result.
   *
   * @throws SchedulingException if the directive refuses
   */
  public Procedure apply(Directive directive) {
    long begun = System.nanoTime();
    Context context = new Context(this, directive);
    int mark = scope.session().obligationCount();
    Outcome outcome;
    try {
      outcome = directive.apply(context);
      readable(context, outcome);
    } catch (SchedulingException e) {
      throw context.complete(e);
    } catch (ArithmeticException overflow) {
      throw context.refuse("a number leaves 64 bits");
    }
    Version start = outcome.composed().map(Procedure::version).orElse(version);
    if (outcome.composed().isPresent() && !start.comesFrom(version)) {
      throw new IllegalStateException(
          context.directiveText() + " returns a procedure that was not made from the one given");
    }
    boolean isUnsafe = isUnsafe(directive);
    Version next =
        outcome.composed().isPresent() && !outcome.saysMore() && !isUnsafe
            ? start
            : start.then(
                outcome,
                stepText(directive, proc()),
                isUnsafe,
                outcome.composed().isPresent() ? List.of() : scope.session().obligationsSince(mark),
                System.nanoTime() - begun);
    ScheduleScope after = outcome.composed().map(Procedure::scope).orElse(scope);
    after = after.knowing(context.used());
    for (Proc second : outcome.created()) {
      after = after.with(Procedure.of(second, after));
    }
    Procedure result = new Procedure(next, after);
    outcome.composed().ifPresent(result::shareWith);
    return result;
  }

  /** Takes what was computed already about the same code. */
  private void shareWith(Procedure same) {
    index = same.index;
    types = same.types;
  }

  /** Keeps no more than the code that the directive was applied to. */
  private static Supplier<String> stepText(Directive directive, Proc before) {
    return () -> DirectiveText.of(directive, new Navigator(new ProcIndex(before)));
  }

  /** What a step makes must be something that the front end reads. */
  private void readable(Context context, Outcome outcome) {
    if (outcome.composed().isPresent()
        || outcome.proc() == proc()
        || scope.session().writes().isSteady(outcome.proc())) {
      return;
    }
    Optional<Diagnostic> broken = ConfigFlow.violation(outcome.proc());
    if (broken.isPresent() && ConfigFlow.violation(proc()).isEmpty()) {
      throw context.refuse(broken.get().message());
    }
  }

  private static boolean isUnsafe(Directive directive) {
    DirectiveInfo info = directive.getClass().getAnnotation(DirectiveInfo.class);
    return info != null && info.unsafe();
  }

  /**
   * A cursor of this or an earlier version as a cursor of this version. For all but blocks that is
   * the cursor itself, provided that the place still exists.
   *
   * @throws SchedulingException if the place is gone; the message names the step that removed it
   */
  public Cursor forward(Cursor cursor) {
    if (index().isLive(cursor)) {
      return cursor;
    }
    List<Version> history = version.history();
    int last = history.size() - 2;
    while (last >= 0 && !new ProcIndex(history.get(last).proc()).isLive(cursor)) {
      last--;
    }
    if (last < 0) {
      throw new SchedulingException(
          Diagnostic.error(
              CursorCode.GONE,
              SourceSpan.NONE,
              "this cursor does not point into " + name() + " or an earlier version of it"));
    }
    return cursor.accept(new Forward(history, last));
  }

  /** Follows a cursor from the newest version in which it is live. */
  private final class Forward implements Cursor.Visitor<Cursor> {
    private final List<Version> history;
    private final int live;

    Forward(List<Version> history, int live) {
      this.history = history;
      this.live = live;
    }

    private SchedulingException gone(Cursor c, int before, String how) {
      Version old = history.get(before);
      String what = new Navigator(new ProcIndex(old.proc())).describe(c);
      return new SchedulingException(
          Diagnostic.error(
              CursorCode.GONE,
              SourceSpan.NONE,
              what + " " + how + " by the step " + history.get(before + 1).step()));
    }

    @Override
    public Cursor root(Cursor.Root c) {
      return c;
    }

    @Override
    public Cursor arg(Cursor.Arg c) {
      throw gone(c, live, "was removed");
    }

    @Override
    public Cursor stmt(Cursor.OfStmt c) {
      throw gone(c, live, "was removed");
    }

    @Override
    public Cursor gap(Cursor.Gap c) {
      throw gone(c, live, "was removed");
    }

    @Override
    public Cursor expr(Cursor.OfExpr c) {
      throw gone(c, live, "was changed or removed");
    }

    @Override
    public Cursor block(Cursor.OfBlock c) {
      Cursor.OfBlock now = c;
      ProcIndex older = new ProcIndex(history.get(live).proc());
      for (int i = live + 1; i < history.size(); i++) {
        ProcIndex newer = i == history.size() - 1 ? index() : new ProcIndex(history.get(i).proc());
        Optional<Cursor.OfBlock> next = Forwarding.block(now, older, newer);
        if (next.isEmpty()) {
          boolean removed = now.members().stream().noneMatch(newer::contains);
          throw gone(
              now, i - 1, removed ? "was removed" : "is no longer adjacent: it was torn apart");
        }
        now = next.get();
        older = newer;
      }
      return now;
    }
  }

  /**
   * The first place that a cursor text means ({@link CursorText}); a bare name is a loop, an
   * allocation or a call.
   *
   * @throws SchedulingException if there is none
   */
  public Cursor find(String text) {
    return reader().read(text, CursorText.Names.ANY);
  }

  /**
   * All matches of a pattern.
   *
   * @throws SchedulingException if there are none
   */
  public List<Cursor> findAll(String pattern) {
    return reader().all(pattern, CursorText.Names.ANY);
  }

  /**
   * The loop with that variable: {@code i}, {@code i #1} or a pattern.
   *
   * @throws SchedulingException if there is none
   */
  public Cursor findLoop(String text) {
    return reader().read(text, CursorText.Names.LOOP);
  }

  /**
   * The allocation of a buffer: {@code x}, {@code x #1} or a pattern.
   *
   * @throws SchedulingException if there is none
   */
  public Cursor findAlloc(String text) {
    return reader().read(text, CursorText.Names.ALLOC);
  }

  private CursorText reader() {
    return new CursorText(index(), Map.of(), SourceSpan.NONE);
  }

  /** The statement at a cursor of this or an earlier version. */
  public Stmt stmt(Cursor.OfStmt cursor) {
    forward(cursor);
    return index().stmt(cursor.id());
  }

  /**
   * The statement that a cursor text means; a bare name is a loop, an allocation or a call.
   *
   * @throws SchedulingException if there is none
   */
  public Stmt stmt(String text) {
    return new Locator(this).stmt(Target.of(text), CursorText.Names.STATEMENT, "a statement");
  }

  /** True if both are known to do the same, the final configuration state included. */
  public boolean isEq(Procedure other) {
    return equivalentModulo(other).map(Set::isEmpty).orElse(false);
  }

  /**
   * The configuration fields in which the two may differ at the end; empty if they are not known to
   * be equivalent.
   */
  public Optional<Set<ConfigKey>> equivalentModulo(Procedure other) {
    return scope.equivalentModulo(this, other);
  }

  /** True if it is a hardware instruction. */
  public boolean isInstr() {
    return proc().instr().isPresent();
  }

  /** What makes it an instruction, if it is one. */
  public Optional<InstrTemplate> getInstr() {
    return proc().instr();
  }

  @Override
  public String toString() {
    return print();
  }
}
