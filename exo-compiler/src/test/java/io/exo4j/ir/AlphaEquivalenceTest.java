package io.exo4j.ir;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.SourceSpan;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlphaEquivalenceTest {
  private static final Expr VALUE = new Expr.DataLit(BigDecimal.ONE, SourceSpan.NONE);
  private final Sym x = new Sym("x");
  private final Sym i = new Sym("i");
  private final Sym j = new Sym("j");

  private Stmt store(Expr... at) {
    return new Stmt.Assign(new StmtId(), x, List.of(at), VALUE, SourceSpan.NONE);
  }

  private static Stmt loop(Sym iter, Stmt... body) {
    return new Stmt.For(
        new StmtId(), iter, Expr.lit(0), Expr.lit(8), LoopMode.SEQ, List.of(body), SourceSpan.NONE);
  }

  private static boolean same(Stmt a, Stmt b) {
    return AlphaEquivalence.blocks(List.of(a), List.of(b));
  }

  @Test
  void boundSymbolsMayDiffer() {
    assertThat(same(loop(i, store(Expr.var(i))), loop(j, store(Expr.var(j))))).isTrue();
    assertThat(same(loop(i, store(Expr.var(i))), loop(i, store(Expr.var(i))))).isTrue();
    assertThat(same(loop(i, store(Expr.var(i))), loop(j, store(Expr.lit(1))))).isFalse();
  }

  @Test
  void freeSymbolsMayNot() {
    assertThat(same(store(Expr.var(i)), store(Expr.var(j)))).isFalse();
    assertThat(same(store(Expr.var(i)), store(Expr.var(i)))).isTrue();
  }

  @Test
  void aSharedStatementIsTheSameOnlyWhereItsSymbolsAre() {
    Stmt shared = store(Expr.var(i), Expr.var(j));
    assertThat(same(loop(i, loop(j, shared)), loop(i, loop(j, shared)))).isTrue();
    // bound outside on the left, inside on the right
    assertThat(same(loop(i, loop(j, shared)), loop(j, loop(i, shared)))).isFalse();
    assertThat(same(loop(i, shared), loop(j, shared))).isFalse();
    assertThat(AlphaEquivalence.blocks(List.of(shared), List.of(shared), i, j)).isFalse();
  }

  @Test
  void aDeclarationInASharedStatementIsOneForWhatFollows() {
    Stmt alloc =
        new Stmt.Alloc(
            new StmtId(),
            x,
            new DataType(Precision.F32, List.of(Expr.lit(8)), false),
            Memory.DRAM,
            SourceSpan.NONE);
    List<Stmt> left = List.of(alloc, loop(i, store(Expr.var(i))));
    List<Stmt> right = List.of(alloc, loop(j, store(Expr.var(j))));
    assertThat(AlphaEquivalence.blocks(left, right)).isTrue();
  }
}
