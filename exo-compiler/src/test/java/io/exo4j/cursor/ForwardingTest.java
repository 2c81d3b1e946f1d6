package io.exo4j.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Substitution;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.Scheduling;
import io.exo4j.schedule.procs.Rename;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class ForwardingTest {
  private final Procedure p =
      Scheduling.parse(
          """
          @proc
          def f(n : size, x : f32[n] @DRAM, a : f32 @DRAM):
            for i in seq(0, n):
              x[i] = 1.0
              x[i] = 2.0
              x[i] = 3.0 + a * x[i]
              x[i] = 4.0
          """);

  /** Any edit as a directive. */
  private record Edit(BiConsumer<Context, Editor> edit) implements Directive {
    @Override
    public Outcome apply(Context context) {
      Editor e = context.edit();
      edit.accept(context, e);
      return Outcome.of(e);
    }
  }

  private static Procedure edit(Procedure p, BiConsumer<Context, Editor> edit) {
    return p.apply(new Edit(edit));
  }

  private Stmt at(int i) {
    return p.index().stmt(((Cursor.OfStmt) p.find("proc.body[0].body[" + i + "]")).id());
  }

  private static String show(Procedure q, Cursor c) {
    return Printer.print(q.navigate().members(q.forward(c), "")).replace("\n", "; ").strip();
  }

  @Test
  void statementsFollowTheirIdentity() {
    Cursor c = p.find("x[i] = 3.0 + _");
    Procedure q =
        edit(p, (x, e) -> e.insertBefore(at(0).id(), List.of(Stmt.pass(), Stmt.pass())))
            .apply(Rename.of("g"));
    q = edit(q, (x, e) -> e.move(at(2).id(), Cursor.before(e.proc().body().get(0))));
    assertThat(show(q, c)).isEqualTo("x[i] = 3.0 + a * x[i];");
    assertThat(q.forward(p.find("proc.body[0].body[2].after"))).isEqualTo(Cursor.after(at(2)));
  }

  @Test
  void aDeadCursorNamesItsKiller() {
    Cursor c = p.find("x[i] = 2.0");
    Procedure q =
        edit(p.apply(Rename.of("g")), (x, e) -> e.delete(at(1).id())).apply(Rename.of("h"));
    assertThatThrownBy(() -> q.forward(c))
        .hasMessageContaining("an assignment to x was removed by the step edit");
    assertThatThrownBy(() -> p.forward(new Cursor.OfStmt(new StmtId())))
        .hasMessageContaining("does not point into f or an earlier version");
  }

  @Test
  void blocksGrowWhenSomethingIsInsertedInside() {
    Cursor c = p.find("proc.body[0].body[1:3]");
    Procedure inside = edit(p, (x, e) -> e.insertAfter(at(1).id(), Stmt.pass()));
    assertThat(show(inside, c)).isEqualTo("x[i] = 2.0; pass; x[i] = 3.0 + a * x[i];");
    Procedure atEnds =
        edit(
            p,
            (x, e) -> e.insertAfter(at(2).id(), Stmt.pass()).insertBefore(at(1).id(), Stmt.pass()));
    assertThat(show(atEnds, c)).isEqualTo("x[i] = 2.0; x[i] = 3.0 + a * x[i];");
  }

  @Test
  void blocksFollowReorderingAndReplacement() {
    Cursor c = p.find("proc.body[0].body[0:3]");
    Procedure swapped = edit(p, (x, e) -> e.move(at(0).id(), Cursor.after(at(1))));
    assertThat(show(swapped, c)).isEqualTo("x[i] = 2.0; x[i] = 1.0; x[i] = 3.0 + a * x[i];");
    Procedure replaced =
        edit(p, (x, e) -> e.replace(at(0).id(), List.of(Stmt.pass(), Stmt.pass())));
    assertThat(show(replaced, c)).isEqualTo("pass; pass; x[i] = 2.0; x[i] = 3.0 + a * x[i];");
  }

  @Test
  void blocksThatAreTornApartAreGone() {
    Cursor c = p.find("proc.body[0].body[0:2]");
    Procedure q = edit(p, (x, e) -> e.move(at(3).id(), Cursor.after(at(0))));
    assertThatThrownBy(() -> q.forward(c))
        .hasMessageContaining("a block of 2 statements is no longer adjacent");
    Procedure r = edit(p, (x, e) -> e.delete(List.of(at(0), at(1))));
    assertThatThrownBy(() -> r.forward(c)).hasMessageContaining("was removed by the step edit");
  }

  @Test
  void aNewScopeAroundPartOfABlockStandsForThatPart() {
    Cursor whole = p.find("proc.body[0].body");
    Cursor part = p.find("proc.body[0].body[1:3]");
    Procedure q =
        edit(
            p,
            (x, e) ->
                e.wrap(
                    List.of(at(1), at(2)),
                    b -> new Stmt.If(new StmtId(), Expr.lit(true), b, List.of(), SourceSpan.NONE)));
    assertThat(show(q, whole))
        .isEqualTo("x[i] = 1.0; if True:;   x[i] = 2.0;   x[i] = 3.0 + a * x[i]; x[i] = 4.0;");
    assertThat(show(q, part)).isEqualTo("x[i] = 2.0; x[i] = 3.0 + a * x[i];");
  }

  @Test
  void expressionsSurviveSubstitutionBelowThem() {
    Cursor read = p.find("proc.body[0].body[2].rhs.rhs.rhs");
    Cursor index = p.find("proc.body[0].body[2].rhs.rhs.rhs.idx[0]");
    Cursor subscript = p.find("proc.body[0].body[2].idx[0]");
    Stmt.For loop = (Stmt.For) p.proc().body().get(0);
    Procedure q =
        edit(p, (x, e) -> e.rewrite(at(2).id(), Substitution.of(loop.iter(), Expr.lit(0))));
    Cursor.OfExpr now = (Cursor.OfExpr) q.forward(read);
    assertThat(Printer.print(q.index().expr(now).orElseThrow())).isEqualTo("x[0]");
    assertThat(Printer.print(q.index().expr((Cursor.OfExpr) q.forward(subscript)).orElseThrow()))
        .isEqualTo("0");
    assertThatThrownBy(() -> q.forward(index))
        .hasMessageContaining("was changed or removed by the step edit");
  }

  @Test
  void expressionsBelowAReplacedOneAreGone() {
    Cursor rhs = p.find("proc.body[0].body[2].rhs");
    Cursor below = p.find("proc.body[0].body[2].rhs.lhs");
    Procedure q = edit(p, (x, e) -> e.replaceExpr((Cursor.OfExpr) rhs, Expr.DataLit.of(9.0)));
    assertThat(Printer.print(q.index().expr((Cursor.OfExpr) q.forward(rhs)).orElseThrow()))
        .isEqualTo("9.0");
    assertThatThrownBy(() -> q.forward(below)).hasMessageContaining("was changed or removed");
  }
}
