package io.exo4j.schedule;

import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.Optional;

/**
 * A buffer that a parameter means: exactly one of {@code alloc} and {@code arg} is there.
 *
 * @param sym its symbol
 * @param type its type
 * @param memory where it is
 * @param alloc its allocation
 * @param arg the argument that it is
 */
public record BufferPlace(
    Sym sym, DataType type, Memory memory, Optional<Stmt.Alloc> alloc, Optional<Arg> arg) {
  static BufferPlace of(Stmt.Alloc a) {
    return new BufferPlace(a.buf(), a.type(), a.memory(), Optional.of(a), Optional.empty());
  }

  static BufferPlace of(Arg a, DataType type) {
    return new BufferPlace(a.sym(), type, a.memory(), Optional.empty(), Optional.of(a));
  }
}
