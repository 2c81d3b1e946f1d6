package io.exo4j.ir;

import java.util.List;
import java.util.Optional;

/**
 * The type of a buffer: precision, extents and whether it is a window.
 *
 * @param precision the number format of an element
 * @param dims the extents, outermost first; empty for a scalar
 * @param window true for a strided view ({@code [f32][n, m]}), false for a dense row-major tensor
 */
public record DataType(Precision precision, List<Expr> dims, boolean window) implements Type {
  /** Copies the list. */
  public DataType {
    dims = List.copyOf(dims);
  }

  /** A scalar of that precision. */
  public static DataType scalar(Precision precision) {
    return new DataType(precision, List.of(), false);
  }

  /** The number of dimensions. */
  public int rank() {
    return dims.size();
  }

  /** True if there are no dimensions. */
  public boolean isScalar() {
    return dims.isEmpty();
  }

  /** The same shape with another precision. */
  public DataType withPrecision(Precision p) {
    return new DataType(p, dims, window);
  }

  /** The same precision and kind with another shape. */
  public DataType withDims(List<Expr> newDims) {
    return new DataType(precision, newDims, window);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.data(this);
  }

  @Override
  public boolean isData() {
    return true;
  }

  @Override
  public Optional<DataType> asData() {
    return Optional.of(this);
  }

  @Override
  public Optional<ControlType> asControl() {
    return Optional.empty();
  }
}
