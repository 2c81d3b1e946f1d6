package io.exo4j.cursor;

import io.exo4j.cursor.ExprStep.Field;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Moves from a place to its neighbours in one version of a procedure. The cursors given must be
 * live in it. What does not exist is a {@link SchedulingException}; {@link #next}, {@link #prev}
 * and {@link #parent} also come as questions on {@link Place}.
 */
public final class Navigator {
  private final ProcIndex index;

  /** Navigates in that version. */
  public Navigator(ProcIndex index) {
    this.index = index;
  }

  /**
   * The loop, {@code if} or expression around a place; the statement around a whole field; else the
   * root.
   */
  public Cursor parent(Cursor c) {
    return c.accept(
        new Other(c, "a parent") {
          @Override
          public Cursor stmt(Cursor.OfStmt s) {
            return parentOf(s.id());
          }

          @Override
          public Cursor block(Cursor.OfBlock b) {
            return parentOf(b.first());
          }

          @Override
          public Cursor gap(Cursor.Gap g) {
            return parentOf(g.anchor());
          }

          @Override
          public Cursor expr(Cursor.OfExpr e) {
            int n = e.path().size() - 1;
            return n == 0
                ? new Cursor.OfStmt(e.stmt())
                : new Cursor.OfExpr(e.stmt(), e.path().subList(0, n), e.field());
          }

          @Override
          public Cursor arg(Cursor.Arg a) {
            return Cursor.root();
          }
        });
  }

  private Cursor parentOf(StmtId id) {
    return index.parent(id).<Cursor>map(Cursor::of).orElse(Cursor.root());
  }

  /** The statement {@code k} places further in its block. */
  public Cursor.OfStmt next(Cursor c, int k) {
    StmtId id = k > 0 ? lastStmt(c, ".next") : firstStmt(c, ".prev");
    Place p = index.place(id);
    int to = p.index() + k;
    if (to < 0 || to >= p.block().size()) {
      throw none(
          Stmts.describe(p.stmt()) + " is the " + (k > 0 ? "last" : "first") + " of its block");
    }
    return Cursor.of(p.block().get(to));
  }

  /** The statement behind, in the same block. */
  public Cursor.OfStmt next(Cursor c) {
    return next(c, 1);
  }

  /** The statement before, in the same block. */
  public Cursor.OfStmt prev(Cursor c) {
    return next(c, -1);
  }

  /** The gap before a statement or block. */
  public Cursor.Gap before(Cursor c) {
    return new Cursor.Gap(firstStmt(c, ".before"), Cursor.Side.BEFORE);
  }

  /** The gap behind a statement or block. */
  public Cursor.Gap after(Cursor c) {
    return new Cursor.Gap(lastStmt(c, ".after"), Cursor.Side.AFTER);
  }

  /** The body of the procedure, of a loop, or of the true branch of an {@code if}. */
  public Cursor.OfBlock body(Cursor c) {
    return inner(c, Branch.BODY);
  }

  /** The false branch of an {@code if}. */
  public Cursor.OfBlock orelse(Cursor c) {
    return inner(c, Branch.ORELSE);
  }

  private Cursor.OfBlock inner(Cursor c, Branch branch) {
    String what = branch == Branch.BODY ? "a body" : "an else";
    return c.accept(
        new Visit<Cursor.OfBlock>(c, what) {
          @Override
          public Cursor.OfBlock root(Cursor.Root r) {
            return branch == Branch.BODY ? Cursor.block(index.proc().body()) : super.root(r);
          }

          @Override
          public Cursor.OfBlock stmt(Cursor.OfStmt s) {
            Stmt stmt = index.stmt(s.id());
            List<Stmt> block = Stmts.block(stmt, branch);
            if (block.isEmpty()) {
              throw none(
                  Stmts.describe(stmt) + " has no " + (branch == Branch.BODY ? "body" : "else"));
            }
            return Cursor.block(block);
          }

          @Override
          public Cursor.OfBlock block(Cursor.OfBlock b) {
            return b.members().size() == 1 ? stmt(new Cursor.OfStmt(b.first())) : super.block(b);
          }
        });
  }

  /** The statement that a gap is attached to; the statement around a block. */
  public Cursor anchor(Cursor c) {
    return c.accept(
        new Other(c, "an anchor") {
          @Override
          public Cursor gap(Cursor.Gap g) {
            return new Cursor.OfStmt(g.anchor());
          }

          @Override
          public Cursor block(Cursor.OfBlock b) {
            return parentOf(b.first());
          }
        });
  }

  /** A statement as a block of one. */
  public Cursor.OfBlock asBlock(Cursor c) {
    return Cursor.block(members(c, ".as_block"));
  }

  /** The {@code n}-th statement of a block; from the end if negative. */
  public Cursor.OfStmt at(Cursor c, int n) {
    List<Stmt> block = members(c, "[" + n + "]");
    int i = n < 0 ? block.size() + n : n;
    if (i < 0 || i >= block.size()) {
      throw none("there is no [" + n + "] in a block of " + count(block.size()));
    }
    return Cursor.of(block.get(i));
  }

  /**
   * Part of a block: from {@code from} (inclusive) to {@code to} (exclusive), from the end if
   * negative.
   */
  public Cursor.OfBlock slice(Cursor c, OptionalInt from, OptionalInt to) {
    List<Stmt> block = members(c, "[…:…]");
    int lo = bound(from.orElse(0), block.size());
    int hi = bound(to.orElse(block.size()), block.size());
    if (lo >= hi) {
      throw none("[" + lo + ":" + hi + "] of a block of " + count(block.size()) + " is empty");
    }
    return Cursor.block(block.subList(lo, hi));
  }

  private static int bound(int n, int size) {
    return Math.max(0, Math.min(n < 0 ? size + n : n, size));
  }

  /**
   * The block that has {@code lo} more statements before and {@code hi} more behind, as far as
   * there are.
   */
  public Cursor.OfBlock expand(Cursor c, OptionalInt lo, OptionalInt hi) {
    if (lo.orElse(0) < 0 || hi.orElse(0) < 0) {
      throw none("a block cannot be expanded by a negative number");
    }
    Place first = index.place(firstStmt(c, ".expand"));
    Place last = index.place(lastStmt(c, ".expand"));
    int from = Math.max(0, first.index() - lo.orElse(first.index()));
    int to =
        Math.min(
            last.block().size(),
            last.index() + 1 + Math.min(last.block().size(), hi.orElse(last.block().size())));
    return Cursor.block(first.block().subList(from, to));
  }

  /** The statements of a block, or a statement alone. */
  public List<Stmt> members(Cursor c, String forWhat) {
    return c.accept(
        new Visit<List<Stmt>>(c, "statements, needed for " + forWhat) {
          @Override
          public List<Stmt> stmt(Cursor.OfStmt s) {
            return List.of(index.stmt(s.id()));
          }

          @Override
          public List<Stmt> block(Cursor.OfBlock b) {
            return index
                .contiguous(b)
                .orElseThrow(() -> none("the statements of this block are no longer adjacent"));
          }
        });
  }

  /** The expression one step below a statement or an expression. */
  public Cursor.OfExpr child(Cursor c, ExprStep step) {
    Optional<Cursor.OfExpr> found =
        children(c).stream()
            .filter(e -> e.path().get(e.path().size() - 1).equals(step))
            .findFirst();
    return found.orElseThrow(() -> none(describe(c) + " has no " + step));
  }

  /** The expressions one step below a statement or an expression. */
  public List<Cursor.OfExpr> children(Cursor c) {
    return c.accept(
        new Visit<List<Cursor.OfExpr>>(c, "expressions") {
          @Override
          public List<Cursor.OfExpr> stmt(Cursor.OfStmt s) {
            return ExprChildren.of(index.stmt(s.id())).stream()
                .map(k -> new Cursor.OfExpr(s.id(), List.of(k.step()), k.expr()))
                .toList();
          }

          @Override
          public List<Cursor.OfExpr> block(Cursor.OfBlock b) {
            return b.members().size() == 1 ? stmt(new Cursor.OfStmt(b.first())) : super.block(b);
          }

          @Override
          public List<Cursor.OfExpr> expr(Cursor.OfExpr e) {
            return ExprChildren.of(value(e)).stream().map(k -> Cursor.below(e, k.step())).toList();
          }
        });
  }

  /**
   * The child by its name in cursor text: {@code lhs rhs arg cond lo hi}, {@code idx} and {@code
   * args} with a number.
   */
  Cursor.OfExpr named(Cursor c, String field, OptionalInt n) {
    List<Cursor.OfExpr> all = children(c);
    String text = "." + field + (n.isPresent() ? "[" + n.getAsInt() + "]" : "");
    for (Cursor.OfExpr e : all) {
      ExprStep step = e.path().get(e.path().size() - 1);
      if (step.toString().equals(text) || dims(step, field, n)) {
        return e;
      }
    }
    throw none(describe(c) + " has no " + text);
  }

  private static boolean dims(ExprStep step, String field, OptionalInt n) {
    return step.field() == Field.DIM
        && field.equals("shape")
        && n.isPresent()
        && n.getAsInt() == step.index();
  }

  /** The expression at a live cursor. */
  public Expr value(Cursor.OfExpr e) {
    return index.expr(e).orElseThrow(() -> none("this expression has changed"));
  }

  /** A formal argument of the procedure, by position. */
  public Cursor.Arg arg(int n) {
    if (n < 0 || n >= index.proc().args().size()) {
      throw none("there is no argument " + n + " of " + index.proc().name());
    }
    return new Cursor.Arg(index.proc().args().get(n).sym());
  }

  /** What a place is, for messages. */
  public String describe(Cursor c) {
    return c.accept(
        new Cursor.Visitor<String>() {
          @Override
          public String root(Cursor.Root r) {
            return "the procedure";
          }

          @Override
          public String arg(Cursor.Arg a) {
            return "the argument " + a.sym();
          }

          @Override
          public String stmt(Cursor.OfStmt s) {
            return index.find(s.id()).map(p -> Stmts.describe(p.stmt())).orElse("a statement");
          }

          @Override
          public String block(Cursor.OfBlock b) {
            return "a block of " + count(b.members().size());
          }

          @Override
          public String gap(Cursor.Gap g) {
            return "the place "
                + (g.side() == Cursor.Side.BEFORE ? "before " : "behind ")
                + stmt(new Cursor.OfStmt(g.anchor()));
          }

          @Override
          public String expr(Cursor.OfExpr e) {
            return index
                .expr(e)
                .map(x -> "the expression '" + Printer.print(x) + "'")
                .orElse("an expression");
          }
        });
  }

  private StmtId firstStmt(Cursor c, String forWhat) {
    return members(c, forWhat).get(0).id();
  }

  private StmtId lastStmt(Cursor c, String forWhat) {
    List<Stmt> all = new ArrayList<>(members(c, forWhat));
    return all.get(all.size() - 1).id();
  }

  private static String count(int n) {
    return n == 1 ? "1 statement" : n + " statements";
  }

  static SchedulingException none(String message) {
    return new SchedulingException(
        Diagnostic.error(CursorCode.NO_SUCH_PLACE, SourceSpan.NONE, message));
  }

  /** Refuses every kind of cursor that a subclass does not name. */
  private class Visit<T> implements Cursor.Visitor<T> {
    private final Cursor from;
    private final String wanted;

    Visit(Cursor from, String wanted) {
      this.from = from;
      this.wanted = wanted;
    }

    private T refuse() {
      throw none(describe(from) + " has no " + wanted.replaceFirst("^an? ", ""));
    }

    @Override
    public T root(Cursor.Root c) {
      return refuse();
    }

    @Override
    public T arg(Cursor.Arg c) {
      return refuse();
    }

    @Override
    public T stmt(Cursor.OfStmt c) {
      return refuse();
    }

    @Override
    public T block(Cursor.OfBlock c) {
      return refuse();
    }

    @Override
    public T gap(Cursor.Gap c) {
      return refuse();
    }

    @Override
    public T expr(Cursor.OfExpr c) {
      return refuse();
    }
  }

  private class Other extends Visit<Cursor> {
    Other(Cursor from, String wanted) {
      super(from, wanted);
    }
  }
}
