package io.exo4j.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * A buffer seen through windows: where each dimension of the root buffer comes from. Offsets are
 * values fixed when the window was made.
 *
 * @param root the buffer
 * @param offsets per dimension of the root, where the view starts
 * @param dims per dimension of the root, which dimension of the view moves along it; -1 for a point
 * @param extents of the view, outermost first
 */
public record View(Buffer root, List<Affine> offsets, List<Integer> dims, List<Affine> extents) {
  /** Copies the lists. */
  public View {
    offsets = List.copyOf(offsets);
    dims = List.copyOf(dims);
    extents = List.copyOf(extents);
  }

  /** The whole of a buffer. */
  static View whole(Buffer b, Terms terms) {
    List<Affine> zeros = new ArrayList<>();
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < b.extents().size(); i++) {
      zeros.add(terms.constant(0));
      dims.add(i);
    }
    return new View(b, zeros, dims, b.extents());
  }

  /** The number of dimensions of the view. */
  public int rank() {
    return extents.size();
  }

  /** The coordinates in the root of an element of the view. */
  public List<Affine> locate(List<Affine> idx) {
    List<Affine> out = new ArrayList<>(offsets.size());
    for (int k = 0; k < offsets.size(); k++) {
      int d = dims.get(k);
      out.add(d < 0 ? offsets.get(k) : offsets.get(k).plus(idx.get(d)));
    }
    return out;
  }

  /**
   * A view of this view.
   *
   * @param starts per dimension of this view, the first index
   * @param newExtents per dimension of this view, the extent of the interval, or null for a point
   */
  View sub(List<Affine> starts, List<Affine> newExtents) {
    int[] renumbered = new int[starts.size()];
    List<Affine> kept = new ArrayList<>();
    for (int d = 0; d < starts.size(); d++) {
      renumbered[d] = newExtents.get(d) == null ? -1 : kept.size();
      if (newExtents.get(d) != null) {
        kept.add(newExtents.get(d));
      }
    }
    List<Affine> off = new ArrayList<>();
    List<Integer> map = new ArrayList<>();
    for (int k = 0; k < offsets.size(); k++) {
      int d = dims.get(k);
      off.add(d < 0 ? offsets.get(k) : offsets.get(k).plus(starts.get(d)));
      map.add(d < 0 ? -1 : renumbered[d]);
    }
    return new View(root, off, map, kept);
  }

  /** The stride, in elements of the root, along a dimension of the view. */
  public Affine stride(int dim) {
    for (int k = 0; k < dims.size(); k++) {
      if (dims.get(k) == dim) {
        return root.strides().get(k);
      }
    }
    throw new IllegalArgumentException("no dimension " + dim);
  }
}
