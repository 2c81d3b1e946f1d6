package io.exo4j.backend;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.ir.Walker;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the numbers of one procedure: the operands of an expression have one precision, functions
 * support it, literals fit, and nothing but instructions touches memories that are not readable.
 */
final class DataChecks extends Walker {
  private final ProcInfo info;
  private final Precisions precisions;
  private final DiagnosticSink sink;
  private final Set<Place> mismatches = new HashSet<>();

  /** Spans are all equal; this is what tells them apart. */
  private record Place(SourceFile file, int start, int end) {}

  DataChecks(ProcInfo info, DiagnosticSink sink) {
    this.info = info;
    this.precisions = new Precisions(info.env());
    this.sink = sink;
  }

  void run() {
    Proc p = info.proc();
    for (Arg a : p.args()) {
      chosen(a.type(), a.name(), p.span());
    }
    stmts(p.body());
  }

  private void chosen(Type type, String name, SourceSpan span) {
    if (type.asData().filter(t -> t.precision() == Precision.R).isPresent()) {
      sink.add(
          Diagnostic.warning(
                  BackendCode.PRECISION_NOT_CHOSEN,
                  span,
                  "the precision of '"
                      + name
                      + "' in '"
                      + info.proc().name()
                      + "' is R; f32 is taken")
              .withHint("choose one with set_precision, or declare it"));
    }
  }

  @Override
  public Void alloc(Stmt.Alloc s) {
    chosen(s.type(), s.buf().name(), s.span());
    return null;
  }

  @Override
  public Void assign(Stmt.Assign s) {
    access(s.buf(), "written", s.span());
    value(s.rhs(), precision(s.buf()));
    return null;
  }

  @Override
  public Void reduce(Stmt.Reduce s) {
    access(s.buf(), "written", s.span());
    value(s.rhs(), precision(s.buf()));
    return null;
  }

  @Override
  public Void writeConfig(Stmt.WriteConfig s) {
    s.config()
        .field(s.field())
        .type()
        .asData()
        .ifPresent(t -> value(s.rhs(), CTypes.concrete(t.precision())));
    return null;
  }

  /** Arguments that are not buffers are numbers of the formal's precision. */
  @Override
  public Void call(Stmt.Call s) {
    for (int i = 0; i < s.args().size(); i++) {
      Arg formal = s.callee().args().get(i);
      Expr actual = s.args().get(i);
      Optional<Precision> p = formal.type().asData().map(t -> CTypes.concrete(t.precision()));
      boolean byReference = actual.accept(new IsReference());
      if (p.isPresent() && !byReference) {
        value(actual, p.get());
      } else if (p.isPresent()) {
        Precision q = precisions.of(actual).orElse(p.get());
        if (p.get() != q) {
          sink.error(
              BackendCode.CALL_PRECISION,
              actual.span().isNone() ? s.span() : actual.span(),
              String.format(
                  "argument '%s' of %s must be %s, but %s is %s",
                  formal.name(), s.callee().name(), p.get(), Printer.print(actual), q),
              "set the precision of one of them");
        }
      }
    }
    return null;
  }

  /** Whether an argument of a data formal is a place, not a computed number. */
  static final class IsReference extends ExprDefault<Boolean> {
    @Override
    protected Boolean other(Expr e) {
      return false;
    }

    @Override
    public Boolean read(Expr.Read e) {
      return true;
    }

    @Override
    public Boolean window(Expr.Window e) {
      return true;
    }

    @Override
    public Boolean readConfig(Expr.ReadConfig e) {
      return e.isData();
    }
  }

  private Precision precision(Sym buf) {
    return CTypes.concrete(info.env().data(buf).precision());
  }

  private void access(Sym buf, String how, SourceSpan span) {
    Memory m = info.env().memory(buf);
    if (!m.readable() || !m.elements().isEmpty() || m.registers().isPresent()) {
      sink.error(
          BackendCode.DIRECT_ACCESS,
          span,
          String.format("'%s' is in %s, which cannot be %s directly", buf.name(), m, how),
          "replace the code around it by an instruction of " + m + ", or set another memory");
    }
  }

  private void value(Expr e, Precision context) {
    e.accept(new Value(context));
  }

  private static boolean isZero(Expr e) {
    return e.as(Expr.DataLit.class)
        .filter(lit -> lit.value().toBigInteger().signum() == 0)
        .isPresent();
  }

  /** Checks one expression whose literals take the given precision. */
  private final class Value extends ExprDefault<Void> {
    private final Precision context;

    Value(Precision context) {
      this.context = context;
    }

    /** A control value, converted. */
    @Override
    protected Void other(Expr e) {
      return null;
    }

    @Override
    public Void dataLit(Expr.DataLit e) {
      if (Literals.data(e.value(), context).isEmpty()) {
        sink.error(
            BackendCode.LITERAL_RANGE,
            e.span(),
            Printer.print(e) + " is too large for " + context,
            "give the buffer a wider precision");
      }
      return null;
    }

    @Override
    public Void read(Expr.Read e) {
      access(e.buf(), "read", e.span());
      return null;
    }

    @Override
    public Void neg(Expr.Neg e) {
      return e.isData() ? e.arg().accept(this) : null;
    }

    @Override
    public Void bin(Expr.Bin e) {
      if (!e.isData()) {
        return null;
      }
      if (e.op() == BinOp.MOD) {
        sink.error(BackendCode.DATA_OPERATOR, e.span(), "'" + e.op() + "' is not defined on data");
      }
      if (e.op() == BinOp.DIV
          && isZero(e.rhs())
          && !precisions.of(e).orElse(context).isFloating()) {
        sink.error(BackendCode.DATA_OPERATOR, e.span(), "integer division by zero");
      }
      Optional<Precision> l = precisions.of(e.lhs());
      Optional<Precision> r = precisions.of(e.rhs());
      if (l.isPresent() && r.isPresent() && l.get() != r.get() && isFirst(e.span())) {
        sink.error(
            BackendCode.PRECISION_MISMATCH,
            e.span(),
            String.format(
                "operands of '%s' have different precisions: %s is %s, %s is %s",
                e.op(), Printer.print(e.lhs()), l.get(), Printer.print(e.rhs()), r.get()),
            "store one of them in a buffer of the other's precision first");
      }
      Value operand = new Value(l.or(() -> r).orElse(context));
      e.lhs().accept(operand);
      e.rhs().accept(operand);
      return null;
    }

    /** Unrolled code is many copies of one place of the source. */
    private boolean isFirst(SourceSpan span) {
      return span.isNone() || mismatches.add(new Place(span.file(), span.start(), span.end()));
    }

    @Override
    public Void externCall(Expr.ExternCall e) {
      Optional<Extern.Overload> o = precisions.overload(e, context);
      if (o.isEmpty()) {
        StringBuilder types = new StringBuilder();
        for (Expr a : e.args()) {
          types.append(types.length() == 0 ? "" : ", ");
          types.append(precisions.of(a).orElse(context).text());
        }
        sink.error(
            BackendCode.NO_OVERLOAD,
            e.span(),
            String.format("%s has no version for (%s)", e.fn().name(), types),
            "all arguments must have one precision that the function supports");
        return null;
      }
      for (int i = 0; i < e.args().size(); i++) {
        e.args().get(i).accept(new Value(CTypes.concrete(o.get().params().get(i))));
      }
      return null;
    }
  }
}
