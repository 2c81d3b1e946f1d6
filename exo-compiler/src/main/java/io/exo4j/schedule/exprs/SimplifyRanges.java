package io.exo4j.schedule.exprs;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Sym;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What values control expressions can have, from the types of arguments and the bounds of loops. A
 * variable is bound once, so that what is known of it holds wherever it can be mentioned.
 */
final class SimplifyRanges {
  private final Map<Sym, SimplifyInterval> known = new HashMap<>();

  /** Linear forms without a constant, and the most that conditions around the place say of them. */
  private Map<Map<Sym, Long>, Long> atMost = Map.of();

  /** From here on, a variable is within an interval. */
  void put(Sym sym, SimplifyInterval values) {
    known.put(sym, values);
  }

  /** What conditions say, for {@link #restore}. */
  Map<Map<Sym, Long>, Long> mark() {
    return atMost;
  }

  /** Goes back to a mark. */
  void restore(Map<Map<Sym, Long>, Long> mark) {
    atMost = mark;
  }

  /** What holds where the condition does: {@code e < f} or {@code e <= f} for a linear form. */
  void assume(Expr cond) {
    cond.as(Expr.Bin.class)
        .ifPresent(
            c -> {
              switch (c.op()) {
                case AND -> {
                  assume(c.lhs());
                  assume(c.rhs());
                }
                case LT -> atMost(c.lhs(), of(c.rhs()), 1);
                case LE -> atMost(c.lhs(), of(c.rhs()), 0);
                default -> {}
              }
            });
  }

  private void atMost(Expr e, SimplifyInterval limit, long less) {
    try {
      Optional<SimplifyLinear> form = SimplifySum.of(e).linear();
      OptionalLong most =
          limit
              .plus(SimplifyInterval.point(form.map(f -> f.constant()).orElse(0L)).times(-1))
              .plus(SimplifyInterval.point(-less))
              .most();
      if (form.isPresent() && !form.get().isConstant() && most.isPresent()) {
        Map<Map<Sym, Long>, Long> more = new HashMap<>(atMost);
        more.merge(form.get().terms(), most.getAsLong(), Math::min);
        atMost = more;
      }
    } catch (ArithmeticException tooLarge) {
      // nothing is learned
    }
  }

  SimplifyInterval of(Sym sym) {
    return known.getOrDefault(sym, SimplifyInterval.ALL);
  }

  SimplifyInterval of(Expr e) {
    return e.accept(new Values());
  }

  SimplifyInterval of(SimplifyLinear form) {
    SimplifyInterval out = SimplifyInterval.point(form.constant());
    for (Map.Entry<Sym, Long> t : form.terms().entrySet()) {
      out = out.plus(of(t.getKey()).times(t.getValue()));
    }
    Long most = atMost.get(form.terms());
    return most == null ? out : out.upTo(most, form.constant());
  }

  private final class Values extends ExprDefault<SimplifyInterval> {
    @Override
    protected SimplifyInterval other(Expr e) {
      return SimplifyInterval.ALL;
    }

    @Override
    public SimplifyInterval var(Expr.Var e) {
      return of(e.sym());
    }

    @Override
    public SimplifyInterval intLit(Expr.IntLit e) {
      return SimplifyInterval.point(e.value());
    }

    @Override
    public SimplifyInterval neg(Expr.Neg e) {
      return of(e.arg()).times(-1);
    }

    @Override
    public SimplifyInterval bin(Expr.Bin e) {
      OptionalLong left = e.lhs().asInt();
      OptionalLong right = e.rhs().asInt();
      return switch (e.op()) {
        case ADD -> of(e.lhs()).plus(of(e.rhs()));
        case SUB -> of(e.lhs()).plus(of(e.rhs()).times(-1));
        case MUL ->
            left.isPresent()
                ? of(e.rhs()).times(left.getAsLong())
                : right.isPresent() ? of(e.lhs()).times(right.getAsLong()) : SimplifyInterval.ALL;
        case DIV ->
            right.isPresent() && right.getAsLong() > 0
                ? of(e.lhs()).over(right.getAsLong())
                : SimplifyInterval.ALL;
        case MOD ->
            right.isPresent() && right.getAsLong() > 0
                ? of(e.lhs()).mod(right.getAsLong())
                : SimplifyInterval.ALL;
        default -> SimplifyInterval.ALL;
      };
    }
  }
}
