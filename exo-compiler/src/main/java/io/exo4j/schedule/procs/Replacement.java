package io.exo4j.schedule.procs;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.analysis.ConfigProofs;
import io.exo4j.analysis.ConfigReads;
import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.analysis.Refusal;
import io.exo4j.cursor.Editor;
import io.exo4j.cursor.ProcIndex;
import io.exo4j.cursor.Stmts;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.procs.Unifier.Mismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a call in the place of a block that does the same. That it does the same is what {@link
 * Unifier} and {@link Solver} establish; what the callee asks of its callers is proved in the
 * edited procedure.
 */
final class Replacement {
  private final Context context;
  private final Proc version;
  private final ProcIndex index;
  private final TypeEnv types;
  private final boolean memories;

  /**
   * Replacements in a version of the context's procedure.
   *
   * @param memories whether the arguments must be in the memories that the callee declares
   */
  Replacement(Context context, Proc version, ProcIndex index, TypeEnv types, boolean memories) {
    this.context = context;
    this.version = version;
    this.index = index;
    this.types = types;
    this.memories = memories;
  }

  /**
   * The edited procedure, or why the block is not a call of {@code callee}. If the block lacks just
   * the writes of configuration that the callee begins with, they may be done in addition.
   */
  Result replace(List<Stmt> block, Proc callee) {
    Optional<ConfigPrefix> prefix =
        ConfigPrefix.of(callee).filter(p -> block.size() == callee.body().size() - p.length());
    return prefix.isPresent() ? writing(prefix.get(), block, callee) : same(block, callee);
  }

  private Result writing(ConfigPrefix prefix, List<Stmt> block, Proc callee) {
    Proc rest = prefix.rest();
    Result without = same(block, rest);
    if (without.proc().isEmpty()) {
      return without;
    }
    Proc proc = without.proc().get();
    ProcIndex calls = new ProcIndex(proc);
    Stmt.Call call =
        calls.statements().stream()
            .flatMap(s -> s.as(Stmt.Call.class).stream())
            .filter(c -> c.callee() == rest)
            .findFirst()
            .orElseThrow();
    Optional<Refusal> refusal = prefix.refusal(call.args(), proc);
    if (refusal.isPresent()) {
      return Result.refused(refusal.get());
    }
    ConfigProofs.Either unread =
        new ConfigProofs(context.proofs(proc)).configMayChange(call.id(), prefix.fields());
    if (unread.refusal().isPresent()) {
      return Result.refused(unread.refusal().get());
    }
    Stmt.Call whole = new Stmt.Call(call.id(), callee, call.args(), SourceSpan.NONE);
    Proc edited = new Editor(calls).replace(call.id(), whole).proc();
    return FrontEndProofs.recheckAt(edited, context.scope().session(), Set.of(call.id()))
        .map(Result::refused)
        .orElse(new Result(Optional.of(edited), Optional.empty(), unread.fields()));
  }

  private Result same(List<Stmt> block, Proc callee) {
    try {
      Unifier compared = Unifier.compare(callee, block, types);
      closed(block);
      Optional<Result> last = Optional.empty();
      for (Match m : Solver.solve(compared)) {
        Result r = attempt(block, callee, m);
        if (r.proc().isPresent()) {
          return r;
        }
        last = last.or(() -> Optional.of(r));
      }
      return last.orElseThrow();
    } catch (Mismatch m) {
      return Result.refused(Refusal.of(m.getMessage()));
    }
  }

  /**
   * An edited procedure, or the reason why there is none.
   *
   * @param proc the procedure
   * @param refusal the reason
   * @param changed the configuration fields whose values at the end may differ
   */
  record Result(Optional<Proc> proc, Optional<Refusal> refusal, Set<ConfigKey> changed) {
    static Result refused(Refusal why) {
      return new Result(Optional.empty(), Optional.of(why), Set.of());
    }
  }

  private Result attempt(List<Stmt> block, Proc callee, Match m) {
    Optional<Refusal> memory = memories ? memory(callee, m.args()) : Optional.empty();
    if (memory.isPresent()) {
      return Result.refused(memory.get());
    }
    for (Match.Equal e : m.toProve()) {
      Optional<Refusal> r = context.proofs(version).equal(e.a(), e.at().id(), e.b(), e.at().id());
      if (r.isPresent()) {
        return Result.refused(r.get());
      }
    }
    Optional<Refusal> config = config(block, m.args());
    if (config.isPresent()) {
      return Result.refused(config.get());
    }
    Stmt.Call call = new Stmt.Call(new StmtId(), callee, m.args(), SourceSpan.NONE);
    Proc edited = new Editor(index).replace(block, List.of(call)).proc();
    Proc where = Probe.of(index, block.get(0), call).orElse(edited);
    Optional<Refusal> r =
        FrontEndProofs.recheckAt(where, context.scope().session(), Set.of(call.id()));
    return r.map(Result::refused)
        .orElse(new Result(Optional.of(edited), Optional.empty(), Set.of()));
  }

  /** What the block declares must not be used behind it. */
  private void closed(List<Stmt> block) throws Mismatch {
    Set<Sym> used = Names.free(index.place(block.get(block.size() - 1).id()).rest());
    for (Stmt s : block) {
      Optional<Sym> declared = Stmts.declares(s).filter(used::contains);
      if (declared.isPresent()) {
        throw new Mismatch("'" + declared.get() + "' is used after this block");
      }
    }
  }

  /** Arguments are evaluated before the block: what it writes must not be what they read. */
  private Optional<Refusal> config(List<Stmt> block, List<Expr> args) {
    List<Expr> reading = args.stream().filter(a -> !ConfigReads.in(List.of(a)).isEmpty()).toList();
    return reading.isEmpty()
        ? Optional.empty()
        : context.proofs(version).unaffected(reading, block);
  }

  private Optional<Refusal> memory(Proc callee, List<Expr> args) {
    for (int i = 0; i < args.size(); i++) {
      Arg formal = callee.args().get(i);
      for (Sym buffer : formal.type().isData() ? buffers(args.get(i)) : List.<Sym>of()) {
        Memory actual = types.memory(buffer);
        if (!actual.isA(formal.memory())) {
          return Optional.of(
              Refusal.of(
                  "'"
                      + buffer
                      + "' is in "
                      + actual.name()
                      + ", but '"
                      + formal.name()
                      + "' of "
                      + callee.name()
                      + " is in "
                      + formal.memory().name()));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Sym> buffers(Expr arg) {
    List<Sym> out = new ArrayList<>();
    new Walker() {
      @Override
      public Void read(Expr.Read e) {
        out.add(e.buf());
        return null;
      }

      @Override
      public Void window(Expr.Window e) {
        out.add(e.buf());
        return null;
      }

      @Override
      public void visit(Coord coord) {
        // control expressions
      }
    }.expr(arg);
    return out;
  }
}
