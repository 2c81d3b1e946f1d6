package io.exo4j.analysis;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Config;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Type;
import java.util.function.BiFunction;

/**
 * Translates control expressions to affine forms and formulas, in a scope and a configuration. What
 * has no affine form becomes an unknown.
 */
final class Lifter {
  private final ProofSession session;
  private final Terms terms;
  private final Scope scope;
  private final BiFunction<Config, String, Value> config;

  Lifter(ProofSession session, Scope scope, BiFunction<Config, String, Value> config) {
    this.session = session;
    this.terms = session.terms();
    this.scope = scope;
    this.config = config;
  }

  /** The integer value of a control expression. */
  Affine integer(Expr e) {
    try {
      return e.accept(new IntOf());
    } catch (ArithmeticException overflow) {
      return unknown(ProofSession.OVERFLOW);
    }
  }

  /** The truth value of a control expression. */
  Formula condition(Expr e) {
    try {
      return e.accept(new BoolOf());
    } catch (ArithmeticException overflow) {
      return Formula.bool(session.boolVariable(ProofSession.OVERFLOW, Atom.Role.UNKNOWN));
    }
  }

  /** True if the expression is a truth value. */
  boolean isBool(Expr e) {
    return e.accept(new IsBool());
  }

  private Affine unknown(String name) {
    return terms.of(terms.variable(name, Atom.Role.UNKNOWN));
  }

  private final class IsBool extends ExprDefault<Boolean> {
    @Override
    protected Boolean other(Expr e) {
      return false;
    }

    @Override
    public Boolean boolLit(Expr.BoolLit e) {
      return true;
    }

    @Override
    public Boolean var(Expr.Var e) {
      return scope.bools.containsKey(e.sym());
    }

    @Override
    public Boolean bin(Expr.Bin e) {
      return !e.op().isArithmetic();
    }

    @Override
    public Boolean readConfig(Expr.ReadConfig e) {
      Type t = e.config().field(e.field()).type();
      return t == ControlType.BOOL;
    }
  }

  private final class IntOf extends ExprDefault<Affine> {
    @Override
    protected Affine other(Expr e) {
      return unknown("value");
    }

    @Override
    public Affine var(Expr.Var e) {
      Affine v = scope.ints.get(e.sym());
      return v == null ? unknown(e.sym().name()) : v;
    }

    @Override
    public Affine intLit(Expr.IntLit e) {
      return terms.constant(e.value());
    }

    @Override
    public Affine neg(Expr.Neg e) {
      return integer(e.arg()).negate();
    }

    @Override
    public Affine stride(Expr.Stride e) {
      View v = scope.views.get(e.buf());
      return v == null || e.dim() >= v.rank() ? unknown("stride") : v.stride(e.dim());
    }

    @Override
    public Affine readConfig(Expr.ReadConfig e) {
      return config.apply(e.config(), e.field()) instanceof Value.Int i
          ? i.value()
          : unknown(e.config().name() + "." + e.field());
    }

    @Override
    public Affine bin(Expr.Bin e) {
      if (!e.op().isArithmetic()) {
        return unknown("value");
      }
      Affine l = integer(e.lhs());
      Affine r = integer(e.rhs());
      return switch (e.op()) {
        case ADD -> l.plus(r);
        case SUB -> l.minus(r);
        case MUL ->
            r.isConstant()
                ? l.times(r.constant())
                : l.isConstant() ? r.times(l.constant()) : unknown("product");
        case DIV -> r.isConstant() && r.constant() > 0 ? l.div(r.constant()) : unknown("quotient");
        default -> r.isConstant() && r.constant() > 0 ? l.mod(r.constant()) : unknown("remainder");
      };
    }
  }

  private final class BoolOf extends ExprDefault<Formula> {
    @Override
    protected Formula other(Expr e) {
      return Formula.bool(session.boolVariable("condition", Atom.Role.UNKNOWN));
    }

    @Override
    public Formula var(Expr.Var e) {
      Formula f = scope.bools.get(e.sym());
      return f == null ? other(e) : f;
    }

    @Override
    public Formula boolLit(Expr.BoolLit e) {
      return Formula.of(e.value());
    }

    @Override
    public Formula readConfig(Expr.ReadConfig e) {
      return config.apply(e.config(), e.field()) instanceof Value.Bool b ? b.value() : other(e);
    }

    @Override
    public Formula bin(Expr.Bin e) {
      BinOp op = e.op();
      if (op.isLogical()) {
        Formula l = condition(e.lhs());
        Formula r = condition(e.rhs());
        return op == BinOp.AND ? Formula.and(l, r) : Formula.or(l, r);
      }
      if (op == BinOp.EQ && (isBool(e.lhs()) || isBool(e.rhs()))) {
        return Formula.iff(condition(e.lhs()), condition(e.rhs()));
      }
      Affine l = integer(e.lhs());
      Affine r = integer(e.rhs());
      return switch (op) {
        case LT -> Formula.less(l, r);
        case GT -> Formula.less(r, l);
        case LE -> Formula.geq(r, l);
        case GE -> Formula.geq(l, r);
        case EQ -> Formula.equal(l, r);
        default -> other(e);
      };
    }
  }
}
