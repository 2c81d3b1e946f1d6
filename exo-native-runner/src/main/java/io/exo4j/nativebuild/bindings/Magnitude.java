package io.exo4j.nativebuild.bindings;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import java.math.BigInteger;

/**
 * An upper bound of the absolute value of a control expression whose variables are at most 2^48, as
 * the checks of exo-runtime see to. Where the bound fits into a {@code long}, plain arithmetic
 * cannot overflow.
 */
final class Magnitude extends ExprDefault<BigInteger> {
  private static final BigInteger VARIABLE = BigInteger.ONE.shiftLeft(48);
  private static final BigInteger LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private Magnitude() {}

  /** Whether the expression, each part of it included, can be computed without overflow. */
  static boolean fits(Expr e) {
    return e.accept(new Magnitude()).compareTo(LONG) <= 0;
  }

  @Override
  protected BigInteger other(Expr e) {
    return VARIABLE;
  }

  /** A stride of a dense tensor is a product of extents that was checked to be inside an array. */
  @Override
  public BigInteger stride(Expr.Stride e) {
    return LONG;
  }

  /** The state may hold any value. */
  @Override
  public BigInteger readConfig(Expr.ReadConfig e) {
    return LONG;
  }

  @Override
  public BigInteger intLit(Expr.IntLit e) {
    return BigInteger.valueOf(e.value()).abs();
  }

  @Override
  public BigInteger neg(Expr.Neg e) {
    return e.arg().accept(this);
  }

  @Override
  public BigInteger bin(Expr.Bin e) {
    BigInteger l = e.lhs().accept(this);
    BigInteger r = e.rhs().accept(this);
    // quotients and remainders are no larger than what they are made of, but their parts count
    return e.op() == BinOp.MUL ? l.multiply(r).max(l).max(r) : l.add(r);
  }
}
