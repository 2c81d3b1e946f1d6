package io.exo4j.schedule.procs;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compares conditions of a callee with conditions of a block. Inequalities become equations between
 * what must be positive; a truth value among the callee's arguments stands for the first condition
 * that it meets.
 */
final class Conditions {
  private final Predicate<Sym> bools;
  private final Set<Sym> bound;
  private final List<Equation> equations;
  private final Map<Sym, Expr> values = new HashMap<>();
  private final List<Equation> different = new ArrayList<>();

  /**
   * Comparisons that add to a list of equations.
   *
   * @param bools which names, of callee and block, are truth values
   * @param bound the names that the block binds
   */
  Conditions(Predicate<Sym> bools, Set<Sym> bound, List<Equation> equations) {
    this.bools = bools;
    this.bound = bound;
    this.equations = equations;
  }

  /** The conditions that the callee's truth values stand for. */
  Map<Sym, Expr> values() {
    return values;
  }

  /** Conditions that are written differently and must be shown to be the same. */
  List<Equation> different() {
    return different;
  }

  /**
   * A condition of the callee where the block has one: the same comparison, or to be proved equal.
   */
  void compare(Expr a, Expr b, Stmt at) {
    if (!a.accept(new ConditionPair(b, at))) {
      different.add(Equation.of(a, b, at));
    }
  }

  /** False if the two are built differently. */
  private final class ConditionPair extends ExprDefault<Boolean> {
    private final Expr other;
    private final Stmt at;

    ConditionPair(Expr other, Stmt at) {
      this.other = other;
      this.at = at;
    }

    @Override
    protected Boolean other(Expr e) {
      return e.equals(other);
    }

    @Override
    public Boolean var(Expr.Var e) {
      Expr known = values.get(e.sym());
      if (known != null) {
        return known.equals(other);
      }
      if (Names.in(other).stream().anyMatch(bound::contains)) {
        return false;
      }
      values.put(e.sym(), other);
      return true;
    }

    @Override
    public Boolean bin(Expr.Bin e) {
      return other.as(Expr.Bin.class).map(o -> operators(e, o)).orElse(false);
    }

    private boolean operators(Expr.Bin e, Expr.Bin o) {
      boolean truths = isBool(e.lhs()) || isBool(e.rhs());
      if (e.op().isLogical() || e.op() == BinOp.EQ && truths) {
        if (e.op() != o.op() || truths != (isBool(o.lhs()) || isBool(o.rhs()))) {
          return false;
        }
        compare(e.lhs(), o.lhs(), at);
        compare(e.rhs(), o.rhs(), at);
        return true;
      }
      if (!e.op().isComparison()
          || !o.op().isComparison()
          || (e.op() == BinOp.EQ) != (o.op() == BinOp.EQ)
          || isBool(o.lhs())
          || isBool(o.rhs())) {
        return false;
      }
      equations.add(Equation.of(excess(e), excess(o), at));
      return true;
    }
  }

  /** What is positive if and only if the comparison holds; for an equality, the difference. */
  private static Expr excess(Expr.Bin c) {
    Expr forward = Expr.sub(c.rhs(), c.lhs());
    Expr backward = Expr.sub(c.lhs(), c.rhs());
    return switch (c.op()) {
      case LT, EQ -> forward;
      case LE -> Expr.add(forward, Expr.lit(1));
      case GT -> backward;
      default -> Expr.add(backward, Expr.lit(1));
    };
  }

  private boolean isBool(Expr e) {
    return e.accept(
        new ExprDefault<Boolean>() {
          @Override
          protected Boolean other(Expr o) {
            return false;
          }

          @Override
          public Boolean boolLit(Expr.BoolLit o) {
            return true;
          }

          @Override
          public Boolean var(Expr.Var o) {
            return bools.test(o.sym());
          }

          @Override
          public Boolean bin(Expr.Bin o) {
            return !o.op().isArithmetic();
          }

          @Override
          public Boolean readConfig(Expr.ReadConfig o) {
            return o.config().field(o.field()).type() == ControlType.BOOL;
          }
        });
  }
}
