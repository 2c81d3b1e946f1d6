package io.exo4j.analysis;

import io.exo4j.ir.Stmt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the analysis knows about one statement of the procedure.
 *
 * @param stmt the statement
 * @param path what is known before it
 * @param frames the loops that enclose it
 * @param start the order of its first access
 * @param end one more than the order of its last access
 * @param intMark integer variables from this id up to {@code intEnd} were made for it
 * @param intEnd see {@code intMark}
 * @param boolMark boolean variables from this id up to {@code boolEnd} were made for it
 * @param boolEnd see {@code boolMark}
 * @param before the configuration before it (fields that were never mentioned are missing)
 * @param after the configuration after it
 * @param frame for a loop: one iteration of it
 * @param inside for a loop: what is known inside it; for an if: inside its first branch
 * @param orelse for an if: what is known inside its second branch
 * @param condition for an if: the condition
 * @param whole whether everything that it does was looked at; if not, asking where it ends fails
 */
public record StmtInfo(
    Stmt stmt,
    Path path,
    List<LoopFrame> frames,
    int start,
    int end,
    int intMark,
    int intEnd,
    int boolMark,
    int boolEnd,
    Map<ConfigKey, Value> before,
    Map<ConfigKey, Value> after,
    Optional<LoopFrame> frame,
    Optional<Path> inside,
    Optional<Path> orelse,
    Optional<Formula> condition,
    boolean whole) {
  /**
   * One more than the order of its last access.
   *
   * @throws IllegalStateException if not everything that it does was looked at
   */
  @Override
  public int end() {
    return complete(end);
  }

  /**
   * The id behind those of its integer variables.
   *
   * @throws IllegalStateException if not everything that it does was looked at
   */
  @Override
  public int intEnd() {
    return complete(intEnd);
  }

  /**
   * The id behind those of its boolean variables.
   *
   * @throws IllegalStateException if not everything that it does was looked at
   */
  @Override
  public int boolEnd() {
    return complete(boolEnd);
  }

  private int complete(int value) {
    if (!whole) {
      throw new IllegalStateException("not everything in this statement was looked at: " + stmt);
    }
    return value;
  }
}
