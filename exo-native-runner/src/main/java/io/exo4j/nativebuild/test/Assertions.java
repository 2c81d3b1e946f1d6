package io.exo4j.nativebuild.test;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Sym;
import io.exo4j.nativebuild.model.ControlValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The assertions of all variants of a kernel, as conditions on the values of its arguments, and
 * ways to change values so that they hold.
 */
final class Assertions {
  private static final int ATTEMPTS = 16;

  private final List<Proc> procs;
  private final Map<Sym, Integer> positions = new HashMap<>();

  /**
   * The assertions of procedures with the same arguments.
   *
   * @param procs in any order
   */
  Assertions(List<Proc> procs) {
    this.procs = procs;
    for (Proc proc : procs) {
      for (int i = 0; i < proc.args().size(); i++) {
        positions.put(proc.args().get(i).sym(), i);
      }
    }
  }

  /** The values of all procedures' variables. */
  Map<Sym, Long> values(long[] arguments) {
    Map<Sym, Long> values = new HashMap<>();
    positions.forEach((sym, position) -> values.put(sym, arguments[position]));
    return values;
  }

  /** The position of the argument that a symbol is, in whichever procedure. */
  int position(Sym sym) {
    Integer position = positions.get(sym);
    if (position == null) {
      throw new ControlValues.Unknown();
    }
    return position;
  }

  /** An assertion that does not hold; empty if all do. */
  Optional<String> violated(long[] arguments, ControlValues.Strides strides) {
    ControlValues control =
        ControlValues.of(values(arguments)).withStrides(strides).withInitialFields();
    for (Proc proc : procs) {
      for (Expr pred : proc.preds()) {
        if (!control.holds(pred)) {
          return Optional.of(Printer.print(pred));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Changes arguments until all assertions without strides hold, or gives up.
   *
   * @param fixed the arguments that must stay
   */
  void repair(long[] arguments, boolean[] fixed, Random random) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ControlValues control = ControlValues.of(values(arguments)).withInitialFields();
      boolean changed = false;
      for (Proc proc : procs) {
        for (Expr pred : proc.preds()) {
          if (!changed && !known(control, pred)) {
            changed = pred.accept(new Fix(arguments, fixed, control, random));
          }
        }
      }
      if (!changed) {
        return;
      }
    }
  }

  /** Whether an assertion holds, or cannot be decided yet. */
  private static boolean known(ControlValues control, Expr pred) {
    try {
      return control.value(pred) != 0;
    } catch (ControlValues.Unknown e) {
      return true;
    }
  }

  /** Makes one condition hold by changing one argument; false if it cannot. */
  private final class Fix extends ExprDefault<Boolean> {
    private final long[] arguments;
    private final boolean[] fixed;
    private final ControlValues control;
    private final Random random;

    Fix(long[] arguments, boolean[] fixed, ControlValues control, Random random) {
      this.arguments = arguments;
      this.fixed = fixed;
      this.control = control;
      this.random = random;
    }

    @Override
    protected Boolean other(Expr e) {
      return false;
    }

    @Override
    public Boolean var(Expr.Var e) {
      return set(e, 1);
    }

    @Override
    public Boolean bin(Expr.Bin e) {
      switch (e.op()) {
        case AND:
          return known(control, e.lhs()) ? e.rhs().accept(this) : e.lhs().accept(this);
        case OR:
          return random.nextBoolean() ? e.lhs().accept(this) : e.rhs().accept(this);
        default:
          break;
      }
      if (!e.op().isComparison()) {
        return false;
      }
      long left = control.value(e.lhs());
      long right = control.value(e.rhs());
      long towardsRight = e.op() == BinOp.LT ? right - 1 : e.op() == BinOp.GT ? right + 1 : right;
      long towardsLeft = e.op() == BinOp.LT ? left + 1 : e.op() == BinOp.GT ? left - 1 : left;
      boolean first = random.nextBoolean();
      return first
          ? solve(e.lhs(), towardsRight) || solve(e.rhs(), towardsLeft)
          : solve(e.rhs(), towardsLeft) || solve(e.lhs(), towardsRight);
    }

    /** Changes an argument so that the expression gets a value. */
    private boolean solve(Expr e, long wanted) {
      return e.accept(
          new ExprDefault<Boolean>() {
            @Override
            protected Boolean other(Expr x) {
              return false;
            }

            @Override
            public Boolean var(Expr.Var x) {
              return set(x, wanted);
            }

            @Override
            public Boolean bin(Expr.Bin x) {
              return operation(x, wanted);
            }
          });
    }

    private boolean operation(Expr.Bin e, long wanted) {
      try {
        long left = control.value(e.lhs());
        long right = control.value(e.rhs());
        return switch (e.op()) {
          case ADD -> solve(e.lhs(), wanted - right) || solve(e.rhs(), wanted - left);
          case SUB -> solve(e.lhs(), wanted + right) || solve(e.rhs(), left - wanted);
          case MUL ->
              right != 0 && wanted % right == 0 && solve(e.lhs(), wanted / right)
                  || left != 0 && wanted % left == 0 && solve(e.rhs(), wanted / left);
          case MOD -> {
            long down = left - Math.floorMod(left, right) + wanted;
            yield solve(e.lhs(), down >= 1 ? down : down + right);
          }
          case DIV -> solve(e.lhs(), wanted * right);
          default -> false;
        };
      } catch (ArithmeticException | ControlValues.Unknown unknown) {
        return false;
      }
    }

    private boolean set(Expr.Var e, long value) {
      int position = position(e.sym());
      if (fixed[position] || arguments[position] == value) {
        return false;
      }
      arguments[position] = value;
      return true;
    }
  }
}
