package io.exo4j.interp;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Printer;
import java.util.List;

/**
 * Compiles control expressions: 64-bit integers with overflow detection, floor division, truth
 * values.
 */
final class ControlCompiler extends ExprDefault<ControlCode> {
  private final Slots slots;
  private final ConfigSlots config;

  ControlCompiler(Slots slots, ConfigSlots config) {
    this.slots = slots;
    this.config = config;
  }

  ControlCode compile(Expr e) {
    return e.accept(this);
  }

  ControlCode[] compileAll(List<Expr> exprs) {
    return exprs.stream().map(this::compile).toArray(ControlCode[]::new);
  }

  @Override
  protected ControlCode other(Expr e) {
    return illFormed(e, "is data where a control value is needed");
  }

  private static ControlCode illFormed(Expr e, String what) {
    return f -> {
      throw f.fail(InterpCode.ILL_FORMED, e.span(), "`" + Printer.print(e) + "` " + what);
    };
  }

  @Override
  public ControlCode var(Expr.Var e) {
    return slots
        .control(e.sym())
        .<ControlCode>map(
            c -> {
              int slot = c.slot();
              return f -> f.control[slot];
            })
        .orElseGet(() -> illFormed(e, "is not a control variable in scope"));
  }

  @Override
  public ControlCode intLit(Expr.IntLit e) {
    long v = e.value();
    return f -> v;
  }

  @Override
  public ControlCode boolLit(Expr.BoolLit e) {
    long v = e.value() ? 1 : 0;
    return f -> v;
  }

  @Override
  public ControlCode neg(Expr.Neg e) {
    ControlCode arg = compile(e.arg());
    return f -> {
      long v = arg.eval(f);
      if (v == Long.MIN_VALUE) {
        throw overflow(f, e);
      }
      return -v;
    };
  }

  @Override
  public ControlCode stride(Expr.Stride e) {
    return slots
        .buffer(e.buf())
        .filter(b -> e.dim() >= 0 && e.dim() < b.rank())
        .<ControlCode>map(
            b -> {
              int slot = b.slot();
              int dim = e.dim();
              return f -> f.views[slot].strides[dim];
            })
        .orElseGet(() -> illFormed(e, "names no dimension of a buffer in scope"));
  }

  @Override
  public ControlCode readConfig(Expr.ReadConfig e) {
    if (e.isData()) {
      return other(e);
    }
    int slot = config.control(e.config(), e.field());
    return f -> f.machine.controlFields[slot];
  }

  @Override
  public ControlCode bin(Expr.Bin e) {
    ControlCode l = compile(e.lhs());
    ControlCode r = compile(e.rhs());
    return switch (e.op()) {
      case ADD -> f -> add(f, e, l.eval(f), r.eval(f));
      case SUB -> f -> sub(f, e, l.eval(f), r.eval(f));
      case MUL -> f -> mul(f, e, l.eval(f), r.eval(f));
      case DIV -> f -> divide(f, e, l.eval(f), r.eval(f));
      case MOD -> f -> divide(f, e, l.eval(f), r.eval(f));
      case LT -> f -> l.eval(f) < r.eval(f) ? 1 : 0;
      case GT -> f -> l.eval(f) > r.eval(f) ? 1 : 0;
      case LE -> f -> l.eval(f) <= r.eval(f) ? 1 : 0;
      case GE -> f -> l.eval(f) >= r.eval(f) ? 1 : 0;
      case EQ -> f -> l.eval(f) == r.eval(f) ? 1 : 0;
      case AND -> f -> l.eval(f) != 0 && r.eval(f) != 0 ? 1 : 0;
      case OR -> f -> l.eval(f) != 0 || r.eval(f) != 0 ? 1 : 0;
    };
  }

  private static long add(Frame f, Expr e, long a, long b) {
    long v = a + b;
    if (((a ^ v) & (b ^ v)) < 0) {
      throw overflow(f, e);
    }
    return v;
  }

  private static long sub(Frame f, Expr e, long a, long b) {
    long v = a - b;
    if (((a ^ b) & (a ^ v)) < 0) {
      throw overflow(f, e);
    }
    return v;
  }

  private static long mul(Frame f, Expr e, long a, long b) {
    long v = a * b;
    if (Math.multiplyHigh(a, b) != v >> 63) {
      throw overflow(f, e);
    }
    return v;
  }

  private static long divide(Frame f, Expr.Bin e, long a, long b) {
    if (b == 0) {
      throw f.fail(
          InterpCode.DIVISION_BY_ZERO,
          e.span(),
          "`" + Printer.print(e) + "` divides " + a + " by zero");
    }
    if (e.op() == BinOp.MOD) {
      return Math.floorMod(a, b);
    }
    if (a == Long.MIN_VALUE && b == -1) {
      throw overflow(f, e);
    }
    return Math.floorDiv(a, b);
  }

  private static ExoException overflow(Frame f, Expr e) {
    SourceSpan span = e.span();
    return f.fail(
        InterpCode.CONTROL_OVERFLOW, span, "`" + Printer.print(e) + "` does not fit into 64 bits");
  }
}
