package io.exo4j.ir;

import java.util.List;
import java.util.Map;

/**
 * Replaces control variables by expressions and buffers by other buffers. Symbols have identity, so
 * nothing can be captured. Statement ids are kept: copy first ({@link Copies}) to use the result
 * beside the original.
 */
public final class Substitution extends Rewriter {
  private final Map<Sym, Expr> values;
  private final Map<Sym, Sym> buffers;

  /**
   * A substitution.
   *
   * @param values control variable to expression
   * @param buffers buffer or window name to another name of the same rank
   */
  public Substitution(Map<Sym, Expr> values, Map<Sym, Sym> buffers) {
    this.values = Map.copyOf(values);
    this.buffers = Map.copyOf(buffers);
  }

  /** Replaces one control variable. */
  public static Substitution of(Sym sym, Expr value) {
    return new Substitution(Map.of(sym, value), Map.of());
  }

  /** {@code block} with {@code sym} replaced by {@code value}. */
  public static List<Stmt> in(List<Stmt> block, Sym sym, Expr value) {
    return of(sym, value).stmts(block);
  }

  @Override
  protected Sym use(Sym sym) {
    return buffers.getOrDefault(sym, sym);
  }

  @Override
  public Expr var(Expr.Var e) {
    Expr v = values.get(e.sym());
    return v == null ? super.var(e) : v;
  }
}
