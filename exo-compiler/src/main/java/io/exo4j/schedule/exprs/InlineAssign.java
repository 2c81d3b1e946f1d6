package io.exo4j.schedule.exprs;

import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Place;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Replaces the uses of an assigned value by the value. */
@DirectiveInfo(
    name = "inline_assign",
    group = Group.STATEMENTS,
    doc =
        "Deletes an assignment to a local buffer and computes its value where the element is read"
            + " in the rest of the block. Proved: nothing else reads the element, and neither it"
            + " nor what the value reads changes before the last use.")
public record InlineAssign(@Param(doc = "the assignment") StmtRef stmt) implements Directive {
  /** Inlines an assignment. */
  public static InlineAssign of(StmtRef stmt) {
    return new InlineAssign(stmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Assign a = context.assign(stmt);
    Sym root = context.types().root(a.buf());
    Stmt.Alloc alloc =
        context
            .index()
            .declaration(root)
            .flatMap(s -> Context.as(s, Stmt.Alloc.class))
            .orElseThrow(
                () ->
                    context.refuse(a, "'" + root + "' is an argument: the caller sees its value"));
    Place place = context.index().place(a.id());
    Expr.Read element = Expr.read(a.buf(), a.idx());
    Replacer replacer = new Replacer(element, a.rhs());
    List<Stmt> rest = replacer.stmts(place.rest());
    List<StmtId> uses = List.copyOf(replacer.uses);
    if (!uses.isEmpty()) {
      precision(context, a, replacer);
      Set<Sym> bound = Names.bound(place.rest());
      if (Names.in(a.rhs()).stream().anyMatch(bound::contains)) {
        throw context.refuse(a, "the value uses a name that is declared again below");
      }
      context.require(a, context.proofs().unmodified(a, true, place.rest(), uses));
    }
    List<Stmt> block = new ArrayList<>(place.block().subList(0, place.index() + 1));
    block.addAll(rest);
    Editor editor =
        place
            .parent()
            .map(p -> context.edit().replaceBlock(p.id(), place.branch(), block))
            .orElseGet(() -> context.edit().updateProc(p -> p.withBody(block)));
    context.require(a, context.proofs(editor.proc()).unread(a, Optional.of(alloc.id())));
    context.recheck(a, editor.proc(), Names.in(a.rhs())::contains);
    return Outcome.of(editor.delete(a.id()));
  }

  /** Storing the value and reading it back must not have converted it. */
  private static void precision(Context context, Stmt.Assign a, Replacer replacer) {
    Precision stored = context.types().data(a.buf()).precision();
    Precision value = context.types().precision(a.rhs());
    if (value != Precision.R) {
      Values.samePrecision(context, a, a.buf(), a.rhs());
      return;
    }
    boolean exact =
        Values.literal(a.rhs())
            .map(
                l ->
                    l.value().stripTrailingZeros().scale() <= 0
                        && l.value().abs().doubleValue() <= 100)
            .orElse(false);
    for (Precision p : replacer.precisions(context)) {
      if (p != stored && !exact) {
        throw context.refuse(
            a, "the literal value would be used as " + p + " instead of " + stored);
      }
    }
  }

  /** Replaces reads of an element. */
  private static final class Replacer extends Rewriter {
    private final Expr.Read element;
    private final Expr value;
    private final Set<StmtId> uses = new LinkedHashSet<>();
    private final List<Stmt> users = new ArrayList<>();
    private Stmt current;

    Replacer(Expr.Read element, Expr value) {
      this.element = element;
      this.value = value;
    }

    List<Precision> precisions(Context context) {
      return users.stream()
          .flatMap(s -> Values.store(s).stream())
          .map(s -> context.types().data(s.buf()).precision())
          .toList();
    }

    @Override
    public List<Stmt> stmt(Stmt s) {
      current = s;
      return super.stmt(s);
    }

    @Override
    public List<Stmt> call(Stmt.Call s) {
      return List.of(s); // by reference: not a value
    }

    @Override
    public Expr read(Expr.Read e) {
      if (e.equals(element)) {
        uses.add(current.id());
        users.add(current);
        return value;
      }
      return super.read(e);
    }
  }
}
