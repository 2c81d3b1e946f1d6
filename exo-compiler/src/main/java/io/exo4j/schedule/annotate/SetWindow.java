package io.exo4j.schedule.annotate;

import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.BufferPlace;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.Version;
import io.exo4j.schedule.buffers.Contracts;
import io.exo4j.schedule.buffers.DenseArguments;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/** Says whether an argument is a strided view or a dense tensor. */
@DirectiveInfo(
    name = "set_window",
    group = Group.ANNOTATIONS,
    doc =
        "Makes a tensor argument a window, so that callers may pass parts of larger buffers, or (`is_window:"
            + " false`) a window argument a dense tensor. What callees ask for is proved again, and that the"
            + " assertions about strides can still hold. With `false` the result is a procedure of its own,"
            + " as it asks for more; also if something is done depending on strides, which are others in a window.")
public record SetWindow(
    @Param(doc = "the argument") AllocRef name,
    @Param(doc = "whether it is a window", def = "true") boolean isWindow)
    implements Directive {
  /** Makes an argument a window, or a dense tensor. */
  public static SetWindow of(AllocRef name, boolean isWindow) {
    return new SetWindow(name, isWindow);
  }

  @Override
  public Outcome apply(Context context) {
    BufferPlace buffer = context.buffer(name);
    if (buffer.arg().isEmpty()) {
      throw context.refuse(
          "'" + buffer.sym() + "' is an allocation, which is never a window; only arguments are");
    }
    DataType type = buffer.type();
    if (type.isScalar()) {
      throw context.refuse("'" + buffer.sym() + "' is a scalar, not a tensor");
    }
    if (type.window() == isWindow) {
      return Outcome.of(context.proc());
    }
    Proc edited =
        Declarations.change(
                context,
                buffer,
                new DataType(type.precision(), type.dims(), isWindow),
                buffer.memory())
            .proc();
    Contracts.satisfiable(context, edited, "a dense '" + buffer.sym() + "'");
    Stmt first = context.proc().body().get(0);
    DenseArguments.check(context, first, edited, buffer.sym());
    context.recheck(first, edited, s -> s == buffer.sym());
    Outcome outcome = Outcome.of(edited);
    return isWindow && !new Strides().of(context.procedure().version())
        ? outcome
        : outcome.asNewClass();
  }

  /**
   * Whether a version, or one that it was made from, does something that depends on strides. What
   * was made of it may rely on those of a dense tensor, and is another procedure for a window.
   */
  private static final class Strides extends Walker {
    private final Set<Proc> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean found;

    boolean of(Version version) {
      Optional<Version> v = Optional.of(version);
      while (v.isPresent() && !found) {
        stmts(v.get().proc().body());
        v = v.get().isNewClass() ? Optional.empty() : v.get().previous();
      }
      return found;
    }

    @Override
    public Void stride(Expr.Stride e) {
      found = true;
      return null;
    }

    @Override
    public Void call(Stmt.Call s) {
      if (seen.add(s.callee())) {
        stmts(s.callee().body());
      }
      return super.call(s);
    }
  }
}
