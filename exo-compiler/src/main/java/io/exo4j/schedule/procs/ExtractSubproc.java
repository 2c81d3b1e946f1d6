package io.exo4j.schedule.procs;

import io.exo4j.analysis.ConfigReads;
import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Stmts;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Copies;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes statements a procedure of their own. */
@DirectiveInfo(
    name = "extract_subproc",
    group = Group.PROCEDURES,
    doc =
        "Makes statements a procedure of their own and calls it. Its arguments are the names that the"
            + " statements and the shapes of their buffers mention; what is known about them becomes"
            + " assertions. The new procedure is proved as one from a file is. With `include_asserts: false`"
            + " it has no assertions, unless it cannot be proved without them.")
public record ExtractSubproc(
    @Param(doc = "the statements") BlockRef block,
    @Param(doc = "the name of the new procedure") String name,
    @Param(doc = "whether it asserts what is known about its arguments", def = "true")
        boolean includeAsserts)
    implements Directive {
  /** Makes statements a procedure. */
  public static ExtractSubproc of(BlockRef block, String name) {
    return new ExtractSubproc(block, name, true);
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> stmts = context.block(block);
    Stmt first = stmts.get(0);
    String subName = context.newSym(name).name();
    if (subName.equals(context.proc().name())) {
      throw context.refuse("the new procedure needs a name of its own");
    }
    closed(context, stmts);
    Set<Sym> needed = needed(context, stmts);
    Set<Sym> control = new HashSet<>(needed);
    for (Sym s : context.index().visibleAt(first.id())) {
      if (context.types().type(s).filter(t -> !t.isData()).isPresent()) {
        control.add(s);
      }
    }
    // without assertions, with those about the arguments, with all control values as arguments
    List<Diagnostic> problems = new ArrayList<>();
    if (!includeAsserts) {
      Proc plain = procedure(context, subName, stmts, needed, List.of());
      if (problems(context, plain).isEmpty()) {
        return call(context, stmts, needed, plain);
      }
    }
    for (Set<Sym> symbols : List.of(needed, control)) {
      Proc sub =
          procedure(context, subName, stmts, symbols, Facts.at(context, first.id(), symbols));
      List<Diagnostic> found = problems(context, sub);
      if (found.isEmpty()) {
        return call(context, stmts, symbols, sub);
      }
      problems.addAll(found);
    }
    throw context.unsafe(
        first, "on its own the procedure is not proved: " + problems.get(0).message());
  }

  private static List<Diagnostic> problems(Context context, Proc sub) {
    List<Diagnostic> found = new ArrayList<>();
    new FrontEndProofs(context.scope().session(), found::add).check(sub);
    return found;
  }

  private static void closed(Context context, List<Stmt> stmts) {
    Stmt last = stmts.get(stmts.size() - 1);
    Set<Sym> used = Names.free(context.index().place(last.id()).rest());
    for (Stmt s : stmts) {
      Optional<Sym> declared = Stmts.declares(s).filter(used::contains);
      if (declared.isPresent()) {
        throw context.refuse(s, "'" + declared.get() + "' is used after these statements");
      }
    }
  }

  /**
   * The names that the statements mention, and those that the shapes of buffers among them mention.
   */
  private static Set<Sym> needed(Context context, List<Stmt> stmts) {
    Set<Sym> out = new HashSet<>();
    Deque<Sym> work = new ArrayDeque<>(Names.free(stmts));
    while (!work.isEmpty()) {
      Sym s = work.pop();
      if (out.add(s)) {
        context
            .types()
            .type(s)
            .flatMap(Type::asData)
            .ifPresent(t -> work.addAll(shape(context, s, t)));
      }
    }
    return out;
  }

  private static Set<Sym> shape(Context context, Sym buffer, DataType type) {
    if (!ConfigReads.in(type.dims()).isEmpty()) {
      throw context.refuse("the shape of '" + buffer + "' depends on configuration");
    }
    return Names.in(type.dims());
  }

  private static List<Sym> inOrder(Context context, List<Stmt> stmts, Set<Sym> symbols) {
    return context.index().visibleAt(stmts.get(0).id()).stream().filter(symbols::contains).toList();
  }

  private static Proc procedure(
      Context context, String name, List<Stmt> stmts, Set<Sym> symbols, List<Expr> facts) {
    List<Arg> args =
        inOrder(context, stmts, symbols).stream()
            .map(s -> new Arg(s, context.types().type(s).orElseThrow(), context.types().memory(s)))
            .toList();
    Proc sub =
        new Proc(
            name, args, facts, stmts, Optional.empty(), Optional.empty(), true, SourceSpan.NONE);
    return new Unique(args).rewrite(Copies.of(sub));
  }

  /** Gives arguments that print alike names of their own. */
  private static final class Unique extends Rewriter {
    private final Set<String> taken = new HashSet<>();
    private final Map<Sym, Sym> renamed = new HashMap<>();
    private int left;

    Unique(List<Arg> args) {
      this.left = args.size();
    }

    @Override
    protected Sym binder(Sym sym) {
      // the arguments come first
      if (left-- > 0 && !taken.add(sym.name())) {
        int n = 1;
        while (!taken.add(sym.name() + "_" + n)) {
          n++;
        }
        renamed.put(sym, new Sym(sym.name() + "_" + n));
      }
      return renamed.getOrDefault(sym, sym);
    }

    @Override
    protected Sym use(Sym sym) {
      return renamed.getOrDefault(sym, sym);
    }
  }

  private static Outcome call(Context context, List<Stmt> stmts, Set<Sym> symbols, Proc sub) {
    List<Expr> actuals = new ArrayList<>();
    for (Sym s : inOrder(context, stmts, symbols)) {
      boolean data = context.types().type(s).filter(Type::isData).isPresent();
      actuals.add(data ? Expr.read(s, List.of()) : Expr.var(s));
    }
    Stmt.Call call = new Stmt.Call(new StmtId(), sub, actuals, SourceSpan.NONE);
    Editor editor = context.edit().replace(stmts, List.of(call));
    context.require(
        stmts.get(0),
        FrontEndProofs.recheckAt(editor.proc(), context.scope().session(), Set.of(call.id())));
    return Outcome.of(editor).creating(sub);
  }
}
