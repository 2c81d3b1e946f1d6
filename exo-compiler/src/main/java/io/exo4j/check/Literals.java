package io.exo4j.check;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Constants of control expressions, and extents of windows made with them. */
final class Literals {
  private Literals() {}

  /** {@code a op b} with floor division; empty if it overflows or the divisor is not positive. */
  static OptionalLong fold(BinOp op, OptionalLong a, OptionalLong b) {
    if (a.isEmpty() || b.isEmpty()) {
      return OptionalLong.empty();
    }
    long x = a.getAsLong();
    long y = b.getAsLong();
    try {
      return switch (op) {
        case ADD -> OptionalLong.of(Math.addExact(x, y));
        case SUB -> OptionalLong.of(Math.subtractExact(x, y));
        case MUL -> OptionalLong.of(Math.multiplyExact(x, y));
        case DIV -> y > 0 ? OptionalLong.of(Math.floorDiv(x, y)) : OptionalLong.empty();
        case MOD -> y > 0 ? OptionalLong.of(Math.floorMod(x, y)) : OptionalLong.empty();
        default -> OptionalLong.empty();
      };
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** The type of a window with those coordinates over a buffer of that type. */
  static DataType windowType(DataType base, List<Coord> coords) {
    List<Expr> dims = new ArrayList<>();
    for (Coord c : coords) {
      c.accept(
          new Coord.Visitor<Void>() {
            @Override
            public Void point(Coord.Point point) {
              return null;
            }

            @Override
            public Void interval(Coord.Interval interval) {
              dims.add(extent(interval.lo(), interval.hi()));
              return null;
            }
          });
    }
    return new DataType(base.precision(), dims, true);
  }

  /** {@code hi - lo}, simplified where that is obvious, so that windows of windows stay small. */
  static Expr extent(Expr lo, Expr hi) {
    OptionalLong low = lo.asInt();
    if (low.isPresent() && low.getAsLong() == 0) {
      return hi;
    }
    OptionalLong both = fold(BinOp.SUB, hi.asInt(), low);
    if (both.isPresent()) {
      return Expr.lit(both.getAsLong());
    }
    return hi.accept(
            new ExprDefault<Optional<Expr>>() {
              @Override
              protected Optional<Expr> other(Expr e) {
                return e.equals(lo) ? Optional.of(Expr.lit(0)) : Optional.empty();
              }

              @Override
              public Optional<Expr> bin(Expr.Bin e) {
                OptionalLong sum = fold(BinOp.ADD, e.rhs().asInt(), low);
                if (e.op() == BinOp.SUB && sum.isPresent()) {
                  return Optional.of(Expr.sub(e.lhs(), Expr.lit(sum.getAsLong())));
                }
                if (e.op() == BinOp.ADD && e.lhs().equals(lo)) {
                  return Optional.of(e.rhs());
                }
                return other(e);
              }
            })
        .orElseGet(() -> Expr.sub(hi, lo));
  }

  /** The number of nodes on the longest path down. */
  static int depth(Expr e) {
    Depth d = new Depth();
    d.expr(e);
    return d.deepest;
  }

  private static final class Depth extends Walker {
    private int level;
    private int deepest;

    @Override
    public void expr(Expr e) {
      level++;
      deepest = Math.max(deepest, level);
      super.expr(e);
      level--;
    }
  }
}
