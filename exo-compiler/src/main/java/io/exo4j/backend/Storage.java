package io.exo4j.backend;

import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Stmt;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How a buffer is held in C, which follows from its memory and its shape. */
final class Storage {
  private static final Pattern STATIC = Pattern.compile("\\bstatic\\b");

  private Storage() {}

  /** From {@code malloc}. */
  static boolean isHeap(Stmt.Alloc a) {
    Memory m = a.memory();
    return !isScalar(a) && m.alloc().isEmpty() && m.elements().isEmpty() && m.registers().isEmpty();
  }

  /**
   * May run out of memory: the heap, and allocators of memories that say {@code may_fail = True}.
   */
  static boolean mayFail(Stmt.Alloc a) {
    boolean custom =
        !isScalar(a)
            && a.memory().alloc().isPresent()
            && Boolean.parseBoolean(a.memory().extra().getOrDefault("may_fail", "false"));
    return custom || isHeap(a);
  }

  /** A number in a local variable. */
  static boolean isScalar(Stmt.Alloc a) {
    return a.type().isScalar() && a.memory().registers().isEmpty();
  }

  /** Shared by all threads and calls. */
  static boolean isStatic(Stmt.Alloc a) {
    return !isScalar(a) && a.memory().alloc().filter(t -> STATIC.matcher(t).find()).isPresent();
  }

  /** The outermost memory that a memory extends and that has a limit: what they all take from. */
  static Memory pool(Memory m, Predicate<Memory> limited) {
    boolean outermost = m.base().isEmpty() || !limited.test(m.base().get());
    return outermost ? m : pool(m.base().get(), limited);
  }

  /** The extents that count separately held C values: all but the lanes of a vector. */
  static List<Expr> extents(Memory m, DataType t) {
    boolean vector = !m.elements().isEmpty() && t.rank() > 0;
    return vector ? t.dims().subList(0, t.rank() - 1) : t.dims();
  }

  /** The product of the extents, if all are constant. */
  static OptionalLong constantCount(List<Expr> dims) {
    return Fold.product(dims).asInt();
  }
}
