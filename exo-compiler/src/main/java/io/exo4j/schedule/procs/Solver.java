package io.exo4j.schedule.procs;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.procs.BufferFormal.Choice;
import io.exo4j.schedule.procs.Unifier.Mismatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds arguments that make the body of a procedure the block that it was compared with. For every
 * window there are finitely many ways to choose the dimensions that it keeps; most are excluded at
 * once because a loop variable of the block does not cancel. The rest is linear algebra: each
 * unknown is a linear form over what the block knows. An unknown that the block leaves open is
 * chosen by shape: a window starts at 0 and goes to the end of its dimension; what is still open
 * then makes the match fail.
 */
final class Solver {
  private static final int COMBINATIONS = 64;

  private final Unifier u;
  private final Quantities quantities;

  private Solver(Unifier u) {
    this.u = u;
    this.quantities = u.quantities();
  }

  /**
   * The possible arguments, the likeliest first, at least one.
   *
   * @throws Mismatch if there are none
   */
  static List<Match> solve(Unifier compared) throws Mismatch {
    return new Solver(compared).solve();
  }

  private List<Match> solve() throws Mismatch {
    List<List<Choice>> combinations = List.of(List.of());
    for (BufferFormal f : u.buffers().values()) {
      if (f.actual().isEmpty()) {
        throw new Mismatch("nothing in the block stands for the argument '" + f.arg().name() + "'");
      }
      if (f.type().window()) {
        combinations = product(combinations, fitting(f));
      }
    }
    List<Match> out = new ArrayList<>();
    Mismatch last = new Mismatch("there are too many ways to choose the windows");
    for (List<Choice> choices : combinations) {
      try {
        out.add(new Attempt(choices).match());
      } catch (Mismatch m) {
        last = m;
      }
    }
    if (out.isEmpty()) {
      throw last;
    }
    return out;
  }

  private static List<List<Choice>> product(List<List<Choice>> all, List<Choice> next) {
    List<List<Choice>> out = new ArrayList<>();
    for (List<Choice> some : all) {
      for (Choice c : next) {
        if (out.size() < COMBINATIONS) {
          List<Choice> longer = new ArrayList<>(some);
          longer.add(c);
          out.add(longer);
        }
      }
    }
    return out;
  }

  /** The choices in which the loop variables of the block cancel. */
  private List<Choice> fitting(BufferFormal f) throws Mismatch {
    List<Choice> out = new ArrayList<>();
    for (Choice c : f.choices()) {
      Optional<List<Equation>> equations = BufferFormal.equations(c);
      if (equations.isPresent() && equations.get().stream().allMatch(this::cancels)) {
        out.add(c);
      }
    }
    if (out.isEmpty()) {
      throw new Mismatch(
          "no window of '"
              + f.actual().orElseThrow()
              + "' fits the argument '"
              + f.arg().name()
              + "'");
    }
    return out;
  }

  private boolean cancels(Equation e) {
    return difference(e).map(d -> d.part(Quantity::isBound).isZero()).orElse(true);
  }

  /** Callee's minus block's value; empty if one of them has no linear form. */
  private Optional<LinForm> difference(Equation e) {
    Optional<LinForm> a = calleeForm(e.callee());
    Optional<LinForm> b = quantities.form(e.block());
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    LinForm start = e.start().map(LinForm::of).orElse(LinForm.ZERO);
    return Optional.of(a.get().plus(start).minus(b.get()));
  }

  private Optional<LinForm> calleeForm(Expr e) {
    return quantities.form(
        e,
        sym -> {
          Quantity hole = u.holes().get(sym);
          Sym iter = u.iters().get(sym);
          return hole != null
              ? Optional.of(LinForm.of(hole))
              : Optional.ofNullable(iter).map(quantities::variable);
        },
        false);
  }

  /** One combination of choices. */
  private final class Attempt {
    private final List<Choice> choices;
    private final Map<Sym, Choice> choiceOf = new HashMap<>();
    private final HoleSystem system = new HoleSystem();
    private final List<Match.Equal> toProve = new ArrayList<>();

    Attempt(List<Choice> choices) {
      this.choices = choices;
      for (BufferFormal.Choice c : choices) {
        choiceOf.put(c.formal().arg().sym(), c);
      }
    }

    Match match() throws Mismatch {
      List<Equation> equations = new ArrayList<>(u.equations());
      for (Choice c : choices) {
        equations.addAll(BufferFormal.equations(c).orElseThrow());
      }
      for (Equation e : equations) {
        Optional<LinForm> d = difference(e);
        if (d.isPresent() && system.add(d.get()) == HoleSystem.Effect.LEFT_OVER) {
          open(d.get(), e);
        }
      }
      for (BufferFormal.Choice choice : choices) {
        byShape(choice);
      }
      determined();
      for (Equation e : equations) {
        check(e);
      }
      for (Equation c : u.conditions()) {
        different(inBlock(c.callee()), c);
      }
      List<Expr> args = new ArrayList<>();
      for (Arg a : u.callee().args()) {
        args.add(argument(a));
      }
      return new Match(args, toProve);
    }

    /** Fails early where no assertion could help. */
    private void open(LinForm d, Equation e) throws Mismatch {
      boolean noHoles = !d.any(Quantity::isHole);
      if (noHoles && (d.isConstant() || d.any(Quantity::isBound))) {
        throw differ(e);
      }
    }

    private Mismatch differ(Equation e) {
      return new Mismatch(
          "'"
              + Printer.print(e.callee())
              + "' in the procedure does not match '"
              + Printer.print(e.block())
              + "' in the block");
    }

    private void byShape(Choice c) {
      DataType actual = u.types().data(c.formal().actual().orElseThrow());
      for (int p = 0; p < c.kept().length; p++) {
        if (c.kept()[p] >= 0) {
          system.add(LinForm.of(c.starts().get(p)));
        }
      }
      for (int p = 0; p < c.kept().length; p++) {
        if (c.kept()[p] >= 0) {
          Optional<LinForm> size = calleeForm(c.formal().type().dims().get(c.kept()[p]));
          Optional<LinForm> extent = quantities.form(actual.dims().get(p));
          if (size.isPresent() && extent.isPresent()) {
            system.add(LinForm.of(c.starts().get(p)).plus(size.get()).minus(extent.get()));
          }
        }
      }
    }

    private void determined() throws Mismatch {
      for (Quantity h : u.holes().values()) {
        value(h);
      }
      for (Choice c : choices) {
        for (Quantity h : c.starts()) {
          value(h);
        }
      }
    }

    private LinForm value(Quantity h) throws Mismatch {
      Optional<LinForm> v = system.value(h);
      if (v.isEmpty()) {
        throw new Mismatch(
            system.determines(h)
                ? h.name() + " would have to be a fraction"
                : "the block does not determine " + h.name());
      }
      if (v.get().any(Quantity::isBound)) {
        throw new Mismatch(h.name() + " would depend on what the block itself declares");
      }
      return v.get();
    }

    private void check(Equation e) throws Mismatch {
      Optional<LinForm> d = difference(e);
      if (d.isPresent()) {
        Optional<LinForm> rest = system.evaluate(d.get());
        if (rest.isPresent() && rest.get().isZero()) {
          return;
        }
        if (rest.isEmpty() || rest.get().isConstant() || rest.get().any(Quantity::isBound)) {
          throw differ(e);
        }
      }
      Expr callee = inBlock(e.callee());
      if (e.start().isPresent()) {
        callee = Expr.add(quantities.expr(value(e.start().get())), callee);
      }
      different(callee, e);
    }

    private void different(Expr callee, Equation e) throws Mismatch {
      Optional<LinForm> a = quantities.form(callee);
      Optional<LinForm> b = quantities.form(e.block());
      if (!callee.equals(e.block()) && (a.isEmpty() || !a.equals(b))) {
        toProve.add(new Match.Equal(callee, e.block(), e.at()));
      }
    }

    // ---- arguments

    private Expr argument(Arg a) throws Mismatch {
      if (a.type() == ControlType.BOOL) {
        return u.bools().getOrDefault(a.sym(), Expr.lit(false));
      }
      if (!a.type().isData()) {
        LinForm v = value(u.holes().get(a.sym()));
        return a.type() == ControlType.STRIDE ? stride(a, v) : index(a, v);
      }
      Sym buffer = u.buffers().get(a.sym()).actual().orElseThrow();
      Choice c = choiceOf.get(a.sym());
      return c == null ? Expr.read(buffer, List.of()) : window(buffer, c);
    }

    private Expr index(Arg a, LinForm v) throws Mismatch {
      for (Quantity q : v.quantities()) {
        if (isStride(q.value())) {
          throw new Mismatch("'" + a.name() + "' would have to be a stride");
        }
      }
      return quantities.expr(v);
    }

    private Expr stride(Arg a, LinForm v) throws Mismatch {
      if (v.isConstant()) {
        return Expr.lit(v.constant());
      }
      Quantity q = v.quantities().iterator().next();
      if (v.equals(LinForm.of(q)) && isStride(q.value())) {
        return q.value();
      }
      throw new Mismatch("'" + a.name() + "' would have to be something else than a stride");
    }

    private boolean isStride(Expr e) {
      return e.accept(
          new ExprDefault<Boolean>() {
            @Override
            protected Boolean other(Expr o) {
              return false;
            }

            @Override
            public Boolean stride(Expr.Stride o) {
              return true;
            }

            @Override
            public Boolean var(Expr.Var o) {
              return u.types().type(o.sym()).filter(t -> t == ControlType.STRIDE).isPresent();
            }

            @Override
            public Boolean readConfig(Expr.ReadConfig o) {
              return o.config().field(o.field()).type() == ControlType.STRIDE;
            }
          });
    }

    private Expr window(Sym buffer, Choice c) throws Mismatch {
      List<Coord> coords = new ArrayList<>();
      for (int p = 0; p < c.kept().length; p++) {
        LinForm start = value(c.starts().get(p));
        int d = c.kept()[p];
        if (d < 0) {
          coords.add(new Coord.Point(quantities.expr(start)));
        } else {
          Expr size = inBlock(c.formal().type().dims().get(d));
          Optional<LinForm> form = quantities.form(size);
          Expr end =
              form.isPresent()
                  ? quantities.expr(start.plus(form.get()))
                  : Expr.add(quantities.expr(start), size);
          coords.add(new Coord.Interval(quantities.expr(start), end));
        }
      }
      return new Expr.Window(buffer, coords, SourceSpan.NONE);
    }

    /** An expression of the callee over the names of the block. */
    private Expr inBlock(Expr e) throws Mismatch {
      Map<Sym, Expr> values = new HashMap<>();
      for (Sym s : Names.in(e)) {
        Quantity h = u.holes().get(s);
        Optional<Sym> iter = Optional.ofNullable(u.iters().get(s));
        if (h != null) {
          values.put(s, quantities.expr(value(h)));
        } else if (iter.isPresent()) {
          values.put(s, Expr.var(iter.get()));
        } else if (u.bools().containsKey(s)) {
          values.put(s, u.bools().get(s));
        } else if (!u.buffers().containsKey(s) && !u.locals().containsKey(s)) {
          throw new Mismatch("the block does not determine '" + s + "'");
        }
      }
      return new Renamed(values).expr(e);
    }

    /** Puts in values, and the block's buffers where strides are asked for. */
    private final class Renamed extends Rewriter {
      private final Map<Sym, Expr> values;

      Renamed(Map<Sym, Expr> values) {
        this.values = values;
      }

      @Override
      public Expr var(Expr.Var e) {
        return values.getOrDefault(e.sym(), e);
      }

      @Override
      public Expr stride(Expr.Stride e) {
        BufferFormal f = u.buffers().get(e.buf());
        if (f == null) {
          return new Expr.Stride(u.locals().get(e.buf()), e.dim(), e.span());
        }
        Choice c = choiceOf.get(e.buf());
        int dim = c == null ? e.dim() : c.dimension(e.dim());
        return new Expr.Stride(f.actual().orElseThrow(), dim, e.span());
      }
    }
  }
}
