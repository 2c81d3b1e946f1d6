package io.exo4j.nativebuild.instr;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the procedure that executes an instruction once: it has an array for each data operand,
 * fills registers from the arrays, executes, and copies the registers back. The interpreter runs it
 * as it is; the back end makes C of it.
 */
final class Harness {
  private final Transfers transfers;
  private final ConfigSetup config;
  private final List<Proc> before;
  private final List<Proc> after;

  /**
   * @param instructions those of the platform, to fill and read operands with
   * @param before instructions without arguments to execute first, {@code after} to execute last
   */
  Harness(Collection<Proc> instructions, Transfers transfers, List<Proc> before, List<Proc> after) {
    this.transfers = transfers;
    this.config = new ConfigSetup(instructions);
    this.before = before;
    this.after = after;
  }

  /** Whether the configuration can be given these values before an instruction is executed. */
  boolean reaches(Proc instr, Map<String, Long> values) {
    return config.reaches(instr, values);
  }

  /**
   * The procedure.
   *
   * @throws NotTestable if an operand cannot be filled or read
   */
  Proc of(Proc instr, Operands operands, String name) {
    List<Arg> args = new ArrayList<>();
    List<Stmt> body = new ArrayList<>();
    List<Stmt> fills = new ArrayList<>();
    List<Stmt> reads = new ArrayList<>();
    List<Expr> actuals = new ArrayList<>();
    int next = 0;
    for (Arg a : instr.args()) {
      if (a.type().isData()) {
        Layout l = operands.data().get(next++);
        Sym array = new Sym(a.name());
        args.add(new Arg(array, arrayType(l), Memory.DRAM));
        if (l.inMemory()) {
          actuals.add(inMemory(l, array));
        } else {
          Sym register = new Sym(a.name() + "_r");
          body.add(
              new Stmt.Alloc(
                  new StmtId(), register, dense(l, l.extents()), a.memory(), SourceSpan.NONE));
          fills.addAll(transfers.fill(register, l, array));
          reads.addAll(transfers.read(array, l, register));
          actuals.add(inRegister(l, register));
        }
      } else {
        long value = operands.control().get(a.sym());
        boolean bool = a.type().asControl().orElseThrow() == ControlType.BOOL;
        actuals.add(bool ? Expr.lit(value != 0) : Expr.lit(value));
      }
    }
    List<Stmt> first = before.stream().map(p -> call(p, List.of())).toList();
    body.addAll(0, first);
    body.addAll(fills);
    body.addAll(config.code(instr, operands.config()));
    body.add(call(instr, actuals));
    body.addAll(reads);
    after.forEach(p -> body.add(call(p, List.of())));
    return new Proc(
        name, args, List.of(), body, Optional.empty(), Optional.empty(), true, SourceSpan.NONE);
  }

  private static Stmt call(Proc callee, List<Expr> args) {
    return new Stmt.Call(new StmtId(), callee, args, SourceSpan.NONE);
  }

  private static DataType arrayType(Layout l) {
    return dense(l, l.array().isEmpty() ? List.of(1L) : l.array());
  }

  private static DataType dense(Layout l, List<Long> extents) {
    return new DataType(
        l.type().precision(), extents.stream().<Expr>map(Expr::lit).toList(), false);
  }

  private static Expr inMemory(Layout l, Sym array) {
    if (l.extents().isEmpty()) {
      return Expr.read(array, List.of(Expr.lit(0)));
    }
    return l.type().window() ? window(l, array) : Expr.read(array, List.of());
  }

  private static Expr inRegister(Layout l, Sym register) {
    return l.type().window() && !l.extents().isEmpty()
        ? window(l, register)
        : Expr.read(register, List.of());
  }

  private static Expr window(Layout l, Sym array) {
    List<Coord> coords = new ArrayList<>();
    for (int d = 0; d < l.array().size(); d++) {
      long start = l.start().get(d);
      coords.add(
          d < l.extents().size()
              ? new Coord.Interval(Expr.lit(start), Expr.lit(start + l.extents().get(d)))
              : new Coord.Point(Expr.lit(start)));
    }
    return new Expr.Window(array, coords, SourceSpan.NONE);
  }
}
