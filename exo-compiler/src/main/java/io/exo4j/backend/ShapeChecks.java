package io.exo4j.backend;

import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks that the memories of a procedure can hold the shapes that are put into them. */
final class ShapeChecks extends Walker {
  private final ProcInfo info;
  private final DiagnosticSink sink;

  ShapeChecks(ProcInfo info, DiagnosticSink sink) {
    this.info = info;
    this.sink = sink;
  }

  void run() {
    for (Arg a : info.proc().args()) {
      Optional<DataType> data = a.type().asData();
      if (data.isPresent()) {
        argument(a, data.get());
      }
    }
    stmts(info.proc().body());
  }

  private void argument(Arg a, DataType t) {
    SourceSpan span = info.proc().span();
    if (a.memory().registers().isPresent()) {
      sink.error(
          BackendCode.REGISTER_ADDRESS,
          span,
          String.format(
              "argument '%s' is in the register file %s, which has no addresses",
              a.name(), a.memory()),
          "only an instruction can have such an argument");
    } else {
      vector(a.name(), t, a.memory(), span);
    }
  }

  @Override
  public Void alloc(Stmt.Alloc s) {
    Memory m = s.memory();
    String name = s.buf().name();
    vector(name, s.type(), m, s.span());
    boolean constant = m.constantExtents() || !m.elements().isEmpty();
    for (Expr dim : Storage.extents(m, s.type())) {
      if (constant && Fold.simplify(dim).asInt().isEmpty()) {
        sink.error(
            BackendCode.CONSTANT_EXTENTS,
            s.span(),
            String.format(
                "'%s' is in %s, which needs constant extents; %s is not",
                name, m, Printer.print(dim)),
            "resize the dimension to a constant, or set another memory");
      }
    }
    if (m.innermost().isPresent() && s.type().rank() > 0) {
      Expr last = s.type().dims().get(s.type().rank() - 1);
      OptionalLong extent = Fold.simplify(last).asInt();
      if (extent.isEmpty() || extent.getAsLong() != m.innermost().getAsLong()) {
        sink.error(
            BackendCode.INNERMOST,
            s.span(),
            String.format(
                "the innermost extent of '%s' in %s must be %d, but is %s",
                name, m, m.innermost().getAsLong(), Printer.print(last)),
            "divide or resize the innermost dimension");
      }
    }
    return super.alloc(s);
  }

  /** A vector memory holds whole rows of one length, of the precisions that it has a C type for. */
  private void vector(String name, DataType t, Memory m, SourceSpan span) {
    if (m.elements().isEmpty()) {
      return;
    }
    Optional<Memory.Element> element = CTypes.element(m, t.precision());
    if (element.isEmpty()) {
      sink.error(
          BackendCode.NO_ELEMENT,
          span,
          String.format(
              "%s cannot hold %s, which '%s' is", m, CTypes.concrete(t.precision()), name),
          "set the precision or the memory of '" + name + "'");
      return;
    }
    long lanes = element.get().lanes();
    OptionalLong extent =
        t.rank() == 0 ? OptionalLong.empty() : Fold.simplify(t.dims().get(t.rank() - 1)).asInt();
    if (extent.isEmpty() || extent.getAsLong() != lanes) {
      sink.error(
          BackendCode.VECTOR_SHAPE,
          span,
          String.format(
              "'%s' is in %s, where the innermost extent of %s must be %d",
              name, m, CTypes.concrete(t.precision()), lanes),
          "divide the innermost dimension by " + lanes + ", or set another memory");
    }
  }
}
