package io.exo4j.backend;

import io.exo4j.ir.Arg;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Writes one C function: its signature, what its assertions promise, its statements. */
final class FunctionText {
  private final FunctionState f;
  private final ControlText control;
  private final Lines lines = new Lines();
  private final CSignature signature;

  FunctionText(ModuleState module, ProcInfo info, LiveValues live) {
    CNames names = new CNames();
    reserve(module, info, names);
    this.f = new FunctionState(module, info, names);
    this.control = new ControlText(f);
    this.signature = signature();
    String restrict = ParallelBodies.isBody(info.proc()) ? "" : "restrict";
    lines.open(head(signature, restrict) + " {");
    if (signature.needsContext()) {
      lines.parameter("ctxt");
    }
    for (CParam p : signature.params()) {
      lines.parameter(p.name());
    }
    for (Arg a : info.proc().args()) {
      if (a.type().asData().filter(t -> !t.window()).isPresent()) {
        ConfigExtents.fix(f, control, lines, a.sym());
      }
    }
    for (Expr e : info.proc().preds()) {
      promise(e);
    }
    new StatementText(f, control, lines, live).body(info.proc().body());
    if (info.mayFail()) {
      lines.add("return 0;");
    }
    lines.close("}");
  }

  CSignature signatureOf() {
    return signature;
  }

  String text() {
    return lines.text();
  }

  /** Whether two calls at the same time would disturb each other. */
  boolean hasStaticStorage() {
    return f.info().hasStaticStorage();
  }

  /** Identifiers of the C text of instructions and functions must not be captured by locals. */
  private static void reserve(ModuleState module, ProcInfo info, CNames names) {
    Set<String> seen = new HashSet<>();
    Consumer<String> template =
        t -> {
          if (seen.add(t)) {
            for (String id : Template.identifiers(t)) {
              names.reserve(id);
            }
          }
        };
    new Walker() {
      @Override
      public Void call(Stmt.Call s) {
        s.callee().instr().ifPresent(i -> template.accept(i.instr()));
        if (s.callee().instr().isEmpty()) {
          names.reserve(module.function(s.callee().name()));
        }
        return super.call(s);
      }

      @Override
      public Void externCall(Expr.ExternCall e) {
        for (Extern.Overload o : e.fn().overloads()) {
          template.accept(o.template());
        }
        return super.externCall(e);
      }
    }.stmts(info.proc().body());
    for (Memory m : info.memories().values()) {
      m.alloc().ifPresent(template);
      m.free().ifPresent(template);
      m.window().ifPresent(template);
      for (Memory.Element e : m.elements()) {
        template.accept(e.ctype());
      }
    }
  }

  private CSignature signature() {
    ProcInfo info = f.info();
    Proc p = info.proc();
    List<CParam> params = new ArrayList<>();
    for (Arg a : p.args()) {
      Optional<DataType> data = a.type().asData();
      params.add(data.isPresent() ? dataParam(a, data.get()) : controlParam(a));
    }
    return new CSignature(
        p, f.module().function(p.name()), info.mayFail(), info.usesContext(), params);
  }

  private CParam controlParam(Arg a) {
    String type = CTypes.control(a.type().asControl().orElseThrow());
    return new CParam(a, f.declare(a.sym()), CParam.Kind.CONTROL, type, Precision.R, 0, true);
  }

  private CParam dataParam(Arg a, DataType t) {
    boolean isConst = !f.info().writes(a.sym());
    Precision p = CTypes.concrete(t.precision());
    String name = f.declare(a.sym());
    f.module().stored(p);
    if (t.window() && t.rank() > 0) {
      f.setKind(a.sym(), FunctionState.Kind.STRUCT);
      String type = "struct " + f.module().window(t.rank(), p, a.memory(), isConst).name();
      return new CParam(a, name, CParam.Kind.WINDOW, type, p, t.rank(), isConst);
    }
    String type = (isConst ? "const " : "") + CTypes.pointee(a.memory(), p) + " *";
    f.setKind(a.sym(), t.isScalar() ? FunctionState.Kind.SCALAR_POINTER : FunctionState.Kind.ARRAY);
    CParam.Kind kind = t.isScalar() ? CParam.Kind.SCALAR : CParam.Kind.TENSOR;
    return new CParam(a, name, kind, type, p, t.rank(), isConst);
  }

  /** The declaration of a function, without what follows; pointers do not alias what is written. */
  String head(CSignature s, String restrict) {
    List<String> params = new ArrayList<>();
    if (s.needsContext()) {
      params.add(f.module().contextType() + " *ctxt");
    }
    for (CParam p : s.params()) {
      boolean pointer = p.ctype().endsWith("*");
      String after = !pointer ? " " : restrict.isEmpty() ? "" : restrict + " ";
      params.add(p.ctype() + after + p.name());
    }
    String list = params.isEmpty() ? "void" : String.join(", ", params);
    return (s.returnsStatus() ? "int " : "void ") + s.name() + "(" + list + ")";
  }

  /** Tells the C compiler what callers promise. */
  private void promise(Expr pred) {
    pred.accept(
        new ExprDefault<Void>() {
          @Override
          protected Void other(Expr e) {
            assume(e);
            return null;
          }

          @Override
          public Void bin(Expr.Bin e) {
            if (e.op() == BinOp.AND) {
              promise(e.lhs());
              promise(e.rhs());
              return null;
            }
            if (e.op() == BinOp.EQ && (isStride(e.lhs(), e.rhs()) || isStride(e.rhs(), e.lhs()))) {
              return null;
            }
            return other(e);
          }
        });
  }

  private void assume(Expr e) {
    boolean mutable = ConfigExtents.usesConfig(e);
    CText text = mutable ? CText.atom("true") : control.of(e);
    if (mutable || text.text().equals("true")) {
      comment("assert " + Printer.print(e));
    } else {
      f.module().useAssume();
      lines.add("EXO_ASSUME(" + text.text() + ");");
    }
  }

  /** {@code stride(x, d) == literal}: the literal is used from now on. */
  private boolean isStride(Expr stride, Expr value) {
    OptionalLong v = Fold.simplify(value).asInt();
    Optional<Expr.Stride> of = stride.as(Expr.Stride.class).filter(s -> f.type(s.buf()).window());
    if (v.isEmpty() || of.isEmpty()) {
      return false;
    }
    Expr.Stride s = of.get();
    f.setStride(s.buf(), s.dim(), v.getAsLong());
    comment("assert " + Printer.print(s) + " == " + v.getAsLong());
    return true;
  }

  private void comment(String text) {
    lines.add("/* " + CNames.comment(text) + " */");
  }
}
