package io.exo4j.schedule.annotate;

import io.exo4j.cursor.Editor;
import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.BufferPlace;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Outcome;

/** Changes the declaration of a buffer. */
final class Declarations {
  private Declarations() {}

  /** The procedure with another type and memory of a buffer. */
  static Outcome change(Context context, BufferPlace buffer, DataType type, Memory memory) {
    Editor editor = context.edit();
    buffer
        .alloc()
        .ifPresent(
            a -> editor.replace(a.id(), new Stmt.Alloc(a.id(), a.buf(), type, memory, a.span())));
    buffer
        .arg()
        .ifPresent(
            old ->
                editor.updateProc(
                    p ->
                        p.withArgs(
                            p.args().stream()
                                .map(a -> a.sym() == old.sym() ? new Arg(a.sym(), type, memory) : a)
                                .toList())));
    return Outcome.of(editor);
  }
}
