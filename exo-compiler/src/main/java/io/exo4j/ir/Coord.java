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
  Expr start();

  /** True for {@link Interval}: the dimension is kept. */
  boolean isInterval();

  /** A single index. */
  record Point(Expr at) implements Coord {
    @Override
    public boolean equals(Object o) {
      return o instanceof Point p && p.at.equals(at);
    }

    @Override
    public int hashCode() {
      return at.hashCode();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.point(this);
    }

    @Override
    public Expr start() {
      return at;
    }

    @Override
    public boolean isInterval() {
      return false;
    }
  }

  /** The indices {@code lo <= i < hi}. */
  record Interval(Expr lo, Expr hi) implements Coord {
    @Override
    public boolean equals(Object o) {
      return o instanceof Interval i && i.lo.equals(lo) && i.hi.equals(hi);
    }

    @Override
    public int hashCode() {
      return 31 * lo.hashCode() + hi.hashCode();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.interval(this);
    }

    @Override
    public Expr start() {
      return lo;
    }

    @Override
    public boolean isInterval() {
      return true;
    }
  }
}
