package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;

/**
 * A type as it was written: {@code f32}, {@code f32[n, m]} or {@code [f32][n, m]}. In a pattern the
 * base may be a hole.
 *
 * @param span where it stands
 * @param base the scalar type's name, not yet looked up
 * @param dimensions the extents; empty for a scalar
 * @param window whether it was written with brackets around the base: a strided view; then there is
 *     at least one extent
 */
public record AstType(SourceSpan span, AstName base, List<AstExpr> dimensions, boolean window) {
  /** Copies the list. */
  public AstType {
    dimensions = List.copyOf(dimensions);
  }
}
