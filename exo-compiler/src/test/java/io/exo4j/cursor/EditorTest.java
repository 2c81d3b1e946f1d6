package io.exo4j.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Copies;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.Scheduling;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class EditorTest {
  private final Procedure p =
      Scheduling.parse(
          """
          @proc
          def f(n : size, x : f32[n] @DRAM):
            for i in seq(0, n):
              x[i] = 1.0
              x[i] = 2.0
              x[i] = 3.0
            if n > 2:
              x[0] = 4.0
            else:
              x[0] = 5.0
          """);

  private Stmt stmt(String cursor) {
    Cursor c = p.find(cursor);
    return p.navigate().members(c, "").get(0);
  }

  private List<Stmt> block(String cursor) {
    return p.navigate().members(p.find(cursor), "");
  }

  private static String body(Editor e) {
    return Printer.print(e.proc().body());
  }

  @Test
  void insertsReplacesDeletes() {
    Editor e = new Editor(p.proc());
    e.insertBefore(stmt("x[i] = 1.0").id(), Stmt.pass());
    e.delete(stmt("x[i] = 2.0").id());
    e.replace(stmt("x[i] = 3.0").id(), List.of(Stmt.pass(), Stmt.pass()));
    assertThat(body(e))
        .startsWith("for i in seq(0, n):\n  pass\n  x[i] = 1.0\n  pass\n  pass\nif n > 2:");
    assertThat(e.proc().body().get(1)).isSameAs(p.proc().body().get(1));
    assertThat(p.print()).contains("x[i] = 2.0");
  }

  @Test
  void leavesPassInEmptiedBlocks() {
    Editor e = new Editor(p.proc());
    e.delete(block("proc.body[0].body"));
    e.delete(stmt("x[0] = 5.0").id());
    assertThat(body(e))
        .isEqualTo("for i in seq(0, n):\n  pass\nif n > 2:\n  x[0] = 4.0\nelse:\n  pass\n");
    assertThat(body(new Editor(p.proc()).delete(p.proc().body()))).isEqualTo("pass\n");
  }

  @Test
  void wrapsAndUnwraps() {
    Editor e = new Editor(p.proc());
    Expr cond = Expr.lit(true);
    StmtId id = new StmtId();
    e.wrap(
        block("proc.body[0].body[1:3]"), b -> new Stmt.If(id, cond, b, List.of(), SourceSpan.NONE));
    assertThat(body(e))
        .startsWith(
            "for i in seq(0, n):\n  x[i] = 1.0\n  if True:\n    x[i] = 2.0\n    x[i] = 3.0\n");
    e.unwrap(id, Branch.BODY);
    assertThat(body(e)).isEqualTo(Printer.print(p.proc().body()));
  }

  @Test
  void moves() {
    Editor e = new Editor(p.proc());
    e.move(block("proc.body[0].body[0:2]"), Cursor.after(stmt("x[i] = 3.0")));
    assertThat(body(e))
        .startsWith("for i in seq(0, n):\n  x[i] = 3.0\n  x[i] = 1.0\n  x[i] = 2.0\n");
    e.move(stmt("x[0] = 4.0").id(), Cursor.before(p.proc().body().get(0)));
    assertThat(body(e)).startsWith("x[0] = 4.0\nfor i").contains("if n > 2:\n  pass\nelse:");
    String same = body(e);
    e.move(stmt("x[i] = 3.0").id(), Cursor.after(stmt("x[i] = 3.0")));
    assertThat(body(e)).isEqualTo(same);
    assertThatThrownBy(() -> e.move(p.proc().body().get(0).id(), Cursor.after(stmt("x[i] = 2.0"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void replacesExpressions() {
    Editor e = new Editor(p.proc());
    e.replaceExpr((Cursor.OfExpr) p.find("proc.body[0].body[1].idx[0]"), Expr.lit(0));
    e.replaceExpr((Cursor.OfExpr) p.find("proc.body[1].cond.rhs"), Expr.lit(7));
    assertThat(body(e)).contains("x[0] = 2.0").contains("if n > 7:");
  }

  @Test
  void rewritersMayEmptyBlocks() {
    Editor e = new Editor(p.proc());
    e.rewriteBody(
        new Rewriter() {
          @Override
          public List<Stmt> assign(Stmt.Assign s) {
            return List.of();
          }
        });
    assertThat(body(e)).isEqualTo("for i in seq(0, n):\n  pass\nif n > 2:\n  pass\n");
  }

  @Test
  void rewritersMayEmptyBlocksInsideOfWhatTheyRewrite() {
    Rewriter noAssignments =
        new Rewriter() {
          @Override
          public List<Stmt> assign(Stmt.Assign s) {
            return List.of();
          }
        };
    List<Stmt> all = p.proc().body();
    String none = "for i in seq(0, n):\n  pass\nif n > 2:\n  pass\n";
    Editor each = new Editor(p.proc());
    each.rewrite(all.get(0).id(), noAssignments).rewrite(all.get(1).id(), noAssignments);
    assertThat(body(each)).isEqualTo(none);
    assertThat(body(new Editor(p.proc()).rewrite(all, noAssignments))).isEqualTo(none);
    Editor rest = new Editor(p.proc());
    rest.rewriteRest(all.get(0).id(), noAssignments);
    assertThat(body(rest)).endsWith("x[i] = 3.0\nif n > 2:\n  pass\n");
    StmtId first = stmt("x[i] = 1.0").id();
    assertThat(body(new Editor(p.proc()).rewriteRest(first, noAssignments)))
        .startsWith("for i in seq(0, n):\n  x[i] = 1.0\nif");
  }

  @Test
  void refusesWhatIsNotThere() {
    Editor e = new Editor(p.proc());
    assertThatThrownBy(() -> e.delete(new StmtId())).isInstanceOf(NoSuchElementException.class);
    List<Stmt> apart = List.of(stmt("x[i] = 1.0"), stmt("x[i] = 3.0"));
    assertThatThrownBy(() -> e.delete(apart)).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void oneStatementStandsInOnePlace() {
    Editor e = new Editor(p.proc());
    Stmt s = stmt("x[i] = 1.0");
    e.insertAfter(s.id(), Copies.of(List.of(s)));
    e.index();
    e.insertAfter(s.id(), s);
    assertThatThrownBy(e::index).isInstanceOf(IllegalStateException.class);
  }
}
