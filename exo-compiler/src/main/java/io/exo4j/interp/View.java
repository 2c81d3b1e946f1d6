package io.exo4j.interp;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What the name of a buffer or window stands for while a procedure runs. A view is only made after
 * its elements were checked to lie inside the storage, so an index inside the extents is inside the
 * storage.
 */
final class View {
  final Storage storage;
  final long offset;
  final long[] dims;
  final long[] strides;

  View(Storage storage, long offset, long[] dims, long[] strides) {
    this.storage = storage;
    this.offset = offset;
    this.dims = dims;
    this.strides = strides;
  }

  /** A dense row-major view of a whole storage. */
  static View dense(Storage storage, long[] dims) {
    return new View(storage, 0, dims, rowMajor(dims));
  }

  /** A view of a single element. */
  static View scalar(Storage storage, long at) {
    return new View(storage, at, new long[0], new long[0]);
  }

  static long[] rowMajor(long[] dims) {
    long[] strides = new long[dims.length];
    long stride = 1;
    for (int d = dims.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= dims[d];
    }
    return strides;
  }

  /** Whether the elements lie as those of a dense row-major tensor do. */
  boolean isDense() {
    long stride = 1;
    for (int d = dims.length - 1; d >= 0; d--) {
      if (dims[d] != 1 && strides[d] != stride) {
        return false;
      }
      stride *= dims[d];
    }
    return true;
  }

  long count() {
    long n = 1;
    for (long d : dims) {
      n *= d;
    }
    return n;
  }

  /** The least place that the view reaches; it must not be empty. */
  long first() {
    long at = offset;
    for (int d = 0; d < dims.length; d++) {
      at += Math.min(0, strides[d]) * (dims[d] - 1);
    }
    return at;
  }

  /** The greatest place that the view reaches; it must not be empty. */
  long last() {
    long at = offset;
    for (int d = 0; d < dims.length; d++) {
      at += Math.max(0, strides[d]) * (dims[d] - 1);
    }
    return at;
  }

  /** The places of all elements, in row-major order of their indices. */
  long[] places() {
    long[] places = {offset};
    for (int d = 0; d < dims.length; d++) {
      int n = (int) dims[d];
      long[] more = new long[places.length * n];
      for (int i = 0; i < more.length; i++) {
        more[i] = places[i / n] + i % n * strides[d];
      }
      places = more;
    }
    return places;
  }

  /**
   * Whether the two views have an element in common; exact, by enumeration where intervals overlap.
   */
  boolean overlaps(View other) {
    if (!storage.isSameAs(other.storage) || count() == 0 || other.count() == 0) {
      return false;
    }
    if (last() < other.first() || other.last() < first()) {
      return false;
    }
    if (isDense() && other.isDense()) {
      return true;
    }
    long base = first();
    BitSet mine = new BitSet();
    for (long at : places()) {
      mine.set((int) (at - base));
    }
    long end = last();
    return Arrays.stream(other.places())
        .anyMatch(at -> at >= base && at <= end && mine.get((int) (at - base)));
  }

  /** Whether two different indices stand for the same place. */
  boolean overlapsItself() {
    long[] places = places();
    return Arrays.stream(places).distinct().count() != places.length;
  }
}
