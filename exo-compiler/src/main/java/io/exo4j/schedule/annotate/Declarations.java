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
    if (buffer.alloc().isPresent()) {
      Stmt.Alloc a = buffer.alloc().get();
      editor.replace(a.id(), new Stmt.Alloc(a.id(), a.buf(), type, memory, a.span()));
    }
    if (buffer.arg().isPresent()) {
      Arg changed = new Arg(buffer.arg().get().sym(), type, memory);
      editor.updateProc(p -> p.withArg(changed));
    }
    return Outcome.of(editor);
  }
}
