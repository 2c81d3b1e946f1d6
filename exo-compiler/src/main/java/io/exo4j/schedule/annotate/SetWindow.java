package io.exo4j.schedule.annotate;

import io.exo4j.ir.DataType;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.BufferPlace;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.buffers.Contracts;
import io.exo4j.schedule.buffers.DenseArguments;

/** Says whether an argument is a strided view or a dense tensor. */
@DirectiveInfo(
    name = "set_window",
    group = Group.ANNOTATIONS,
    doc =
        "Makes a tensor argument a window, so that callers may pass parts of larger buffers, or (`is_window:"
            + " false`) a window argument a dense tensor. What callees ask for is proved again, and that the"
            + " assertions about strides can still hold. With `false` the result is a procedure of its own,"
            + " as it asks for more.")
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
    return isWindow ? outcome : outcome.asNewClass();
  }
}
