package io.exo4j.fuzz;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.ExprChildren;
import io.exo4j.cursor.Stmts;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Procedure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** All statements and expressions of a procedure, each with the text that means it. */
final class Places {
  /**
   * A statement.
   *
   * @param block the text of the block that it is in
   * @param index its position there
   * @param siblings that block
   */
  record OfStmt(Stmt stmt, String block, int index, List<Stmt> siblings) {
    String text() {
      return block + "[" + index + "]";
    }

    String text(int count) {
      return count == 1 ? text() : block + "[" + index + ":" + (index + count) + "]";
    }
  }

  /** An expression in a statement. */
  record OfExpr(OfStmt stmt, Expr expr, String text) {}

  private final List<OfStmt> stmts = new ArrayList<>();
  private final List<OfExpr> exprs = new ArrayList<>();

  Places(Procedure p) {
    add(p.proc().body(), "proc.body");
  }

  private void add(List<Stmt> block, String text) {
    for (int i = 0; i < block.size(); i++) {
      Stmt s = block.get(i);
      OfStmt place = new OfStmt(s, text, i, block);
      stmts.add(place);
      for (ExprChildren.Child c : ExprChildren.of(s)) {
        add(place, c, place.text());
      }
      add(Stmts.block(s, Branch.BODY), place.text() + ".body");
      add(Stmts.block(s, Branch.ORELSE), place.text() + ".orelse");
    }
  }

  private void add(OfStmt stmt, ExprChildren.Child child, String above) {
    String text = above + child.step();
    exprs.add(new OfExpr(stmt, child.expr(), text));
    for (ExprChildren.Child c : ExprChildren.of(child.expr())) {
      add(stmt, c, text);
    }
  }

  List<OfStmt> stmts() {
    return stmts;
  }

  List<OfExpr> exprs() {
    return exprs;
  }

  <T extends Stmt> List<OfStmt> of(Class<T> kind) {
    return where(s -> s.as(kind).isPresent());
  }

  List<OfStmt> where(Predicate<Stmt> condition) {
    return stmts.stream().filter(p -> condition.test(p.stmt())).toList();
  }

  /** The place of a statement. */
  Optional<OfStmt> at(Stmt s) {
    return stmts.stream().filter(p -> p.stmt() == s).findFirst();
  }
}
