package io.exo4j.schedule.exprs;

import io.exo4j.analysis.Obligations;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Place;
import io.exo4j.cursor.ProcIndex;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Names;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.ExprPlace;
import io.exo4j.schedule.ExprRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Computes an expression once, into a new scalar. */
@DirectiveInfo(
    name = "bind_expr",
    group = Group.STATEMENTS,
    doc =
        "Computes an expression into a new scalar just before it is first used, and uses that instead. A"
            + " pattern means every match of the same expression; a list of cursors, those. Proved: nothing"
            + " that the expression reads changes before the last use.")
public record BindExpr(
    @Param(doc = "the scalar's name") String newName,
    @Param(doc = "the expression, or several that are the same") List<ExprRef> expr)
    implements Directive {
  /** Copies the list. */
  public BindExpr {
    expr = List.copyOf(expr);
  }

  /** Binds expressions that are the same. */
  public static BindExpr of(String newName, ExprRef... expr) {
    return new BindExpr(newName, List.of(expr));
  }

  @Override
  public Outcome apply(Context context) {
    List<ExprPlace> places = places(context);
    Expr e = places.get(0).expr();
    Stmt first = places.get(0).stmt();
    if (!e.isData()) {
      throw context.refuse(first, "only data can be bound, not indices or conditions");
    }
    if (!isNumber(context, e)) {
      throw context.refuse(first, "a whole buffer or window cannot be bound, only a number");
    }
    for (ExprPlace p : places) {
      readOnly(context, p);
    }
    List<Stmt> region = region(context, places);
    Stmt anchor = region.get(0);
    inScope(context, e, region);

    Sym name = context.newSym(newName);
    DataType type = DataType.scalar(precision(context, places.get(0)));
    Stmt alloc = new Stmt.Alloc(new StmtId(), name, type, Memory.DRAM, SourceSpan.NONE);
    Stmt load = new Stmt.Assign(new StmtId(), name, List.of(), e, SourceSpan.NONE);
    Editor editor = context.edit().insertBefore(anchor.id(), List.of(alloc, load));

    Obligations proofs = context.proofs(editor.proc());
    List<StmtId> uses = places.stream().map(p -> p.stmt().id()).distinct().toList();
    context.require(first, proofs.unmodified(load, false, region, uses));
    if (anchor.id() != first.id()) {
      context.require(first, proofs.initialised(load));
    }
    Set<Sym> read = Names.in(e);
    context.recheck(first, editor.proc(), read::contains);

    Expr use = Expr.read(name, List.of());
    for (ExprPlace p : places) {
      editor.replaceExpr(p.cursor(), use);
    }
    return Outcome.of(editor);
  }

  private List<ExprPlace> places(Context context) {
    List<ExprPlace> all = new ArrayList<>();
    for (ExprRef r : expr) {
      all.addAll(context.exprs(r));
    }
    Expr e = all.get(0).expr();
    Set<List<Object>> seen = new HashSet<>();
    List<ExprPlace> same = new ArrayList<>();
    for (ExprPlace p : all) {
      if (p.expr().equals(e) && seen.add(List.of(p.stmt().id(), p.cursor().path()))) {
        same.add(p);
      }
    }
    return same;
  }

  /** False for windows and for buffers that are passed as a whole. */
  private static boolean isNumber(Context context, Expr e) {
    return e.accept(
        new ExprDefault<Boolean>() {
          @Override
          protected Boolean other(Expr o) {
            return true;
          }

          @Override
          public Boolean read(Expr.Read r) {
            return r.idx().size() == context.types().data(r.buf()).rank();
          }

          @Override
          public Boolean window(Expr.Window w) {
            return false;
          }
        });
  }

  /** A callee may write to what it is given by reference: that would go to the copy. */
  private static void readOnly(Context context, ExprPlace p) {
    Optional<Stmt.Call> call = p.stmt().as(Stmt.Call.class);
    if (call.isPresent() && p.cursor().path().size() == 1) {
      int arg = p.cursor().path().get(0).index();
      Sym formal = call.get().callee().args().get(arg).sym();
      if (context.scope().session().writes().arguments(call.get().callee()).contains(formal)) {
        throw context.refuse(
            p.stmt(), "'" + call.get().callee().name() + "' writes to this argument");
      }
    }
  }

  /** The statements of the innermost common block, from the first use to the last. */
  private static List<Stmt> region(Context context, List<ExprPlace> places) {
    ProcIndex index = context.index();
    List<List<Stmt>> chains = new ArrayList<>();
    for (ExprPlace p : places) {
      List<Stmt> chain = new ArrayList<>(List.of(p.stmt()));
      for (Optional<Stmt> up = index.parent(p.stmt().id());
          up.isPresent();
          up = index.parent(up.get().id())) {
        chain.add(up.get());
      }
      chains.add(chain);
    }
    for (Stmt s : chains.get(0)) {
      Place at = index.place(s.id());
      int last = at.index();
      boolean common = true;
      for (List<Stmt> chain : chains) {
        int here = -1;
        for (Stmt x : chain) {
          if (index.place(x.id()).block() == at.block()) {
            here = index.place(x.id()).index();
            break;
          }
        }
        common &= here >= at.index();
        last = Math.max(last, here);
      }
      if (common) {
        return at.block().subList(at.index(), last + 1);
      }
    }
    throw context.refuse(places.get(0).stmt(), "the expressions must be given in program order");
  }

  private static void inScope(Context context, Expr e, List<Stmt> region) {
    Set<Sym> bound = Names.bound(region);
    for (Sym s : Names.in(e)) {
      if (bound.contains(s)) {
        throw context.refuse(
            region.get(0), "'" + s + "' is not in scope where the expression would be computed");
      }
    }
  }

  /**
   * The precision of the scalar: that of the leftmost operand, {@code R} for a literal; but where
   * f32, which {@code R} becomes, does not hold every value, the precision that the expression
   * really has.
   */
  private static Precision precision(Context context, ExprPlace place) {
    Precision left = leftmost(context, place.expr());
    if (left != Precision.R) {
      return left;
    }
    Precision real = context.types().precision(place.expr());
    if (real == Precision.R) {
      real =
          Values.store(place.stmt())
              .map(
                  s -> {
                    Precision p = context.types().precision(s.rhs());
                    return p == Precision.R ? context.types().data(s.buf()).precision() : p;
                  })
              .orElse(Precision.R);
    }
    return switch (real) {
      case F64, I32, UI32, I64 -> real;
      default -> Precision.R;
    };
  }

  private static Precision leftmost(Context context, Expr e) {
    Optional<Expr.Bin> b = e.as(Expr.Bin.class);
    return b.isPresent() ? leftmost(context, b.get().lhs()) : context.types().precision(e);
  }

  /** Where the expression is, for callers that have a cursor. */
  public static BindExpr at(String newName, Cursor.OfExpr cursor) {
    return of(newName, ExprRef.of(cursor));
  }
}
