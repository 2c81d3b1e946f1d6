package io.exo4j.check;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Sym;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which windows evidently lie in memory as a dense tensor of their shape does, so that they may be
 * given where one is asked for: contiguous parts of dense buffers, and arguments whose strides are
 * asserted.
 */
final class DenseViews {
  private record Dimension(Sym buf, int dim) {
    @Override
    public boolean equals(Object o) {
      return o instanceof Dimension d && d.buf == buf && d.dim == dim;
    }

    @Override
    public int hashCode() {
      return 31 * buf.hashCode() + dim;
    }
  }

  private final Map<Dimension, Long> strides = new HashMap<>();
  private final Set<Sym> dense = new HashSet<>();

  /** Takes the strides that an assertion states. */
  void assume(Expr pred) {
    pred.accept(
        new ExprDefault<Void>() {
          @Override
          protected Void other(Expr e) {
            return null;
          }

          @Override
          public Void bin(Expr.Bin e) {
            if (e.op() == BinOp.AND) {
              e.lhs().accept(this);
              e.rhs().accept(this);
            } else if (e.op() == BinOp.EQ) {
              equal(e.lhs(), e.rhs());
              equal(e.rhs(), e.lhs());
            }
            return null;
          }
        });
  }

  private void equal(Expr a, Expr b) {
    OptionalLong value = b.asInt();
    if (value.isEmpty()) {
      return;
    }
    a.accept(
        new ExprDefault<Void>() {
          @Override
          protected Void other(Expr e) {
            return null;
          }

          @Override
          public Void stride(Expr.Stride s) {
            strides.put(new Dimension(s.buf(), s.dim()), value.getAsLong());
            return null;
          }
        });
  }

  /** Remembers that a local window is dense. */
  void add(Sym window) {
    dense.add(window);
  }

  boolean isDense(Sym buf, DataType type) {
    if (!type.window() || dense.contains(buf)) {
      return true;
    }
    OptionalLong expected = OptionalLong.of(1);
    for (int d = type.rank() - 1; d >= 0; d--) {
      Long stated = strides.get(new Dimension(buf, d));
      if (stated == null || expected.isEmpty() || stated != expected.getAsLong()) {
        return false;
      }
      expected = Literals.fold(BinOp.MUL, expected, type.dims().get(d).asInt());
    }
    return true;
  }

  /** Points, then at most one interval, then whole dimensions. */
  boolean isDense(Sym buf, DataType type, List<Coord> coords) {
    if (!isDense(buf, type)) {
      return false;
    }
    boolean started = false;
    for (int d = 0; d < coords.size(); d++) {
      Coord c = coords.get(d);
      if (started && !isWhole(c, type.dims().get(d))) {
        return false;
      }
      started |= c.isInterval();
    }
    return true;
  }

  private static boolean isWhole(Coord c, Expr extent) {
    return c.accept(
        new Coord.Visitor<Boolean>() {
          @Override
          public Boolean point(Coord.Point point) {
            return false;
          }

          @Override
          public Boolean interval(Coord.Interval i) {
            return LinearForm.same(i.lo(), Expr.lit(0)) && LinearForm.same(i.hi(), extent);
          }
        });
  }
}
