package io.exo4j.schedule.exprs;

import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Place;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes the elements of a buffer where they are read. The loops around the assignment are a map
 * from elements to values: each of their variables is an index, up to an offset, of one dimension.
 */
@DirectiveInfo(
    name = "inline_buffer",
    group = Group.STATEMENTS,
    doc =
        "Deletes a local buffer and the loops that compute it, and computes its elements wherever"
            + " they are read instead, as often as they are read. The assignment is alone in its"
            + " loops, and each loop's variable is the index, up to an offset, of one dimension."
            + " Proved: every element that is read was computed by these loops just before, and"
            + " what its value depends on is not modified until then.")
public record InlineBuffer(
    @Param(doc = "the assignment that computes the elements") StmtRef producer)
    implements Directive {
  /** Inlines a buffer. */
  public static InlineBuffer of(StmtRef producer) {
    return new InlineBuffer(producer);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Assign a = context.assign(producer);
    Stmt.Alloc alloc =
        context
            .index()
            .declaration(a.buf())
            .flatMap(s -> s.as(Stmt.Alloc.class))
            .orElseThrow(
                () -> context.refuse(a, "'" + a.buf() + "' is not allocated in this procedure"));
    Nest nest = Nest.of(context, a);
    Place place = context.index().place(nest.outermost().id());
    Inliner inliner = new Inliner(context, a, nest);
    List<Stmt> rest = inliner.stmts(place.rest());
    if (!inliner.uses().isEmpty()) {
      inliner.precision(context, a);
      Set<Sym> bound = Names.bound(place.rest());
      if (nest.mentions().stream().anyMatch(bound::contains)) {
        throw context.refuse(a, "the value uses a name that is declared again below");
      }
      context.require(a, context.proofs().unmodified(a, true, place.rest(), inliner.uses()));
    }
    List<Stmt> block = new ArrayList<>(place.block().subList(0, place.index()));
    block.addAll(rest);
    Editor editor =
        place
            .parent()
            .map(p -> context.edit().replaceBlock(p.id(), place.branch(), block))
            .orElseGet(() -> context.edit().updateProc(p -> p.withBody(block)));
    Place declared = editor.place(alloc.id());
    for (Stmt s : declared.rest()) {
      if (Names.free(List.of(s)).contains(a.buf())) {
        throw context.refuse(
            a,
            "'"
                + a.buf()
                + "' is also used where this assignment does not provide its elements, or not only"
                + " read");
      }
    }
    context.recheck(a, editor.proc(), Names.in(a.rhs())::contains);
    return Outcome.of(editor.delete(alloc.id()));
  }

  /** The loops of an assignment; for each of them the dimension in which it is the index. */
  private record Nest(Stmt.Assign assign, List<Stmt.For> loops, List<Expr> offsets) {
    static Nest of(Context context, Stmt.Assign a) {
      Set<Sym> indices = Names.in(a.idx());
      List<Stmt.For> loops = new ArrayList<>();
      for (Stmt s : context.index().ancestors(a.id())) {
        Optional<Stmt.For> f =
            s.as(Stmt.For.class).filter(l -> l.body().size() == 1 && indices.contains(l.iter()));
        if (f.isEmpty()) {
          break;
        }
        loops.add(f.get());
      }
      if (loops.isEmpty()) {
        throw context.refuse(
            a, "no loop that has only this assignment runs over the elements of '" + a.buf() + "'");
      }
      Set<Sym> iters = new HashSet<>();
      for (Stmt.For f : loops) {
        iters.add(f.iter());
      }
      Map<Sym, Expr> zero = new LinkedHashMap<>();
      for (Sym i : iters) {
        zero.put(i, Expr.lit(0));
      }
      Substitution origin = new Substitution(zero, Map.of());
      List<Expr> offsets = new ArrayList<>();
      Set<Sym> seen = new HashSet<>();
      for (Expr e : a.idx()) {
        Expr offset = origin.expr(e);
        List<Sym> own = Names.in(e).stream().filter(iters::contains).toList();
        if (own.size() > 1 || own.stream().anyMatch(i -> !seen.add(i))) {
          throw context.refuse(a, "the index of a dimension must be the variable of one loop");
        }
        if (!own.isEmpty()) {
          Expr linear = Expr.add(Expr.var(own.get(0)), offset);
          context.require(a, context.proofs().equal(e, a.id(), linear, a.id()));
        }
        offsets.add(offset);
      }
      Nest nest = new Nest(a, List.copyOf(loops), List.copyOf(offsets));
      if (Names.in(a.rhs()).contains(a.buf())) {
        throw context.refuse(a, "the value depends on '" + a.buf() + "' itself");
      }
      for (Stmt.For f : loops) {
        if (Names.in(List.of(f.lo(), f.hi())).stream().anyMatch(iters::contains)) {
          throw context.refuse(f, "the bounds of a loop depend on another one");
        }
      }
      nest.withoutConfiguration(context);
      return nest;
    }

    Stmt.For outermost() {
      return loops.get(loops.size() - 1);
    }

    /** The names in the value, the indices and the bounds that are not the loops' own. */
    Set<Sym> mentions() {
      Set<Sym> out = new HashSet<>(Names.free(List.of(outermost())));
      out.remove(assign.buf());
      return out;
    }

    Optional<Stmt.For> loop(int d) {
      Set<Sym> names = Names.in(assign.idx().get(d));
      return loops.stream().filter(f -> names.contains(f.iter())).findFirst();
    }

    private void withoutConfiguration(Context context) {
      boolean[] found = {false};
      Walker walker =
          new Walker() {
            @Override
            public Void readConfig(Expr.ReadConfig e) {
              found[0] = true;
              return null;
            }
          };
      for (Stmt.For f : loops) {
        walker.expr(f.lo());
        walker.expr(f.hi());
      }
      for (Expr i : assign.idx()) {
        walker.expr(i);
      }
      if (found[0]) {
        throw context.refuse(assign, "which elements there are depends on the configuration");
      }
    }
  }

  /** Replaces reads of elements by their values, where that is proved. */
  private static final class Inliner extends ReadInliner {
    private final Context context;
    private final Stmt.Assign assign;
    private final Nest nest;

    Inliner(Context context, Stmt.Assign assign, Nest nest) {
      this.context = context;
      this.assign = assign;
      this.nest = nest;
    }

    @Override
    protected Optional<Expr> value(Expr.Read e, Stmt user) {
      if (e.buf() != assign.buf() || e.idx().size() != assign.idx().size()) {
        return Optional.empty();
      }
      Map<Sym, Expr> at = new LinkedHashMap<>();
      for (int d = 0; d < e.idx().size(); d++) {
        Expr wanted = e.idx().get(d);
        Expr offset = nest.offsets().get(d);
        Optional<Stmt.For> loop = nest.loop(d);
        if (loop.isPresent()) {
          Expr i = offset.equals(Expr.lit(0)) ? wanted : Expr.sub(wanted, offset);
          computed(user, BinOp.LE, loop.get().lo(), i);
          computed(user, BinOp.LT, i, loop.get().hi());
          at.put(loop.get().iter(), i);
        } else {
          context.require(user, context.proofs().equal(wanted, user.id(), offset, user.id()));
        }
      }
      return Optional.of(new Substitution(at, Map.of()).expr(assign.rhs()));
    }

    private void computed(Stmt user, BinOp op, Expr a, Expr b) {
      context.require(user, context.proofs().compare(a, op, b, user.id()));
    }
  }
}
