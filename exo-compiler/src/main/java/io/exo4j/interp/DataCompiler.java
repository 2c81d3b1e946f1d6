package io.exo4j.interp;

import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import java.util.List;
import java.util.Optional;

/**
 * Compiles data expressions. Every operation rounds to the precision of its operands; where these
 * differ (which the back end refuses) the right operand is converted to the precision of the left
 * one.
 */
final class DataCompiler {
  private final Slots slots;
  private final ConfigSlots config;
  private final ControlCompiler control;
  private final Externs externs;
  private final DataPrecision precisions;

  DataCompiler(Slots slots, ConfigSlots config, ControlCompiler control, Externs externs) {
    this.slots = slots;
    this.config = config;
    this.control = control;
    this.externs = externs;
    this.precisions = new DataPrecision(slots);
  }

  /** The value of {@code e}, computed in its own precision and then converted to {@code target}. */
  DataCode compile(Expr e, Precision target) {
    return in(e, target).to(target);
  }

  /** An element; empty if the subscripts do not fit the buffer. */
  Optional<Element> element(Expr.Read e) {
    return slots
        .buffer(e.buf())
        .filter(b -> b.rank() == e.idx().size())
        .map(b -> new Element(b, e.buf(), e.idx(), control.compileAll(e.idx()), e.span()));
  }

  private DataCode in(Expr e, Precision context) {
    return e.accept(new InContext(context));
  }

  private static DataCode failing(Precision p, InterpCode code, Expr e, String what) {
    String message = "`" + Printer.print(e) + "` " + what;
    return p.isFloating()
        ? DataCode.real(
            p,
            f -> {
              throw f.fail(code, e.span(), message);
            })
        : DataCode.integer(
            p,
            f -> {
              throw f.fail(code, e.span(), message);
            });
  }

  /** Literals and control values take the given precision, everything else has its own. */
  private final class InContext extends ExprDefault<DataCode> {
    private final Precision context;

    InContext(Precision context) {
      this.context = context;
    }

    /** A control value in data position. */
    @Override
    protected DataCode other(Expr e) {
      ControlCode c = control.compile(e);
      Precision p = context;
      return p.isFloating()
          ? DataCode.real(p, f -> Rounding.round(p, c.eval(f)))
          : DataCode.integer(p, f -> Rounding.wrap(p, c.eval(f)));
    }

    @Override
    public DataCode dataLit(Expr.DataLit e) {
      if (context.isFloating()) {
        double v = Rounding.round(context, e.value());
        return DataCode.real(context, f -> v);
      }
      long v = Rounding.literal(context, e.value());
      return DataCode.integer(context, f -> v);
    }

    @Override
    public DataCode read(Expr.Read e) {
      return element(e)
          .map(
              x ->
                  x.precision.isFloating()
                      ? DataCode.real(x.precision, x::real)
                      : DataCode.integer(x.precision, x::integer))
          .orElseGet(
              () -> failing(context, InterpCode.ILL_FORMED, e, "is not an element of a buffer"));
    }

    @Override
    public DataCode window(Expr.Window e) {
      return failing(context, InterpCode.ILL_FORMED, e, "is a window where a number is needed");
    }

    @Override
    public DataCode readConfig(Expr.ReadConfig e) {
      Optional<DataType> type = e.config().field(e.field()).type().asData();
      if (type.isEmpty()) {
        return other(e);
      }
      Precision p = Rounding.effective(type.get().precision());
      int slot = config.data(e.config(), e.field());
      return p.isFloating()
          ? DataCode.real(p, f -> f.machine.dataFields[slot].storage.real(0, p))
          : DataCode.integer(p, f -> f.machine.dataFields[slot].storage.integer(0, p));
    }

    @Override
    public DataCode neg(Expr.Neg e) {
      if (!e.isData()) {
        return other(e);
      }
      DataCode arg = in(e.arg(), context);
      Precision p = arg.precision;
      if (p.isFloating()) {
        DataCode.Real a = arg.real();
        return DataCode.real(p, f -> -a.eval(f));
      }
      DataCode.Int a = arg.integer();
      return DataCode.integer(p, f -> Rounding.wrap(p, -a.eval(f)));
    }

    @Override
    public DataCode bin(Expr.Bin e) {
      if (!e.isData()) {
        return other(e);
      }
      Precision p = precisions.of(e).orElse(context);
      DataCode l = compile(e.lhs(), p);
      DataCode r = compile(e.rhs(), p);
      return p.isFloating()
          ? realOperation(e, p, l.real(), r.real())
          : integerOperation(e, p, l.integer(), r.integer());
    }

    @Override
    public DataCode externCall(Expr.ExternCall e) {
      Optional<Extern.Overload> overload = precisions.overload(e, context);
      if (overload.isEmpty() || overload.get().params().size() != e.args().size()) {
        return failing(
            context,
            InterpCode.UNKNOWN_EXTERN,
            e,
            "fits no overload of extern "
                + e.fn().name()
                + ": wrong number or precision of arguments");
      }
      return call(e, overload.get());
    }
  }

  private static DataCode realOperation(Expr.Bin e, Precision p, DataCode.Real l, DataCode.Real r) {
    return switch (e.op()) {
      case ADD ->
          switch (p) {
            case F64 -> DataCode.real(p, f -> l.eval(f) + r.eval(f));
            case F32 -> DataCode.real(p, f -> (float) (l.eval(f) + r.eval(f)));
            default -> DataCode.real(p, f -> Rounding.round(p, l.eval(f) + r.eval(f)));
          };
      case SUB ->
          switch (p) {
            case F64 -> DataCode.real(p, f -> l.eval(f) - r.eval(f));
            case F32 -> DataCode.real(p, f -> (float) (l.eval(f) - r.eval(f)));
            default -> DataCode.real(p, f -> Rounding.round(p, l.eval(f) - r.eval(f)));
          };
      case MUL ->
          switch (p) {
            case F64 -> DataCode.real(p, f -> l.eval(f) * r.eval(f));
            case F32 -> DataCode.real(p, f -> (float) (l.eval(f) * r.eval(f)));
            default -> DataCode.real(p, f -> Rounding.round(p, l.eval(f) * r.eval(f)));
          };
      case DIV -> DataCode.real(p, f -> Rounding.round(p, l.eval(f) / r.eval(f)));
      default -> notArithmetic(e, p);
    };
  }

  private static DataCode integerOperation(
      Expr.Bin e, Precision p, DataCode.Int l, DataCode.Int r) {
    return switch (e.op()) {
      case ADD -> DataCode.integer(p, f -> Rounding.wrap(p, l.eval(f) + r.eval(f)));
      case SUB -> DataCode.integer(p, f -> Rounding.wrap(p, l.eval(f) - r.eval(f)));
      case MUL -> DataCode.integer(p, f -> Rounding.wrap(p, l.eval(f) * r.eval(f)));
      case DIV -> DataCode.integer(p, f -> divide(f, e, p, l.eval(f), r.eval(f)));
      default -> notArithmetic(e, p);
    };
  }

  private static DataCode notArithmetic(Expr.Bin e, Precision p) {
    return failing(p, InterpCode.ILL_FORMED, e, "is no operation on data");
  }

  private static long divide(Frame f, Expr.Bin e, Precision p, long a, long b) {
    if (b == 0) {
      throw f.fail(
          InterpCode.DIVISION_BY_ZERO,
          e.span(),
          "`" + Printer.print(e) + "` divides " + a + " by zero");
    }
    return Rounding.wrap(p, a / b);
  }

  private DataCode call(Expr.ExternCall e, Extern.Overload overload) {
    Precision p = Rounding.effective(overload.result());
    Optional<ExternFunction> found = externs.find(e.fn(), overload);
    if (found.isEmpty()) {
      return failing(p, InterpCode.UNKNOWN_EXTERN, e, Externs.unknown(e.fn(), overload));
    }
    ExternFunction function = found.get();
    List<Precision> params = overload.params().stream().map(Rounding::effective).toList();
    DataCode[] args = new DataCode[params.size()];
    for (int i = 0; i < args.length; i++) {
      args[i] = compile(e.args().get(i), params.get(i));
    }
    if (!p.isFloating() && params.stream().noneMatch(Precision::isFloating)) {
      return DataCode.integer(p, f -> Rounding.wrap(p, function.ofIntegers(integers(args, f))));
    }
    DataCode.Real[] reals = new DataCode.Real[args.length];
    for (int i = 0; i < args.length; i++) {
      reals[i] = args[i].to(params.get(i).isFloating() ? params.get(i) : Precision.F64).real();
    }
    return p.isFloating()
        ? DataCode.real(p, f -> Rounding.round(p, function.ofReals(reals(reals, f))))
        : DataCode.integer(p, f -> Rounding.truncate(p, function.ofReals(reals(reals, f))));
  }

  private static long[] integers(DataCode[] args, Frame f) {
    long[] values = new long[args.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = args[i].integer().eval(f);
    }
    return values;
  }

  private static double[] reals(DataCode.Real[] args, Frame f) {
    double[] values = new double[args.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = args[i].eval(f);
    }
    return values;
  }
}
