package io.exo4j.schedule.exprs;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Folds literals and neutral elements. Of data only what gives the same bits in every precision:
 * {@code 0.0 * x} is not zero if {@code x} is infinite, {@code x + 0.0} is not {@code x} if that is
 * a negative zero, and a quotient of literals is folded only if it is a small integer.
 */
final class SimplifyFold {
  /** Integers up to this one are in the range of every precision, signed or not. */
  private static final BigDecimal SMALL = BigDecimal.valueOf(127);

  private final SimplifyFacts facts;

  SimplifyFold(SimplifyFacts facts) {
    this.facts = facts;
  }

  /** A folded control expression; the same object if there is nothing to fold. */
  Expr control(Expr e) {
    return e.accept(new Control());
  }

  /** An operation on data whose operands are folded. */
  static Expr data(Expr.Bin e) {
    Optional<BigDecimal> l = e.lhs().as(Expr.DataLit.class).map(Expr.DataLit::value);
    Optional<BigDecimal> r = e.rhs().as(Expr.DataLit.class).map(Expr.DataLit::value);
    if (l.isPresent() && r.isPresent()) {
      return exact(e.op(), l.get(), r.get())
          .filter(v -> isSmall(l.get()) && isSmall(r.get()) && isSmall(v))
          .<Expr>map(v -> literal(v, l.get().scale() == 0 && r.get().scale() == 0, e))
          .orElse(e);
    }
    boolean rightIsOne = r.isPresent() && r.get().compareTo(BigDecimal.ONE) == 0;
    return switch (e.op()) {
      case MUL ->
          l.isPresent() && l.get().compareTo(BigDecimal.ONE) == 0 && e.rhs().isData()
              ? e.rhs()
              : rightIsOne && e.lhs().isData() ? e.lhs() : e;
      case DIV -> rightIsOne && e.lhs().isData() ? e.lhs() : e;
      case SUB -> r.isPresent() && r.get().signum() == 0 && e.lhs().isData() ? e.lhs() : e;
      default -> e;
    };
  }

  private static Expr literal(BigDecimal value, boolean integer, Expr e) {
    BigDecimal whole = value.setScale(0, RoundingMode.UNNECESSARY);
    return integer ? new Expr.DataLit(whole, e.span()) : Expr.DataLit.floating(whole, e.span());
  }

  private static Optional<BigDecimal> exact(BinOp op, BigDecimal a, BigDecimal b) {
    return switch (op) {
      case ADD -> Optional.of(a.add(b));
      case SUB -> Optional.of(a.subtract(b));
      case MUL -> Optional.of(a.multiply(b));
      case DIV ->
          b.signum() != 0 && a.remainder(b).signum() == 0
              ? Optional.of(a.divide(b, 0, RoundingMode.HALF_EVEN))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isSmall(BigDecimal v) {
    return v.signum() >= 0 && v.compareTo(SMALL) <= 0 && v.stripTrailingZeros().scale() <= 0;
  }

  private final class Control extends ExprDefault<Expr> {
    @Override
    protected Expr other(Expr e) {
      return facts.replace(e);
    }

    @Override
    public Expr neg(Expr.Neg e) {
      Expr arg = e.arg().accept(this);
      return facts.replace(arg == e.arg() ? e : Expr.negate(arg, e.span()));
    }

    @Override
    public Expr bin(Expr.Bin e) {
      Expr l = e.lhs().accept(this);
      Expr r = e.rhs().accept(this);
      Expr.Bin now = l == e.lhs() && r == e.rhs() ? e : new Expr.Bin(e.op(), l, r, e.span());
      return facts.replace(e.op().isLogical() ? logic(now) : arithmetic(now));
    }

    private Expr logic(Expr.Bin e) {
      Optional<Boolean> l = e.lhs().asBool();
      Optional<Boolean> r = e.rhs().asBool();
      // conditions have no effects, so a false one decides an `and` on either side
      boolean decides = e.op() == BinOp.OR;
      if (l.isPresent()) {
        return l.get() == decides ? e.lhs() : e.rhs();
      }
      if (r.isPresent()) {
        return r.get() == decides ? e.rhs() : e.lhs();
      }
      return e;
    }

    private Expr arithmetic(Expr.Bin e) {
      OptionalLong l = e.lhs().asInt();
      OptionalLong r = e.rhs().asInt();
      if (l.isPresent() && r.isPresent()) {
        try {
          return literals(e, l.getAsLong(), r.getAsLong());
        } catch (ArithmeticException tooLarge) {
          return e;
        }
      }
      return switch (e.op()) {
        case ADD -> is(l, 0) ? e.rhs() : is(r, 0) ? e.lhs() : whole(e);
        case SUB -> is(r, 0) ? e.lhs() : is(l, 0) ? Expr.negate(e.rhs(), e.span()) : e;
        case MUL ->
            is(l, 0) || is(r, 0)
                ? new Expr.IntLit(0, e.span())
                : is(l, 1) ? e.rhs() : is(r, 1) ? e.lhs() : e;
        case DIV -> is(r, 1) ? e.lhs() : e;
        case MOD -> is(r, 1) ? new Expr.IntLit(0, e.span()) : e;
        default -> e;
      };
    }

    private boolean is(OptionalLong literal, long value) {
      return literal.isPresent() && literal.getAsLong() == value;
    }

    private Expr literals(Expr.Bin e, long l, long r) {
      return switch (e.op()) {
        case ADD -> new Expr.IntLit(Math.addExact(l, r), e.span());
        case SUB -> new Expr.IntLit(Math.subtractExact(l, r), e.span());
        case MUL -> new Expr.IntLit(Math.multiplyExact(l, r), e.span());
        case DIV -> r > 0 ? new Expr.IntLit(Math.floorDiv(l, r), e.span()) : e;
        case MOD -> r > 0 ? new Expr.IntLit(Math.floorMod(l, r), e.span()) : e;
        case LT -> new Expr.BoolLit(l < r, e.span());
        case GT -> new Expr.BoolLit(l > r, e.span());
        case LE -> new Expr.BoolLit(l <= r, e.span());
        case GE -> new Expr.BoolLit(l >= r, e.span());
        case EQ -> new Expr.BoolLit(l == r, e.span());
        default -> e;
      };
    }

    /** {@code k * (n / k) + n % k} is {@code n}. */
    private Expr whole(Expr.Bin sum) {
      return part(sum.lhs(), sum.rhs()).or(() -> part(sum.rhs(), sum.lhs())).orElse(sum);
    }

    private Optional<Expr> part(Expr product, Expr remainder) {
      Optional<Expr.Bin> rest = remainder.as(Expr.Bin.class);
      Optional<Expr.Bin> times = product.as(Expr.Bin.class);
      if (rest.isEmpty() || times.isEmpty()) {
        return Optional.empty();
      }
      Expr.Bin mod = rest.get();
      if (mod.op() != BinOp.MOD || times.get().op() != BinOp.MUL) {
        return Optional.empty();
      }
      Expr quotient = Expr.bin(BinOp.DIV, mod.lhs(), mod.rhs());
      Expr a = times.get().lhs();
      Expr b = times.get().rhs();
      boolean matches =
          a.equals(mod.rhs()) && b.equals(quotient) || b.equals(mod.rhs()) && a.equals(quotient);
      return matches ? Optional.of(mod.lhs()) : Optional.empty();
    }
  }
}
