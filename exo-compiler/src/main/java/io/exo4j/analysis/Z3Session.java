package io.exo4j.analysis;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.IntNum;
import com.microsoft.z3.IntSort;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import com.microsoft.z3.Z3Exception;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One Z3 context with one solver, used with push and pop. Confined to one thread. */
final class Z3Session implements AutoCloseable {
  /** Z3's measure of work, which does not depend on the machine; about two seconds of a laptop. */
  private static final int RESOURCE_LIMIT = 3_000_000;

  /** Z3 does not count all of its work against the limit, e.g. some of that on quantifiers. */
  private static final int LAST_RESORT_MILLIS = 20_000;

  private final Context context;
  private final Solver solver;
  private final Map<Atom, IntExpr> atoms = new HashMap<>();
  private final Map<Formula.BoolVar, BoolExpr> bools = new HashMap<>();
  private final Map<Affine, ArithExpr<IntSort>> forms = new HashMap<>();

  Z3Session() {
    try {
      context = new Context();
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
      throw new SolverUnavailable(e);
    }
    solver = context.mkSolver();
    Params params = context.mkParams();
    params.add("rlimit", RESOURCE_LIMIT);
    params.add("timeout", LAST_RESORT_MILLIS);
    solver.setParameters(params);
  }

  @Override
  public void close() {
    context.close();
  }

  /** Decides whether the hypotheses imply the goal. */
  Verdict prove(List<Formula> hypotheses, Formula goal) {
    solver.push();
    try {
      Set<Atom> named = new LinkedHashSet<>();
      Set<Formula.BoolVar> namedBools = new LinkedHashSet<>();
      for (Formula h : hypotheses) {
        solver.add(new BoolExpr[] {translate(h)});
        h.variables(named::add);
        h.boolVariables(namedBools::add);
      }
      solver.add(new BoolExpr[] {translate(goal.negate())});
      goal.variables(named::add);
      goal.boolVariables(namedBools::add);
      Status status = solver.check();
      if (status == Status.UNSATISFIABLE) {
        return Verdict.proved(Verdict.By.Z3);
      }
      if (status == Status.UNKNOWN) {
        return unknown(solver.getReasonUnknown());
      }
      return new Verdict(Verdict.Outcome.REFUTED, Verdict.By.Z3, values(named, namedBools), "");
    } catch (Z3Exception e) {
      return unknown(e.getMessage());
    } finally {
      solver.pop();
    }
  }

  private Verdict unknown(String reason) {
    return new Verdict(
        Verdict.Outcome.UNKNOWN,
        Verdict.By.Z3,
        Map.of(),
        "the solver gave up (" + reason + ") on\n" + solver);
  }

  private Map<String, String> values(Set<Atom> named, Set<Formula.BoolVar> namedBools) {
    Model model = solver.getModel();
    Map<String, String> out = new LinkedHashMap<>();
    named.stream()
        .filter(a -> a.role() == Atom.Role.NAMED)
        .sorted((x, y) -> Integer.compare(x.id(), y.id()))
        .forEach(
            a -> {
              Expr<?> v = model.eval(variable(a), true);
              out.put(
                  Verdict.unique(out, a.name()),
                  v instanceof IntNum n ? n.toString() : v.toString());
            });
    namedBools.stream()
        .filter(b -> b.role() == Atom.Role.NAMED)
        .forEach(
            b ->
                out.put(
                    Verdict.unique(out, b.name()),
                    model.eval(bool(b), true).isTrue() ? "True" : "False"));
    return out;
  }

  private IntExpr variable(Atom a) {
    return atoms.computeIfAbsent(a, x -> context.mkIntConst("v" + x.id()));
  }

  private BoolExpr bool(Formula.BoolVar b) {
    return bools.computeIfAbsent(b, x -> context.mkBoolConst("b" + x.id()));
  }

  private ArithExpr<IntSort> translate(Affine e) {
    ArithExpr<IntSort> known = forms.get(e);
    if (known != null) {
      return known;
    }
    List<ArithExpr<IntSort>> sum = new ArrayList<>();
    for (int i = 0; i < e.size(); i++) {
      Atom a = e.atom(i);
      ArithExpr<IntSort> t =
          a.isDiv() ? context.mkDiv(translate(a.num()), context.mkInt(a.divisor())) : variable(a);
      sum.add(e.coef(i) == 1 ? t : context.mkMul(context.mkInt(e.coef(i)), t));
    }
    if (e.constant() != 0 || sum.isEmpty()) {
      sum.add(context.mkInt(e.constant()));
    }
    ArithExpr<IntSort> out = sum.size() == 1 ? sum.get(0) : addAll(sum);
    forms.put(e, out);
    return out;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private ArithExpr<IntSort> addAll(List<ArithExpr<IntSort>> sum) {
    return context.mkAdd(sum.toArray(new ArithExpr[0]));
  }

  private BoolExpr translate(Formula f) {
    return f.accept(
        new Formula.Visitor<BoolExpr>() {
          @Override
          public BoolExpr constant(boolean value) {
            return context.mkBool(value);
          }

          @Override
          public BoolExpr nonNegative(Affine e) {
            return context.mkGe(translate(e), context.mkInt(0));
          }

          @Override
          public BoolExpr zero(Affine e, boolean equal) {
            BoolExpr eq = context.mkEq(translate(e), context.mkInt(0));
            return equal ? eq : context.mkNot(eq);
          }

          @Override
          public BoolExpr bool(Formula.BoolVar v, boolean positive) {
            return positive ? Z3Session.this.bool(v) : context.mkNot(Z3Session.this.bool(v));
          }

          @Override
          public BoolExpr and(List<Formula> parts) {
            return context.mkAnd(parts.stream().map(p -> p.accept(this)).toArray(BoolExpr[]::new));
          }

          @Override
          public BoolExpr or(List<Formula> parts) {
            return context.mkOr(parts.stream().map(p -> p.accept(this)).toArray(BoolExpr[]::new));
          }

          @Override
          public BoolExpr quantified(boolean forAll, List<Atom> variables, Formula body) {
            Expr<?>[] bound =
                variables.stream().map(Z3Session.this::variable).toArray(Expr<?>[]::new);
            BoolExpr b = body.accept(this);
            return forAll
                ? context.mkForall(bound, b, 1, null, null, null, null)
                : context.mkExists(bound, b, 1, null, null, null, null);
          }
        });
  }
}
