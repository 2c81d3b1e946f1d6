package io.exo4j.schedule.procs;

import io.exo4j.ir.Arg;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data argument of the procedure that is put in, and what stands for it in the block: one buffer,
 * and for a window the places at which callee and block touch it. Which dimensions of the buffer
 * the window keeps is a {@link Choice}; there are finitely many.
 */
final class BufferFormal {
  /** What the callee touches, and what the block touches in its place. */
  record Touch(List<Coord> callee, List<Coord> block, Stmt at) {}

  /**
   * Which dimensions of the buffer the window keeps, in order.
   *
   * @param kept for each dimension of the buffer, which one of the window it is; -1 for a point
   * @param starts for each dimension of the buffer, the unknown first index or point
   */
  record Choice(BufferFormal formal, int[] kept, List<Quantity> starts) {
    /** The dimension of the buffer that dimension {@code d} of the window is. */
    int dimension(int d) {
      for (int p = 0; p < kept.length; p++) {
        if (kept[p] == d) {
          return p;
        }
      }
      throw new IllegalArgumentException("no dimension " + d);
    }
  }

  private final Arg arg;
  private final DataType type;
  private final List<Touch> touches = new ArrayList<>();
  private Optional<Sym> actual = Optional.empty();
  private int actualRank;

  BufferFormal(Arg arg, DataType type) {
    this.arg = arg;
    this.type = type;
  }

  Arg arg() {
    return arg;
  }

  DataType type() {
    return type;
  }

  /** The buffer of the block that stands for it, as far as known. */
  Optional<Sym> actual() {
    return actual;
  }

  void bind(Sym buffer, int rank) {
    actual = Optional.of(buffer);
    actualRank = rank;
  }

  void touch(List<Coord> callee, List<Coord> block, Stmt at) {
    touches.add(new Touch(callee, block, at));
  }

  List<Touch> touches() {
    return touches;
  }

  /** All choices, the one that keeps the last dimensions first: that is where strides are 1. */
  List<Choice> choices() {
    List<Choice> out = new ArrayList<>();
    choose(new int[actualRank], actualRank - 1, type.rank() - 1, out);
    return out;
  }

  private void choose(int[] kept, int position, int next, List<Choice> out) {
    if (position < 0) {
      if (next < 0) {
        out.add(choice(kept.clone()));
      }
      return;
    }
    if (next >= 0) {
      kept[position] = next;
      choose(kept, position - 1, next - 1, out);
    }
    if (position > next) {
      kept[position] = -1;
      choose(kept, position - 1, next, out);
    }
  }

  private Choice choice(int[] kept) {
    List<Quantity> starts = new ArrayList<>();
    for (int p = 0; p < kept.length; p++) {
      starts.add(Quantity.hole("the window of '" + arg.name() + "'"));
    }
    return new Choice(this, kept, starts);
  }

  /** What equals what if the choice is right; empty if intervals and points do not agree. */
  static Optional<List<Equation>> equations(Choice choice) {
    List<Equation> out = new ArrayList<>();
    for (Touch t : choice.formal().touches()) {
      for (int p = 0; p < choice.kept().length; p++) {
        int d = choice.kept()[p];
        Quantity start = choice.starts().get(p);
        Coord block = t.block().get(p);
        if (d < 0 && block.isInterval()
            || d >= 0 && block.isInterval() != t.callee().get(d).isInterval()) {
          return Optional.empty();
        }
        if (d < 0) {
          out.add(new Equation(Optional.of(start), Expr.lit(0), block.start(), t.at()));
        } else {
          pair(t.callee().get(d), block, Optional.of(start), t.at(), out);
        }
      }
    }
    return Optional.of(out);
  }

  /** That two coordinates of the same kind agree, the callee's moved by an unknown start. */
  static void pair(
      Coord callee, Coord block, Optional<Quantity> start, Stmt at, List<Equation> out) {
    out.add(new Equation(start, callee.start(), block.start(), at));
    if (callee.isInterval()) {
      out.add(new Equation(start, end(callee), end(block), at));
    }
  }

  private static Expr end(Coord c) {
    return c.accept(
        new Coord.Visitor<Expr>() {
          @Override
          public Expr point(Coord.Point point) {
            return point.at();
          }

          @Override
          public Expr interval(Coord.Interval interval) {
            return interval.hi();
          }
        });
  }
}
