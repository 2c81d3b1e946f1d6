package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.ExprChildren;
import io.exo4j.cursor.ExprStep;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.ExprRef;
import io.exo4j.schedule.MemoryRef;
import io.exo4j.schedule.NewWindow;
import io.exo4j.schedule.annotate.SetMemory;
import io.exo4j.schedule.annotate.SetPrecision;
import io.exo4j.schedule.buffers.StageMem;
import io.exo4j.schedule.exprs.CommuteExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns statements into such that each does one thing with registers: load, store, or one
 * operation. A register is a scalar in a given memory. Composed of {@code stage_mem} and {@code
 * bind_expr}.
 */
final class StageCompute {
  private static final ExprStep RHS = ExprStep.of(ExprStep.Field.RHS);

  private final Work w;
  private final Memory memory;
  private final Optional<Precision> precision;
  private final boolean fma;

  /**
   * @param precision of the registers; that of what is computed if empty
   * @param fma whether a product that is added to something stays with the addition
   */
  StageCompute(Work w, Memory memory, Optional<Precision> precision, boolean fma) {
    this.w = w;
    this.memory = memory;
    this.precision = precision;
    this.fma = fma;
  }

  /** Stages an assignment or reduction; other statements stay. */
  void stage(StmtId id) {
    Stmt s = w.stmt(id);
    Optional<Stmt.Assign> a = s.as(Stmt.Assign.class);
    Optional<Stmt.Reduce> r = s.as(Stmt.Reduce.class);
    if (a.isPresent()) {
      boolean load = isRegister(a.get().buf()) && steps(a.get().rhs()).isEmpty();
      if (!load && !isRegister(a.get().rhs())) {
        List<ExprRef> old = new ArrayList<>();
        equal(s, List.of(RHS), new Expr.Read(a.get().buf(), a.get().idx(), SourceSpan.NONE), old);
        if (old.isEmpty()) {
          target(id, a.get().buf(), a.get().idx());
          operation(id, a.get().rhs(), false);
        } else {
          // the old value and the new one each have a register, as one call needs both
          operation(id, a.get().rhs(), false);
          target(id, a.get().buf(), a.get().idx());
        }
      }
    } else if (r.isPresent()) {
      target(id, r.get().buf(), r.get().idx());
      operation(id, r.get().rhs(), true);
    }
  }

  private boolean isRegister(Sym buffer) {
    return w.procedure().types().memory(buffer).isA(memory);
  }

  private boolean isRegister(Expr e) {
    return e.as(Expr.Read.class).filter(r -> isRegister(r.buf())).isPresent();
  }

  /** Lets a statement store into a register. */
  private void target(StmtId id, Sym buffer, List<Expr> idx) {
    if (isRegister(buffer)) {
      return;
    }
    List<Coord> points = idx.stream().<Coord>map(Coord.Point::new).toList();
    int before = w.place(id).index();
    w.apply(
        StageMem.of(
            NewWindow.of(new Expr.Window(buffer, points, SourceSpan.NONE)),
            w.fresh(buffer.name() + "_v"),
            BlockRef.of(new Cursor.OfStmt(id))));
    StmtId alloc = w.place(id).block().get(before).id();
    if (precision.isPresent()) {
      w.apply(SetPrecision.of(Work.allocRef(alloc), precision.get()));
    }
    w.apply(SetMemory.of(Work.allocRef(alloc), MemoryRef.of(memory)));
  }

  /** Leaves one operation on registers on the right-hand side. */
  private void operation(StmtId id, Expr rhs, boolean reduces) {
    boolean product = bin(rhs, BinOp.MUL).isPresent();
    if (reduces && !(fma && product)) {
      operand(id, List.of(RHS));
      return;
    }
    Optional<Expr.Bin> sum = bin(rhs, BinOp.ADD);
    if (fma && sum.filter(StageCompute::productLast).isPresent()) {
      // instructions have the product first; the other summand is still computed before it
      operand(id, List.of(RHS, steps(rhs).get(0)));
      w.apply(CommuteExpr.of(ExprRef.of(Cursor.expr(w.stmt(id), List.of(RHS)))));
      operation(id, ExprChildren.at(w.stmt(id), List.of(RHS)).orElseThrow(), reduces);
      return;
    }
    for (ExprStep step : steps(rhs)) {
      List<ExprStep> path = List.of(RHS, step);
      Expr child = ExprChildren.at(w.stmt(id), path).orElseThrow();
      if (fma && sum.isPresent() && bin(child, BinOp.MUL).isPresent()) {
        for (ExprStep below : steps(child)) {
          operand(id, List.of(RHS, step, below));
        }
        // only one of two products can stay
        sum = Optional.empty();
      } else {
        operand(id, path);
      }
    }
  }

  /** Computes an operand into a register, with the same expressions beside it. */
  private void operand(StmtId id, List<ExprStep> path) {
    Stmt s = w.stmt(id);
    Expr e = ExprChildren.at(s, path).orElseThrow();
    if (isRegister(e)) {
      return;
    }
    List<ExprRef> same = new ArrayList<>();
    equal(s, List.of(RHS), e, same);
    String name = e.as(Expr.Read.class).map(r -> r.buf().name() + "_v").orElse("t_v");
    Precision p = precision.orElseGet(() -> computed(w, s));
    StmtId load = BindAndSetExpr.bind(w, w.fresh(name), same, Optional.of(p), MemoryRef.of(memory));
    operation(load, e, false);
  }

  private static boolean productLast(Expr.Bin sum) {
    return bin(sum.lhs(), BinOp.MUL).isEmpty() && bin(sum.rhs(), BinOp.MUL).isPresent();
  }

  /** The precision in which an assignment computes: that of what it reads, or of its target. */
  static Precision computed(Work w, Stmt s) {
    Optional<Stmt.Assign> a = s.as(Stmt.Assign.class);
    Stmt.Reduce r = s.as(Stmt.Reduce.class).orElse(null);
    List<Sym> buffers = new ArrayList<>();
    new Walker() {
      @Override
      public Void read(Expr.Read e) {
        buffers.add(e.buf());
        return super.read(e);
      }
    }.expr(a.map(Stmt.Assign::rhs).orElseGet(() -> r.rhs()));
    buffers.add(a.map(Stmt.Assign::buf).orElseGet(() -> r.buf()));
    TypeEnv types = w.procedure().types();
    return buffers.stream()
        .map(b -> types.data(b).precision())
        .filter(p -> p != Precision.R)
        .findFirst()
        .orElse(Precision.R);
  }

  private static void equal(Stmt s, List<ExprStep> path, Expr e, List<ExprRef> out) {
    Expr here = ExprChildren.at(s, path).orElseThrow();
    if (here.equals(e)) {
      out.add(ExprRef.of(Cursor.expr(s, path)));
      return;
    }
    for (ExprStep step : steps(here)) {
      List<ExprStep> below = new ArrayList<>(path);
      below.add(step);
      equal(s, below, e, out);
    }
  }

  private static Optional<Expr.Bin> bin(Expr e, BinOp op) {
    return e.as(Expr.Bin.class).filter(b -> b.op() == op);
  }

  /** The steps to the operands of an operation on data; none for what is read or literal. */
  static List<ExprStep> steps(Expr e) {
    boolean operation =
        e.accept(
            new ExprDefault<Boolean>() {
              @Override
              protected Boolean other(Expr o) {
                return false;
              }

              @Override
              public Boolean neg(Expr.Neg n) {
                return true;
              }

              @Override
              public Boolean bin(Expr.Bin b) {
                return true;
              }

              @Override
              public Boolean externCall(Expr.ExternCall c) {
                return true;
              }
            });
    return operation
        ? ExprChildren.of(e).stream().map(ExprChildren.Child::step).toList()
        : List.of();
  }
}
