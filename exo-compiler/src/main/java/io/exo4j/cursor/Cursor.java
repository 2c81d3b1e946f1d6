package io.exo4j.cursor;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a procedure, independent of any version of it: it names statements by their identity
 * and therefore keeps its meaning while the code around it changes.
 */
public sealed interface Cursor {
  /** Dispatch without a chain of {@code instanceof}. */
  <T> T accept(Visitor<T> visitor);

  /** One method per kind of place. */
  interface Visitor<T> {
    /** The whole procedure. */
    T root(Root c);

    /** A formal argument. */
    T arg(Arg c);

    /** One statement. */
    T stmt(OfStmt c);

    /** Neighbouring statements. */
    T block(OfBlock c);

    /** The place before or behind a statement. */
    T gap(Gap c);

    /** An expression in a statement. */
    T expr(OfExpr c);
  }

  /** The whole procedure; {@code proc} in text. */
  record Root() implements Cursor {
    @Override
    public boolean equals(Object o) {
      return o instanceof Root;
    }

    @Override
    public int hashCode() {
      return 0;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.root(this);
    }
  }

  /** A formal argument. */
  record Arg(Sym sym) implements Cursor {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.arg(this);
    }
  }

  /** One statement. */
  record OfStmt(StmtId id) implements Cursor {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.stmt(this);
    }
  }

  /**
   * Statements that were neighbours in one block when the cursor was made.
   *
   * @param members at least one, in order
   */
  record OfBlock(List<StmtId> members) implements Cursor {
    /** Copies the list. */
    public OfBlock {
      members = List.copyOf(members);
      if (members.isEmpty()) {
        throw new IllegalArgumentException("a block cursor has at least one member");
      }
    }

    /** The first member. */
    public StmtId first() {
      return members.get(0);
    }

    /** The last member. */
    public StmtId last() {
      return members.get(members.size() - 1);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.block(this);
    }
  }

  /** Which side of its anchor a gap is on. */
  enum Side {
    /** Just before the anchor. */
    BEFORE,
    /** Just behind the anchor. */
    AFTER
  }

  /** The place just before or behind a statement. It moves with that statement. */
  record Gap(StmtId anchor, Side side) implements Cursor {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.gap(this);
    }
  }

  /**
   * An expression in a statement.
   *
   * @param stmt the statement
   * @param path at least one step
   * @param field the whole expression in the statement's field {@code path[0]} when the cursor was
   *     made: a path that goes deeper stays valid while the expressions above its end keep their
   *     shape
   */
  record OfExpr(StmtId stmt, List<ExprStep> path, Expr field) implements Cursor {
    /** Copies the list. */
    public OfExpr {
      path = List.copyOf(path);
      if (path.isEmpty()) {
        throw new IllegalArgumentException("an expression cursor has a path");
      }
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.expr(this);
    }
  }

  /** The whole procedure. */
  static Root root() {
    return new Root();
  }

  /** A statement. */
  static OfStmt of(Stmt s) {
    return new OfStmt(s.id());
  }

  /** Neighbouring statements, at least one. */
  static OfBlock block(List<Stmt> stmts) {
    return new OfBlock(stmts.stream().map(Stmt::id).toList());
  }

  /** The place just before a statement. */
  static Gap before(Stmt s) {
    return new Gap(s.id(), Side.BEFORE);
  }

  /** The place just behind a statement. */
  static Gap after(Stmt s) {
    return new Gap(s.id(), Side.AFTER);
  }

  /**
   * The expression at a path of a statement.
   *
   * @throws IllegalArgumentException if the path leads nowhere
   */
  static OfExpr expr(Stmt s, List<ExprStep> path) {
    if (ExprChildren.at(s, path).isEmpty()) {
      throw new IllegalArgumentException("no expression at " + path);
    }
    return new OfExpr(s.id(), path, ExprChildren.at(s, path.subList(0, 1)).orElseThrow());
  }

  /** The expression one step below another place of the same statement. */
  static OfExpr below(OfExpr c, ExprStep step) {
    List<ExprStep> path = new ArrayList<>(c.path());
    path.add(step);
    return new OfExpr(c.stmt(), path, c.field());
  }
}
