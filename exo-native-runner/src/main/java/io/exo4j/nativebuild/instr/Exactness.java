package io.exo4j.nativebuild.instr;

import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the C of an instruction must give the very bits that its body says. It must, unless the
 * body has floating operations that hardware may fuse or do in another order: more than one that
 * rounds, a sum over a loop, or a function that C libraries compute to different last bits.
 */
final class Exactness {
  private static final Set<String> NOT_ROUNDED = Set.of("select", "fmaxf", "fminf", "fabs", "relu");
  private static final int SEVERAL = 2;

  private final List<Sym> loops = new ArrayList<>();
  private int roundings;

  private Exactness() {}

  static boolean isExact(Proc proc) {
    Exactness e = new Exactness();
    e.count(proc);
    return e.roundings < SEVERAL;
  }

  /** The greatest difference that a result of such an instruction may have. */
  static double tolerance(Precision p, double expected) {
    double epsilon =
        switch (p) {
          case F64 -> 0x1p-52;
          case F32, R -> 0x1p-23;
          case F16 -> 0x1p-10;
          case BF16 -> 0x1p-7;
          default -> 0;
        };
    return 64 * epsilon * Math.max(1, Math.abs(expected));
  }

  private void count(Proc proc) {
    TypeEnv types = TypeEnv.of(proc);
    new Walker() {
      @Override
      public Void bin(Expr.Bin e) {
        if (e.isData() && types.precision(e).isFloating()) {
          roundings++;
        }
        return super.bin(e);
      }

      @Override
      public Void externCall(Expr.ExternCall e) {
        if (types.precision(e).isFloating() && !NOT_ROUNDED.contains(e.fn().name())) {
          roundings += e.fn().name().equals("sqrt") ? 1 : SEVERAL;
        }
        return super.externCall(e);
      }

      @Override
      public Void forStmt(Stmt.For s) {
        loops.add(s.iter());
        super.forStmt(s);
        loops.remove(s.iter());
        return null;
      }

      @Override
      public Void reduce(Stmt.Reduce s) {
        DataType type = types.data(s.buf());
        if (type.precision().isFloating()) {
          roundings += subscripts(s).containsAll(loops) ? 1 : SEVERAL;
        }
        return super.reduce(s);
      }

      @Override
      public Void call(Stmt.Call s) {
        count(s.callee());
        return super.call(s);
      }
    }.visit(proc);
  }

  private static Set<Sym> subscripts(Stmt.Reduce s) {
    Set<Sym> found = new HashSet<>();
    new Walker() {
      @Override
      public Void var(Expr.Var e) {
        found.add(e.sym());
        return null;
      }
    }.exprs(s.idx());
    return found;
  }
}
