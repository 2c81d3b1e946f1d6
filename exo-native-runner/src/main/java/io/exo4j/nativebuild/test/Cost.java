package io.exo4j.nativebuild.test;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.Sym;
import io.exo4j.nativebuild.model.ControlValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * About how many statements a call executes: each loop is taken to run its body as often as it says
 * at the start, with the middle value of its variable. Both sides of conditions count.
 */
final class Cost extends StmtDefault<Double> {
  private static final double UNKNOWN_TRIPS = 8;

  private final Map<Sym, Long> values;
  private final ControlValues control;

  private Cost(Map<Sym, Long> values) {
    this.values = new HashMap<>(values);
    this.control = ControlValues.of(this.values).withInitialFields();
  }

  /** The cost of a call. */
  static double of(Proc proc, Map<Sym, Long> arguments) {
    return new Cost(arguments).block(proc.body());
  }

  private double block(List<Stmt> stmts) {
    double sum = 0;
    for (Stmt s : stmts) {
      sum += s.accept(this);
    }
    return sum;
  }

  @Override
  protected Double other(Stmt s) {
    return 1.0;
  }

  @Override
  public Double ifStmt(Stmt.If s) {
    return 1 + block(s.then()) + block(s.orelse());
  }

  @Override
  public Double forStmt(Stmt.For s) {
    double trips = UNKNOWN_TRIPS;
    try {
      long low = control.value(s.lo());
      long high = control.value(s.hi());
      trips = Math.max(0, high - low);
      values.put(s.iter(), low + Math.max(0, high - low) / 2);
    } catch (ControlValues.Unknown e) {
      values.remove(s.iter());
    }
    return trips == 0 ? 1 : 1 + trips * block(s.body());
  }

  @Override
  public Double call(Stmt.Call s) {
    Map<Sym, Long> arguments = new HashMap<>();
    for (int i = 0; i < s.args().size(); i++) {
      Expr actual = s.args().get(i);
      if (!actual.isData()) {
        try {
          arguments.put(s.callee().args().get(i).sym(), control.value(actual));
        } catch (ControlValues.Unknown e) {
          // loops that depend on it count as a few iterations
        }
      }
    }
    return 1 + of(s.callee(), arguments);
  }
}
