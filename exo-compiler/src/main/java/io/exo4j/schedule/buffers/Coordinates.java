package io.exo4j.schedule.buffers;

import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import java.util.List;
import java.util.function.UnaryOperator;

/** Small things about coordinates of windows. */
final class Coordinates {
  private Coordinates() {}

  /** The coordinate with every bound changed. */
  static Coord map(Coord c, UnaryOperator<Expr> f) {
    return c.accept(
        new Coord.Visitor<Coord>() {
          @Override
          public Coord point(Coord.Point p) {
            return new Coord.Point(f.apply(p.at()));
          }

          @Override
          public Coord interval(Coord.Interval i) {
            return new Coord.Interval(f.apply(i.lo()), f.apply(i.hi()));
          }
        });
  }

  /** The expressions in it. */
  static List<Expr> exprs(Coord c) {
    return c.accept(
        new Coord.Visitor<List<Expr>>() {
          @Override
          public List<Expr> point(Coord.Point p) {
            return List.of(p.at());
          }

          @Override
          public List<Expr> interval(Coord.Interval i) {
            return List.of(i.lo(), i.hi());
          }
        });
  }

  /** {@code hi - lo}; 1 for a point. */
  static Expr extent(Coord c) {
    return c.accept(
        new Coord.Visitor<Expr>() {
          @Override
          public Expr point(Coord.Point p) {
            return Expr.lit(1);
          }

          @Override
          public Expr interval(Coord.Interval i) {
            return Expr.sub(i.hi(), i.lo());
          }
        });
  }
}
