package io.exo4j.ir;

/** One dimension of a window expression: a point (the dimension disappears) or an interval. */
public sealed interface Coord {
  /** Dispatch without a chain of {@code instanceof}. */
  <T> T accept(Visitor<T> visitor);

  /** One method per kind. */
  interface Visitor<T> {
    /** A single index. */
    T point(Point point);

    /** A half-open range. */
    T interval(Interval interval);
  }

  /** The first index that this coordinate takes. */
  default Expr start() {
    return accept(
        new Visitor<Expr>() {
          @Override
          public Expr point(Point point) {
            return point.at();
          }

          @Override
          public Expr interval(Interval interval) {
            return interval.lo();
          }
        });
  }

  /** True for {@link Interval}: the dimension is kept. */
  default boolean isInterval() {
    return accept(
        new Visitor<Boolean>() {
          @Override
          public Boolean point(Point point) {
            return false;
          }

          @Override
          public Boolean interval(Interval interval) {
            return true;
          }
        });
  }

  /** A single index. */
  record Point(Expr at) implements Coord {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.point(this);
    }
  }

  /** The indices {@code lo <= i < hi}. */
  record Interval(Expr lo, Expr hi) implements Coord {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.interval(this);
    }
  }
}
