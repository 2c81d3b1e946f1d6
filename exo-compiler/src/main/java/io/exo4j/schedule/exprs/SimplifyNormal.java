package io.exo4j.schedule.exprs;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Sym;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The normal form of control expressions: linear parts are collected, and quotients and remainders
 * resolved where the known values of variables allow. A division rounds down and its divisor is a
 * positive literal; everything else is left as it is.
 */
final class SimplifyNormal {
  /** Greater factors of a divisor are not looked for: that takes seconds. */
  private static final long MOST_TRIED = 1 << 16;

  private final SimplifyRanges ranges;
  private final Comparator<Sym> order;

  SimplifyNormal(SimplifyRanges ranges, Comparator<Sym> order) {
    this.ranges = ranges;
    this.order = order;
  }

  /** The normal form; the same object if it is normal. */
  Expr of(Expr e) {
    return e.accept(new Normalise()).toExpr();
  }

  /** A linear form, or something else, with the expression that it was made from. */
  private final class Normal {
    private final Optional<SimplifyLinear> linear;
    private final Expr expr;

    Normal(SimplifyLinear linear, Expr from) {
      this.linear = Optional.of(linear);
      this.expr = from;
    }

    Normal(Expr opaque) {
      this.linear = Optional.empty();
      this.expr = opaque;
    }

    Expr toExpr() {
      if (linear.isEmpty()) {
        return expr;
      }
      try {
        Expr e = linear.get().toExpr(order);
        return e.equals(expr) ? expr : e;
      } catch (ArithmeticException tooLarge) {
        return expr;
      }
    }
  }

  private final class Normalise extends ExprDefault<Normal> {
    @Override
    protected Normal other(Expr e) {
      return new Normal(e);
    }

    @Override
    public Normal var(Expr.Var e) {
      return new Normal(SimplifyLinear.of(e.sym()), e);
    }

    @Override
    public Normal intLit(Expr.IntLit e) {
      return new Normal(SimplifyLinear.of(e.value()), e);
    }

    @Override
    public Normal neg(Expr.Neg e) {
      Normal arg = e.arg().accept(this);
      Expr now = arg.toExpr();
      Expr same = now == e.arg() ? e : Expr.negate(now, e.span());
      try {
        return arg.linear.isPresent()
            ? new Normal(arg.linear.get().times(-1), same)
            : new Normal(same);
      } catch (ArithmeticException tooLarge) {
        return new Normal(same);
      }
    }

    @Override
    public Normal bin(Expr.Bin e) {
      Normal l = e.lhs().accept(this);
      Normal r = e.rhs().accept(this);
      if (l.linear.isPresent() && r.linear.isPresent()) {
        try {
          Optional<Normal> n = linear(e, l.linear.get(), r.linear.get());
          if (n.isPresent()) {
            return n.get();
          }
        } catch (ArithmeticException tooLarge) {
          return new Normal(e);
        }
      }
      Expr left = l.toExpr();
      Expr right = r.toExpr();
      Expr same =
          left == e.lhs() && right == e.rhs() ? e : new Expr.Bin(e.op(), left, right, e.span());
      OptionalLong d = right.asInt();
      if ((e.op() == BinOp.DIV || e.op() == BinOp.MOD) && d.orElse(0) > 0) {
        Optional<Expr> sum = ofSum(e.op(), left, d.getAsLong());
        if (sum.isPresent()) {
          return new Normal(sum.get());
        }
      }
      return e.op() == BinOp.DIV ? nested(same, left, right) : new Normal(same);
    }

    private Optional<Normal> linear(Expr.Bin e, SimplifyLinear l, SimplifyLinear r) {
      return switch (e.op()) {
        case ADD -> Optional.of(new Normal(l.plus(r, 1), e));
        case SUB -> Optional.of(new Normal(l.plus(r, -1), e));
        case MUL ->
            l.isConstant()
                ? Optional.of(new Normal(r.times(l.constant()), e))
                : r.isConstant()
                    ? Optional.of(new Normal(l.times(r.constant()), e))
                    : Optional.empty();
        case DIV ->
            r.isConstant() && r.constant() > 0
                ? Optional.of(quotient(l, r.constant(), e))
                : Optional.empty();
        case MOD ->
            r.isConstant() && r.constant() > 0
                ? Optional.of(remainder(l, r.constant(), e))
                : Optional.empty();
        default -> Optional.empty();
      };
    }

    /** {@code (a / c) / d} is {@code a / (c * d)}, both rounded down. */
    private Normal nested(Expr same, Expr left, Expr right) {
      Optional<Expr.Bin> inner = left.as(Expr.Bin.class);
      OptionalLong d = right.asInt();
      if (inner.isEmpty() || inner.get().op() != BinOp.DIV || d.isEmpty()) {
        return new Normal(same);
      }
      OptionalLong c = inner.get().rhs().asInt();
      if (c.isEmpty() || c.getAsLong() <= 0 || d.getAsLong() <= 0) {
        return new Normal(same);
      }
      try {
        long both = Math.multiplyExact(c.getAsLong(), d.getAsLong());
        return Expr.bin(BinOp.DIV, inner.get().lhs(), Expr.lit(both)).accept(this);
      } catch (ArithmeticException tooLarge) {
        return new Normal(same);
      }
    }
  }

  /**
   * The quotient or remainder of a sum with terms that are no variables: what is no multiple of the
   * divisor is between 0 and it.
   */
  private Optional<Expr> ofSum(BinOp op, Expr e, long d) {
    try {
      SimplifySum all = SimplifySum.of(e);
      SimplifySum multiples = all.multiples(d);
      SimplifySum rest = all.rest(d);
      if (multiples.terms().isEmpty()) {
        return Optional.empty();
      }
      SimplifyInterval left =
          rest.linear().map(ranges::of).orElseGet(() -> ranges.of(rest.toExpr()));
      if (!left.isWithin(0, d - 1)) {
        return Optional.empty();
      }
      Expr out = op == BinOp.DIV ? multiples.over(d).toExpr() : rest.toExpr();
      return Optional.of(out.accept(new Normalise()).toExpr());
    } catch (ArithmeticException tooLarge) {
      return Optional.empty();
    }
  }

  private Normal quotient(SimplifyLinear l, long d, Expr from) {
    Optional<SimplifyLinear> exact = divided(l, d);
    if (exact.isPresent()) {
      return new Normal(exact.get(), from);
    }
    for (long p = 2; p <= MOST_TRIED && p <= d / p; p++) {
      if (d % p == 0) {
        Optional<SimplifyLinear> first = divided(l, p);
        if (first.isPresent()) {
          return over(first.get(), d / p);
        }
        Optional<SimplifyLinear> second = divided(l, d / p);
        if (second.isPresent()) {
          return over(second.get(), p);
        }
      }
    }
    return keep(from, BinOp.DIV, l.toExpr(order), d);
  }

  private Normal over(SimplifyLinear l, long d) {
    return new Normal(Expr.bin(BinOp.DIV, l.toExpr(order), Expr.lit(d)));
  }

  /** The quotient as a linear form: what is left over is between 0 and the divisor. */
  private Optional<SimplifyLinear> divided(SimplifyLinear l, long d) {
    SimplifyLinear multiples = l.only((s, c) -> c % d == 0, true);
    if (multiples.terms().size() == l.terms().size()) {
      return Optional.of(l.over(d));
    }
    boolean constantIsMultiple = l.constant() % d == 0;
    SimplifyLinear rest = l.only((s, c) -> c % d != 0, !constantIsMultiple);
    return ranges.of(rest).isWithin(0, d - 1)
        ? Optional.of(l.only((s, c) -> c % d == 0, constantIsMultiple).over(d))
        : Optional.empty();
  }

  private Normal remainder(SimplifyLinear l, long m, Expr from) {
    SimplifyLinear rest = l.only((s, c) -> c % m != 0, l.constant() % m != 0);
    if (rest.isConstant()) {
      return new Normal(SimplifyLinear.of(Math.floorMod(rest.constant(), m)), from);
    }
    // the multiples of m that were dropped do not matter, but what is left must be a remainder
    return ranges.of(rest).isWithin(0, m - 1)
        ? new Normal(rest, from)
        : keep(from, BinOp.MOD, rest.toExpr(order), m);
  }

  private Normal keep(Expr from, BinOp op, Expr left, long right) {
    Expr e = Expr.bin(op, left, Expr.lit(right));
    return new Normal(e.equals(from) ? from : e);
  }
}
