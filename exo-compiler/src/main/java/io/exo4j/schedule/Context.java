package io.exo4j.schedule;

import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.analysis.Obligations;
import io.exo4j.analysis.Refusal;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.CursorText.Names;
import io.exo4j.cursor.Editor;
import io.exo4j.cursor.ProcIndex;
import io.exo4j.diagnostics.Code;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a directive works with: the procedure that it is applied to, its parameters looked up in it,
 * the prover, the editor, and refusals that say where and why.
 */
public final class Context {
  private final Procedure procedure;
  private final Directive directive;
  private final Locator locator;
  private final NewCode newCode;
  private final List<Version> used = new ArrayList<>();

  Context(Procedure procedure, Directive directive) {
    this.procedure = procedure;
    this.directive = directive;
    this.locator = new Locator(procedure);
    this.newCode = new NewCode(procedure);
  }

  // ---------------------------------------------------------------- what it is applied to

  /** The procedure. */
  public Procedure procedure() {
    return procedure;
  }

  /** Its code. */
  public Proc proc() {
    return procedure.proc();
  }

  /** Where every statement is. */
  public ProcIndex index() {
    return procedure.index();
  }

  /** What every symbol is. */
  public TypeEnv types() {
    return procedure.types();
  }

  /** What names stand for. */
  public ScheduleScope scope() {
    return procedure.scope();
  }

  /** What can be proved about the procedure as it is. */
  public Obligations proofs() {
    return proofs(proc());
  }

  /** What can be proved about another version, for example the result of an edit. */
  public Obligations proofs(Proc version) {
    return scope().session().obligations(version);
  }

  /**
   * Proves again what an edit may have broken: accesses and windows of the buffers that it touched,
   * and everything that calls ask for.
   *
   * @param at the statement to name in a refusal
   * @throws SchedulingException if something is not proved
   */
  public void recheck(Stmt at, Proc edited, Predicate<Sym> touched) {
    require(at, FrontEndProofs.recheck(edited, scope().session(), touched));
  }

  /** A new chain of edits of the procedure. */
  public Editor edit() {
    return new Editor(procedure.index());
  }

  // ---------------------------------------------------------------- locate

  /** A statement. */
  public Stmt stmt(StmtRef ref) {
    return locator.stmt(ref.target(), Names.STATEMENT, "a statement");
  }

  /** An assignment. */
  public Stmt.Assign assign(StmtRef ref) {
    return stmt(ref, Stmt.Assign.class, "an assignment");
  }

  /** An {@code if}. */
  public Stmt.If ifStmt(StmtRef ref) {
    return stmt(ref, Stmt.If.class, "an if");
  }

  /** A statement of a kind; {@code wanted} says which, with an article. */
  public <T extends Stmt> T stmt(StmtRef ref, Class<T> kind, String wanted) {
    return locator.stmt(ref.target(), Names.STATEMENT, kind, wanted);
  }

  /** A loop. */
  public Stmt.For loop(LoopRef ref) {
    return locator.stmt(ref.target(), Names.LOOP, Stmt.For.class, "a loop");
  }

  /** An allocation. */
  public Stmt.Alloc alloc(AllocRef ref) {
    return locator.stmt(ref.target(), Names.ALLOC, Stmt.Alloc.class, "an allocation");
  }

  /**
   * An allocation, or an argument that is a buffer; a name means an argument before an allocation.
   */
  public BufferPlace buffer(AllocRef ref) {
    return locator.buffer(ref.target());
  }

  /** A call. */
  public Stmt.Call call(CallRef ref) {
    return locator.stmt(ref.target(), Names.CALL, Stmt.Call.class, "a call");
  }

  /** Neighbouring statements, at least one. */
  public List<Stmt> block(BlockRef ref) {
    return locator.block(ref.target());
  }

  /** Exactly two neighbouring statements; {@code wanted} says what for. */
  public List<Stmt> pair(BlockRef ref, String wanted) {
    List<Stmt> block = block(ref);
    if (block.size() != 2) {
      throw refuse(
          block.get(0), wanted + " needs a block of two statements, this one has " + block.size());
    }
    return block;
  }

  /** All neighbouring statements from the first of one place to the last of another. */
  public List<Stmt> block(BlockRef from, BlockRef to) {
    List<Stmt> a = block(from);
    List<Stmt> b = block(to);
    var start = index().place(a.get(0).id());
    var end = index().place(b.get(b.size() - 1).id());
    if (start.block() != end.block() || start.index() > end.index()) {
      throw refuse(b.get(0), "this is not behind the first statement in the same block");
    }
    return start.block().subList(start.index(), end.index() + 1);
  }

  /** A place between statements. */
  public Cursor.Gap gap(GapRef ref) {
    return locator.gap(ref.target(), false);
  }

  /** A place between statements; a statement or block stands for the place behind it. */
  public Cursor.Gap gapOrBehind(GapRef ref) {
    return locator.gap(ref.target(), true);
  }

  /** An expression: of a pattern, the first match. */
  public ExprPlace expr(ExprRef ref) {
    return locator.exprs(ref.target()).get(0);
  }

  /** The expressions that a pattern matches, all of them; otherwise the one that is meant. */
  public List<ExprPlace> exprs(ExprRef ref) {
    return locator.exprs(ref.target());
  }

  /** The places of this version that a target means. */
  public List<Cursor> places(Target target, Names names) {
    return locator.all(target, names);
  }

  // ---------------------------------------------------------------- new code

  /**
   * A new size, index or integer, with its names as they are just before a statement (innermost
   * first, local windows included).
   */
  public Expr index(NewExpr e, StmtId before) {
    return newCode.index(e, before(before));
  }

  /** A new size, index or integer, with its names as they are at a gap. */
  public Expr index(NewExpr e, Cursor.Gap at) {
    return newCode.index(e, at);
  }

  /** A new condition, with its names as they are just before a statement. */
  public Expr condition(NewExpr e, StmtId before) {
    return newCode.condition(e, before(before));
  }

  /** A new condition over the arguments alone. */
  public Expr assertion(NewExpr e) {
    return newCode.assertion(e);
  }

  /** A new number to store, with its names as they are just before a statement. */
  public Expr data(NewExpr e, StmtId before) {
    return newCode.data(e, before(before));
  }

  /** A new value of a configuration field, with its names as they are at a gap. */
  public Expr fieldValue(NewExpr e, ConfigField field, Cursor.Gap at) {
    return newCode.fieldValue(e, field, at);
  }

  /** A new expression of the same kind as another, which it is to replace. */
  public Expr likeThis(NewExpr e, ExprPlace old) {
    return newCode.likeThis(e, old);
  }

  /** A window, with its names as they are just before a statement. Missing bounds are filled in. */
  public Expr.Window window(NewWindow w, StmtId before) {
    return newCode.window(w, before(before));
  }

  /** Arguments for a call of {@code callee}, with their names as they are at a gap. */
  public List<Expr> arguments(List<NewExpr> args, Proc callee, Cursor.Gap at) {
    return newCode.arguments(args, callee, at);
  }

  private static Cursor.Gap before(StmtId id) {
    return new Cursor.Gap(id, Cursor.Side.BEFORE);
  }

  /**
   * A new symbol.
   *
   * @throws SchedulingException if the name is no identifier or a reserved word
   */
  public Sym newSym(String name) {
    newCode.checkName(name);
    return new Sym(name);
  }

  // ---------------------------------------------------------------- other things by name

  /** Another procedure. */
  public Procedure procedure(ProcRef ref) {
    Optional<Procedure> p =
        ref.procedure().isPresent() ? ref.procedure() : scope().procedure(ref.name());
    if (p.isEmpty()) {
      throw unknown("procedure", ref.name(), ref.span(), scope().procedureNames());
    }
    used.add(p.get().version());
    return p.get();
  }

  /** A procedure that occurs in the code, for example a callee, with its history. */
  public Procedure procedure(Proc callee) {
    return scope().procedure(callee);
  }

  /** A memory. */
  public Memory memory(MemoryRef ref) {
    Optional<Memory> memory =
        ref.memory().isPresent() ? ref.memory() : scope().module().memory(ref.name());
    if (memory.isPresent()) {
      return memory.get();
    }
    if (ref.name().equals("DRAM")) {
      return Memory.DRAM;
    }
    throw unknown("memory", ref.name(), ref.span(), scope().module().memories().keySet());
  }

  /** A configuration. */
  public Config config(ConfigRef ref) {
    return ref.config()
        .or(() -> scope().module().config(ref.name()))
        .orElseThrow(
            () -> unknown("config", ref.name(), ref.span(), scope().module().configs().keySet()));
  }

  /** A field of a configuration. */
  public ConfigField field(Config config, String field) {
    return config
        .find(field)
        .orElseThrow(
            () ->
                unknown(
                    "field of " + config.name(),
                    field,
                    SourceSpan.NONE,
                    config.fields().stream().map(ConfigField::name).toList()));
  }

  private ExoException unknown(
      String what, String name, SourceSpan span, Collection<String> known) {
    return new ExoException(
        Diagnostic.error(ScheduleCode.UNKNOWN_NAME, span, "there is no " + what + " '" + name + "'")
            .withHint(
                Suggest.didYouMean(name, known)
                    .or(
                        () ->
                            what.equals("memory")
                                ? Optional.of("memories come with a library: import it")
                                : Optional.empty())));
  }

  // ---------------------------------------------------------------- refuse

  /** A refusal because the directive does not apply; throw it. */
  public SchedulingException refuse(String reason) {
    return refusal(ScheduleCode.NOT_APPLICABLE, Optional.empty(), reason, Optional.empty());
  }

  /** A refusal because the directive does not apply to a statement; throw it. */
  public SchedulingException refuse(Stmt at, String reason) {
    return refusal(ScheduleCode.NOT_APPLICABLE, Optional.of(at), reason, Optional.empty());
  }

  /**
   * A refusal because the rewrite would change the meaning, or was not proved to keep it; throw it.
   */
  public SchedulingException unsafe(Stmt at, String reason) {
    return refusal(ScheduleCode.NOT_PROVED, Optional.of(at), reason, Optional.empty());
  }

  /**
   * A refusal because an obligation was not proved; throw it.
   *
   * @param at the statement if the refusal does not name one
   */
  public SchedulingException refuse(Stmt at, Refusal why) {
    Code code = why.counterexample().isPresent() ? ScheduleCode.UNSAFE : ScheduleCode.NOT_PROVED;
    Optional<Stmt> place =
        why.place().isPresent() && index().contains(why.place().get().id())
            ? why.place()
            : Optional.of(at);
    return refusal(code, place, why.reason(), why.counterexample());
  }

  /**
   * Lets through what was proved.
   *
   * @throws SchedulingException if there is a refusal
   */
  public void require(Stmt at, Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      throw refuse(at, refusal.get());
    }
  }

  private SchedulingException refusal(
      Code code, Optional<Stmt> at, String reason, Optional<String> counterexample) {
    SourceSpan span = at.map(Stmt::span).orElse(SourceSpan.NONE);
    Set<StmtId> marks = new HashSet<>();
    if (at.isPresent()) {
      marks.add(at.get().id());
    }
    Diagnostic d =
        Diagnostic.error(code, span, reason)
            .withCounterexample(counterexample)
            .withNote(SourceSpan.NONE, () -> "refused by " + directiveText())
            .withNote(
                SourceSpan.NONE,
                () -> "the procedure at this point:\n" + Listing.of(proc()).marked(marks));
    return new StepRefused(List.of(d));
  }

  /** Adds to an error from below which directive it was and what the procedure looked like. */
  SchedulingException complete(SchedulingException e) {
    if (e instanceof StepRefused) {
      return e;
    }
    List<Diagnostic> out = new ArrayList<>();
    for (Diagnostic d : e.diagnostics()) {
      out.add(
          out.isEmpty()
              ? d.withNote(SourceSpan.NONE, () -> "refused by " + directiveText())
                  .withNote(
                      SourceSpan.NONE,
                      () -> "the procedure at this point:\n" + Listing.of(proc()).marked(Set.of()))
              : d);
    }
    return new StepRefused(out);
  }

  /** The directive with its arguments, for messages. */
  public String directiveText() {
    return DirectiveText.of(directive, procedure.navigate());
  }

  /** The versions of other procedures that came into the code. */
  List<Version> used() {
    return used;
  }

  /** The loop or {@code if} directly around a statement. */
  public Optional<Stmt> parent(Stmt s) {
    return index().parent(s.id());
  }
}
