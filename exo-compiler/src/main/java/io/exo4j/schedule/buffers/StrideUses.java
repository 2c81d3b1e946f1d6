package io.exo4j.schedule.buffers;

import io.exo4j.analysis.BufferProofs;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Context;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Refuses a change of strides that the program can see through windows and callees. What callees
 * assert about strides is proved again elsewhere; strides that are asked for under the buffer's own
 * name are the business of whoever rewrites those.
 */
final class StrideUses {
  private final Context context;
  private final TypeEnv types;
  private final Sym buffer;
  private final IntPredicate changes;
  private Optional<Stmt> current = Optional.empty();

  /**
   * A check.
   *
   * @param buffer the buffer
   * @param changes whether the stride of a dimension of it changes
   */
  StrideUses(Context context, Sym buffer, IntPredicate changes) {
    this.context = context;
    this.types = context.types();
    this.buffer = buffer;
    this.changes = changes;
  }

  void check() {
    int rank = types.data(buffer).rank();
    boolean any = false;
    for (int k = 0; k < rank; k++) {
      any |= changes.test(k);
    }
    if (any) {
      new Uses().stmts(context.proc().body());
    }
  }

  private final class Uses extends Walker {
    @Override
    public void stmt(Stmt s) {
      Optional<Stmt> outer = current;
      current = Optional.of(s);
      super.stmt(s);
      current = outer;
    }

    @Override
    public Void stride(Expr.Stride e) {
      if (e.buf() != buffer && types.root(e.buf()) == buffer) {
        BufferProofs proofs = new BufferProofs(context.proofs());
        if (changes.test(proofs.rootDimension(e.buf(), e.dim()))) {
          throw context.refuse(
              current.orElseThrow(),
              "the stride of '"
                  + e.buf()
                  + "', a window of '"
                  + buffer
                  + "', is used here and changes");
        }
      }
      return null;
    }

    @Override
    public Void call(Stmt.Call s) {
      for (int i = 0; i < s.args().size(); i++) {
        Optional<Sym> name = s.args().get(i).buffer();
        if (name.isPresent()
            && types.root(name.get()) == buffer
            && uses(s.callee(), s.callee().args().get(i).sym())) {
          throw context.refuse(
              s, "'" + s.callee().name() + "' uses the stride of '" + buffer + "', which changes");
        }
      }
      return super.call(s);
    }
  }

  /** Whether the body of a procedure uses a stride of an argument, not counting assertions. */
  static boolean uses(Proc proc, Sym formal) {
    TypeEnv types = TypeEnv.of(proc);
    boolean[] found = {false};
    new Walker() {
      @Override
      public Void stride(Expr.Stride e) {
        found[0] |= types.root(e.buf()) == formal;
        return null;
      }

      @Override
      public Void call(Stmt.Call s) {
        for (int i = 0; i < s.args().size() && !found[0]; i++) {
          Optional<Sym> name = s.args().get(i).buffer();
          found[0] |=
              name.isPresent()
                  && types.root(name.get()) == formal
                  && uses(s.callee(), s.callee().args().get(i).sym());
        }
        return super.call(s);
      }
    }.stmts(proc.body());
    return found[0];
  }
}
