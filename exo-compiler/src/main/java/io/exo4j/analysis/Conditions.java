package io.exo4j.analysis;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The obligations about values at places; what they mean is said in {@link Obligations}. */
final class Conditions extends Questions {
  Conditions(Summary summary) {
    super(summary);
  }

  Optional<Refusal> holds(Expr condition, StmtId at) {
    StmtInfo info = info(at);
    Formula goal = summary.condition(condition, info.before());
    return prove(
        "holds",
        info.path(),
        List.of(),
        goal,
        "cannot prove " + Printer.print(condition) + " here",
        info.stmt());
  }

  Optional<Refusal> never(Expr condition, StmtId at) {
    StmtInfo info = info(at);
    return prove(
        "never",
        info.path(),
        List.of(),
        summary.condition(condition, info.before()).negate(),
        "cannot prove that " + Printer.print(condition) + " is false here",
        info.stmt());
  }

  Optional<Refusal> unreachable(StmtId at) {
    StmtInfo info = info(at);
    return prove(
        "unreachable",
        info.path(),
        List.of(),
        Formula.FALSE,
        "this code may be reached",
        info.stmt());
  }

  Optional<Refusal> equal(Expr a, StmtId at1, Expr b, StmtId at2) {
    StmtInfo i = info(at1);
    StmtInfo j = info(at2);
    Formula goal =
        summary.isBool(a)
            ? Formula.iff(summary.condition(a, i.before()), summary.condition(b, j.before()))
            : Formula.equal(summary.integer(a, i.before()), summary.integer(b, j.before()));
    return prove(
        "equal",
        i.path(),
        j.path().formulas(),
        goal,
        Printer.print(a) + " and " + Printer.print(b) + " may differ",
        i.stmt());
  }

  private Optional<Refusal> prove(
      String name, Path path, List<Formula> more, Formula goal, String reason, Stmt place) {
    if (goal == Formula.TRUE || path.facts().prove(goal)) {
      return Optional.empty();
    }
    List<Formula> hypotheses = new ArrayList<>(path.formulas());
    for (Formula f : more) {
      if (!hypotheses.contains(f)) {
        hypotheses.add(f);
      }
    }
    Verdict v = session.prove(name, reason, hypotheses, goal);
    return v.proved() ? Optional.empty() : Optional.of(Refusal.of(reason, v, Optional.of(place)));
  }
}
