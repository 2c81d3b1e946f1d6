package io.exo4j.cursor;

import io.exo4j.ir.Stmt;
import java.util.List;
import java.util.Optional;

/**
 * Where a statement is in one version of a procedure.
 *
 * @param stmt the statement
 * @param parent the loop or {@code if} around it; empty at the top level
 * @param branch which block of the parent
 * @param block that block
 * @param index the position in the block
 */
public record Place(Stmt stmt, Optional<Stmt> parent, Branch branch, List<Stmt> block, int index) {
  /** The statements of the block behind this one. */
  public List<Stmt> rest() {
    return block.subList(index + 1, block.size());
  }

  /** The next statement of the block, if there is one. */
  public Optional<Stmt> next() {
    return index + 1 < block.size() ? Optional.of(block.get(index + 1)) : Optional.empty();
  }

  /** The previous statement of the block, if there is one. */
  public Optional<Stmt> prev() {
    return index > 0 ? Optional.of(block.get(index - 1)) : Optional.empty();
  }
}
