package io.exo4j.testing;

import io.exo4j.ir.Precision;
import java.util.List;

/**
 * A buffer or window in scope. Where values are tracked, {@code |element| <= bound} always holds.
 */
final class Buffer {
  /** Shared by everything that looks at one root buffer. */
  static final class Root {
    /** The greatest magnitude of any element, ever. */
    final double bound;

    /** The greatest magnitude that an assignment may store. */
    final double assignable;

    /** What all reductions together may still add. */
    double budget;

    /** What they add up to now. */
    double used;

    Root(double assignable, double budget) {
      this.assignable = assignable;
      this.budget = budget;
      this.bound = assignable + budget;
    }
  }

  final String name;
  final Precision precision;
  final List<Extent> dims;

  /** A dense tensor that may be passed as one. */
  final boolean dense;

  /** Neighbours along the last dimension are neighbours in memory. */
  final boolean unitStride;

  final boolean writable;
  final Root root;

  /** Of how many enclosing parallel loops each iteration has elements of its own here. */
  final int privateDepth;

  Buffer(
      String name,
      Precision precision,
      List<Extent> dims,
      boolean dense,
      boolean unitStride,
      boolean writable,
      Root root,
      int privateDepth) {
    this.name = name;
    this.precision = precision;
    this.dims = List.copyOf(dims);
    this.dense = dense;
    this.unitStride = unitStride;
    this.writable = writable;
    this.root = root;
    this.privateDepth = privateDepth;
  }

  boolean isScalar() {
    return dims.isEmpty();
  }

  /** Whether conversions and roundings matter: integers wrap and need no bounds. */
  boolean isReal() {
    return precision.isFloating();
  }
}
